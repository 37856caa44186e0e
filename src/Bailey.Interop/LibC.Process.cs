using System.Runtime.InteropServices;

namespace Bailey.Interop;

/// <summary>How a child ended, as waitid(2) tells it.</summary>
/// <param name="Code">The exit code 0..255; null when a signal ended it.</param>
/// <param name="Signal">The signal that ended it; null when it exited.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ChildStatus(int? Code, int? Signal);

/// <summary>The resource limits of getrlimit(2) that Bailey sets.</summary>
public enum ResourceLimit
{
    /// <summary>RLIMIT_CPU, seconds.</summary>
    Cpu = 0,
    /// <summary>RLIMIT_FSIZE, bytes.</summary>
    FileSize = 1,
    /// <summary>RLIMIT_DATA, bytes.</summary>
    Data = 2,
    /// <summary>RLIMIT_STACK, bytes.</summary>
    Stack = 3,
    /// <summary>RLIMIT_CORE, bytes.</summary>
    Core = 4,
    /// <summary>RLIMIT_NPROC: threads and processes of one user in one user namespace.</summary>
    Processes = 6,
    /// <summary>RLIMIT_NOFILE: one more than the highest descriptor.</summary>
    Descriptors = 7,
    /// <summary>RLIMIT_MEMLOCK, bytes.</summary>
    LockedMemory = 8,
    /// <summary>RLIMIT_AS, bytes.</summary>
    AddressSpace = 9,
    /// <summary>RLIMIT_SIGPENDING.</summary>
    PendingSignals = 11,
    /// <summary>RLIMIT_MSGQUEUE, bytes.</summary>
    MessageQueues = 12,
}

/// <summary>Processes, credentials and limits.</summary>
public static partial class LibC
{
    /// <summary>SIGKILL.</summary>
    public const int SIGKILL = 9;

    private const int P_PIDFD = 3;
    private const int WNOHANG = 1;
    private const int WEXITED = 4;
    private const int CLD_EXITED = 1;
    private const int PR_SET_CHILD_SUBREAPER = 36;

    /// <summary>_exit(2): ends the process at once; no finalizer, no other thread runs on.</summary>
    public static void _exit(int status) => exit_native(status);

    /// <summary>getpid(2).</summary>
    public static int getpid() => getpid_native();

    /// <summary>getuid(2): the real user id of the calling thread.</summary>
    public static uint getuid() => getuid_native();

    /// <summary>getgid(2): the real group id of the calling thread.</summary>
    public static uint getgid() => getgid_native();

    /// <summary>geteuid(2): the effective user id of the calling thread.</summary>
    public static uint geteuid() => geteuid_native();

    /// <summary>setenv(3) with overwrite: changes what getenv(3) sees in native libraries of this process.</summary>
    /// <remarks>Not safe while another thread calls getenv: call it before native libraries start threads. .NET's own
    /// <see cref="Environment.SetEnvironmentVariable(string, string)"/> does not reach native code on Linux.</remarks>
    public static Errno setenv(string name, string value) =>
        HasNul(name) || HasNul(value) ? Errno.EINVAL : Outcome(setenv_native(name, value, 1));

    /// <summary>prctl(2).</summary>
    public static Errno prctl(int option, nint a, nint b, nint c, nint d) => Outcome(prctl_native(option, a, b, c, d));

