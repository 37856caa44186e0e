using Bailey.Interop;

namespace Bailey.Sandbox;

/// <summary>Compiles rows into a kernel program with libseccomp.</summary>
internal static class FilterCompiler
{
    private const int UnknownSyscall = -1;
    private const uint BinaryTree = 2;

    /// <summary>
    /// Calls that libseccomp 2.5 has no name for, in its first or in all releases: the kernel has them all the same. One number on all
    /// architectures; include/uapi/asm-generic/unistd.h.
    /// </summary>
    private static readonly Dictionary<string, int> Newer = new(StringComparer.Ordinal)
    {
        ["landlock_add_rule"] = 445, // Linux 5.13
        ["landlock_restrict_self"] = 446, // Linux 5.13
        ["statmount"] = 457, // Linux 6.8
        ["listmount"] = 458, // Linux 6.8
        ["open_tree_attr"] = 467, // Linux 6.15
    };

    /// <summary>Compiles rows; calls of other architectures kill the process.</summary>
    /// <param name="rules">The rows.</param>
    /// <param name="refuseOthers">Whether calls without a row get EPERM; else they are allowed.</param>
    /// <returns>struct sock_filter[].</returns>
    /// <exception cref="WallUnavailableException">libseccomp is missing or refuses a rule.</exception>
    public static byte[] Compile(IEnumerable<SyscallRule> rules, bool refuseOthers = true)
    {
        try
        {
            using ScmpFilterContext context = LibSeccomp.seccomp_init(refuseOthers ? LibSeccomp.SCMP_ACT_ERRNO(Errno.EPERM) : LibSeccomp.SCMP_ACT_ALLOW);
            Check("default action", context.IsInvalid ? -(int)Errno.ENOMEM : 0);
            Check("other architectures", LibSeccomp.seccomp_attr_set(context, LibSeccomp.SCMP_FLTATR_ACT_BADARCH, LibSeccomp.SCMP_ACT_KILL_PROCESS));
            Check("binary tree", LibSeccomp.seccomp_attr_set(context, LibSeccomp.SCMP_FLTATR_CTL_OPTIMIZE, BinaryTree));
            foreach (SyscallRule rule in rules)
            {
                Add(context, rule, refuseOthers);
            }

            return Export(context);
        }
        catch (DllNotFoundException)
        {
            throw Messages.SeccompMissing();
        }
    }

    private static void Add(ScmpFilterContext context, SyscallRule rule, bool refuseOthers)
    {
        int number = LibSeccomp.seccomp_syscall_resolve_name(rule.Name);
        bool refused = rule.Answer != Errno.None;
        if (refused && refuseOthers && rule.Answer == Errno.EPERM)
        {
            // What a call without a row gets; libseccomp takes no rule that says the same.
            return;
        }

        if (number == UnknownSyscall && !(refused && refuseOthers) && Newer.TryGetValue(rule.Name, out int known))
        {
            number = known;
        }

        if (number < UnknownSyscall || (number == UnknownSyscall && refused))
        {
            // A call of other architectures only; or one this libseccomp does not know yet, which in an allow-list gets EPERM.
            return;
        }

        Check(rule.Name, number == UnknownSyscall ? -(int)Errno.ENOSYS : 0);
        uint action = refused || rule.IsPretended ? LibSeccomp.SCMP_ACT_ERRNO(rule.Answer) : LibSeccomp.SCMP_ACT_ALLOW;
        Check(rule.Name, LibSeccomp.seccomp_rule_add(context, action, number, [.. rule.Arguments]));
    }

    private static byte[] Export(ScmpFilterContext context)
    {
        LibCException.ThrowIf(LibC.memfd_create("filter", out OwnedDescriptor memory), "memfd_create");
        using (memory)
        {
            Check("export", LibSeccomp.seccomp_export_bpf(context, memory));
            LibCException.ThrowIf(LibC.lseek(memory, 0, 2, out long length), "lseek");
            var program = new byte[length];
            LibCException.ThrowIf(LibC.pread(memory, program, 0, out int count), "pread");
            return count == length && count > 0 ? program : throw Messages.FilterRefused("export", count);
        }
    }

    private static void Check(string what, int result)
    {
        if (result < 0)
        {
            throw Messages.FilterRefused(what, -result);
        }
    }
}
