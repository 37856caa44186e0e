using Bailey.Interop;
using static Bailey.Interop.ScmpCompare;
using static Bailey.Sandbox.SyscallRule;

namespace Bailey.Sandbox;

/// <summary>
/// The deny-list of the program class: what a native program is refused. Everything else is allowed, because nobody knows what an
/// arbitrary program needs; namespaces hold what a list of refusals cannot.
/// </summary>
/// <remarks>
/// <b>Source:</b> Flatpak's list (common/flatpak-run.c), Docker's default profile, and the parts of the kernel that namespaces do not cover.
/// <para><b>Does not stop:</b> memory that is writable and executable; files that are made in memory and executed; a bug in an allowed
/// call.</para>
/// </remarks>
internal static class ProgramSyscalls
{
    private const ulong CloneThread = 0x10000;
    private const ulong CloneNewUser = 0x10000000;
    private const uint Unix = 1;
    private const uint Internet = 2;
    private const uint Internet6 = 10;

    // CLONE_NEWTIME, NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET.
    private static readonly ulong[] Namespaces = [0x80, 0x20000, 0x02000000, 0x04000000, 0x08000000, CloneNewUser, 0x20000000, 0x40000000];

    private static readonly (Errno Answer, string Reason, string[] Names)[] Whole =
    [
        (Errno.EPERM, "mounts", ["mount", "umount2", "pivot_root"]),
        (Errno.ENOSYS, "mounts, the newer way; ENOSYS so that callers fall back", ["open_tree", "move_mount", "fsopen", "fsconfig", "fsmount", "fspick", "mount_setattr", "open_tree_attr"]),
        (Errno.ENOSYS, "tell host paths of mounts", ["statmount", "listmount"]),
        (Errno.EPERM, "another process's namespaces", ["setns"]),
        (Errno.EPERM, "other processes: memory, registers, descriptors", ["ptrace", "process_vm_readv", "process_vm_writev", "process_madvise", "kcmp", "pidfd_getfd"]),
        (Errno.EPERM, "kernel: programs inside of it", ["bpf", "perf_event_open", "userfaultfd", "init_module", "finit_module", "delete_module", "kexec_load", "kexec_file_load"]),
        (Errno.ENOSYS, "kernel: its largest surface; ENOSYS so that callers fall back", ["io_uring_setup", "io_uring_enter", "io_uring_register"]),
        (Errno.EPERM, "key rings are not namespaced", ["add_key", "keyctl", "request_key"]),
        (Errno.EPERM, "files by number, past every mount", ["name_to_handle_at", "open_by_handle_at"]),
        (Errno.EPERM, "what others do with files", ["fanotify_init", "fanotify_mark"]),
        (Errno.EPERM, "the machine: power, clock, log, accounting, swap, quotas", ["reboot", "settimeofday", "clock_settime", "adjtimex", "clock_adjtime", "syslog", "acct", "swapon", "swapoff", "quotactl", "quotactl_fd", "vhangup"]),
        (Errno.EPERM, "ports and other memory of the machine", ["iopl", "ioperm", "modify_ldt", "lookup_dcookie", "sysfs", "ustat", "uselib"]),
        (Errno.EPERM, "placement of memory: tells and disturbs", ["move_pages", "mbind", "get_mempolicy", "set_mempolicy", "set_mempolicy_home_node", "migrate_pages"]),
        (Errno.EPERM, "pages of others by pipes", ["vmsplice"]),
        (Errno.EPERM, "names of the machine", ["sethostname", "setdomainname"]),
        (Errno.ENOSYS, "memory that no monitor sees", ["memfd_secret"]),
    ];

    /// <summary>The rows for a program.</summary>
    /// <param name="children">Whether it may have other processes.</param>
    /// <param name="nested">Whether it may make user namespaces of its own, for a sandbox of its own.</param>
    public static IReadOnlyList<SyscallRule> Rows(bool children, bool nested) =>
    [
        .. Whole.SelectMany(static row => row.Names.Select(name => Refuse(name, row.Answer, row.Reason))),
        Refuse("clone3", Errno.ENOSYS, "its flags are in memory, where a filter cannot look: glibc falls back to clone"),
        .. nested ? [] : Namespaces.Select(static flag => Refuse("clone", Errno.EPERM, "namespaces of its own", new ScmpArgument(0, MaskedEqual, flag, flag))),
        .. nested ? (SyscallRule[])[] : [Refuse("unshare", Errno.EPERM, "namespaces of its own"), Refuse("chroot", Errno.EPERM, "a root of its own")],
        .. children
            ? (SyscallRule[])[]
            :
            [
                Refuse("fork", Errno.EPERM, "other processes, which the policy does not grant"),
                Refuse("vfork", Errno.EPERM, "other processes, which the policy does not grant"),
                Refuse("clone", Errno.EPERM, "other processes, which the policy does not grant; threads stay", new ScmpArgument(0, MaskedEqual, CloneThread, 0)),
            ],
        Refuse("ioctl", Errno.EPERM, "TIOCSTI: types for the user", Is(1, 0x5412)),
        Refuse("ioctl", Errno.EPERM, "TIOCLINUX: pastes for the user", Is(1, 0x541C)),
        Refuse("personality", Errno.EPERM, "memory that is executable without being asked for, fixed addresses"),
        Refuse("seccomp", Errno.EPERM, "a filter that asks another process (SECCOMP_FILTER_FLAG_NEW_LISTENER)", new ScmpArgument(1, MaskedEqual, 8, 8)),
        .. Enumerable.Range(0, (int)Internet6).Where(static family => family is not ((int)Unix or (int)Internet))
            .Select(static family => Refuse("socket", Errno.EAFNOSUPPORT, "families beyond the internet's and local ones: netlink tells interfaces, others are kernel surface", new ScmpArgument(0, Equal, (ulong)family, 0))),
        Refuse("socket", Errno.EAFNOSUPPORT, "the same, AF_PACKET, AF_ALG and AF_VSOCK among them, which no namespace holds", new ScmpArgument(0, Greater, Internet6, 0)),
        Refuse("socket", Errno.EPERM, "raw packets", new ScmpArgument(1, MaskedEqual, 0xF, 3)),
        Refuse("socket", Errno.EPROTONOSUPPORT, "SCTP", Is(2, 132)),
        Refuse("socket", Errno.EPROTONOSUPPORT, "MPTCP", Is(2, 262)),
    ];
}