    /// <summary>prctl(2), PR_SET_CHILD_SUBREAPER: whoever beneath this process loses his parent becomes its child, not that of the system's first process.</summary>
    public static Errno set_child_subreaper() => prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);

    /// <summary>
    /// Gives up root for one user and group, in the calling thread only, with no way back: setgroups(2) to none, setresgid(2),
    /// setresuid(2), each as the bare system call.
    /// </summary>
    /// <remarks>
    /// The C library's functions of these names change every thread of the process; the kernel's own credentials are per thread.
    /// A child started from this thread has the new ids; the other threads keep theirs.
    /// <para><b>Source:</b> nptl(7), "POSIX and C library differences"; credentials(7).</para>
    /// <para><b>Stops:</b> a child with the host's uid 0 (which the kernel exempts from RLIMIT_NPROC and maps into its namespace).</para>
    /// <para><b>Does not stop:</b> another thread of this process from being root: this is no confinement of the process itself.</para>
    /// </remarks>
    public static Errno set_thread_ids(uint user, uint group)
    {
        Errno errno = Outcome(syscall_native(Syscall.setgroups, 0, 0, 0, 0));
        errno = errno == Errno.None ? Outcome(syscall_native(Syscall.setresgid, (nint)group, (nint)group, (nint)group, 0)) : errno;
        return errno == Errno.None ? Outcome(syscall_native(Syscall.setresuid, (nint)user, (nint)user, (nint)user, 0)) : errno;
    }

    /// <summary>pidfd_open(2): a descriptor that means this very process, whatever becomes of its number. Readable when it ended.</summary>
    public static Errno pidfd_open(int pid, out OwnedDescriptor descriptor) =>
        Owned((int)syscall_native(Syscall.pidfd_open, pid, 0, 0, 0), out descriptor);

    /// <summary>pidfd_send_signal(2). ESRCH when it has ended already.</summary>
    public static Errno pidfd_send_signal(OwnedDescriptor process, int signal) =>
        Outcome(syscall_pidfd_send_signal(Syscall.pidfd_send_signal, process, signal, 0, 0));

    /// <summary>waitid(2) on a pidfd: reaps a child of this process.</summary>
    /// <param name="process">A pidfd of a child.</param>
    /// <param name="wait">Whether to wait for its end; otherwise the answer may be null.</param>
    /// <param name="status">How it ended; null while it runs.</param>
    public static Errno waitid(OwnedDescriptor process, bool wait, out ChildStatus? status)
    {
        status = null;
        siginfo_record info = default;
        Errno errno;
        do
        {
            errno = Outcome(waitid_native(P_PIDFD, process, ref info, WEXITED | (wait ? 0 : WNOHANG)));
        }
        while (errno == Errno.EINTR);
        if (errno == Errno.None && info.si_pid != 0)
        {
            status = info.si_code == CLD_EXITED ? new ChildStatus(info.si_status, null) : new ChildStatus(null, info.si_status);
        }

        return errno;
    }

    /// <summary>
    /// prlimit(2): lowers both the soft and the hard limit of another process (0: this one) to <paramref name="value"/>. A hard limit
    /// that is lower already stays: only a privileged caller could raise it.
    /// </summary>
    /// <returns>EPERM when the process has other user ids than the calling thread.</returns>
    public static unsafe Errno prlimit(int pid, ResourceLimit resource, ulong value)
    {
        rlimit_record present = default;
        Errno errno = Outcome(prlimit_native(pid, (int)resource, null, &present));
        if (errno != Errno.None)
        {
            return errno;
        }

        ulong lowered = Math.Min(value, present.rlim_max);
        var limit = new rlimit_record { rlim_cur = lowered, rlim_max = lowered };
        return Outcome(prlimit_native(pid, (int)resource, &limit, null));
    }

    [LibraryImport(Library, EntryPoint = "getpid")]
    private static partial int getpid_native();

    [LibraryImport(Library, EntryPoint = "getuid")]
    private static partial uint getuid_native();

    [LibraryImport(Library, EntryPoint = "getgid")]
    private static partial uint getgid_native();

    [LibraryImport(Library, EntryPoint = "geteuid")]
    private static partial uint geteuid_native();

    /// <summary>getrandom(2): bytes of the kernel's generator. .NET's own needs OpenSSL, which the sandbox does not hold.</summary>
    /// <param name="count">0 to 65536.</param>
    /// <exception cref="LibCException">The kernel refused.</exception>
    public static unsafe byte[] getrandom(int count)
    {
        byte[] bytes = new byte[count];
        int filled = 0;
        while (filled < count)
        {
            fixed (byte* first = &bytes[filled])
            {
                Errno errno = Outcome(getrandom_native(first, (nuint)(count - filled), 0), out int read);
                LibCException.ThrowIf(errno == Errno.EINTR ? Errno.None : errno, "getrandom");
                filled += read;
            }
        }

        return bytes;
    }

    [LibraryImport(Library, EntryPoint = "getrandom", SetLastError = true)]
    private static unsafe partial nint getrandom_native(byte* buffer, nuint length, uint flags);

    [LibraryImport(Library, EntryPoint = "_exit")]
    private static partial void exit_native(int status);

    [LibraryImport(Library, EntryPoint = "setenv", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int setenv_native(string name, string value, int overwrite);

    [LibraryImport(Library, EntryPoint = "prctl", SetLastError = true)]
    private static partial int prctl_native(int option, nint a, nint b, nint c, nint d);

    [LibraryImport(Library, EntryPoint = "syscall", SetLastError = true)]
    private static partial nint syscall_pidfd_send_signal(nint number, OwnedDescriptor process, nint signal, nint info, nint flags);

    [LibraryImport(Library, EntryPoint = "waitid", SetLastError = true)]
    private static partial int waitid_native(int idType, OwnedDescriptor process, ref siginfo_record info, int options);

    [LibraryImport(Library, EntryPoint = "prlimit", SetLastError = true)]
    private static unsafe partial int prlimit_native(int pid, int resource, rlimit_record* limit, rlimit_record* old);

    [StructLayout(LayoutKind.Sequential)]
    private struct rlimit_record
    {
        public ulong rlim_cur;
        public ulong rlim_max;
    }

    [StructLayout(LayoutKind.Sequential, Size = 128)]
    private struct siginfo_record
    {
        public int si_signo;
        public int si_errno;
        public int si_code;
        public int padding;
        public int si_pid;
        public uint si_uid;
        public int si_status;
    }
}
