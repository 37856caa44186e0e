using Bailey.Interop;
using static Bailey.Interop.ScmpCompare;
using static Bailey.Sandbox.FilterStage;
using static Bailey.Sandbox.SyscallRule;

namespace Bailey.Sandbox;

/// <summary>
/// The allow-list of the worker class: .NET 10 (CoreCLR) with JavaScriptCore, JIT on. Recorded with strace, then widened by what
/// the runtimes are known to need under memory pressure and at exit. Everything that has no row gets EPERM.
/// </summary>
/// <remarks>
/// <b>Does not stop:</b> new executable memory (both runtimes compile code); more threads; reading what the staged root holds
/// while the worker starts; the vDSO's clocks and the CPUID instruction, which are no system calls.
/// </remarks>
internal static class WorkerSyscalls
{
    private const ulong ThreadFlags = 0x3D0F00;
    private const ulong OpenForReading = ~(0x80000UL | 0x800 | 0x100 | 0x10000 | 0x20000 | 0x4000 | 0x8000);
    private const ulong ProtExec = 4;
    private const ulong MapAnonymous = 0x20;

    /// <summary>The rows.</summary>
    public static readonly IReadOnlyList<SyscallRule> Rows =
    [
        // Memory.
        Allow("brk", Always, "malloc"),
        Allow("mmap", Always, "GC heaps, JIT pools and stacks: anonymous mappings", new ScmpArgument(3, MaskedEqual, MapAnonymous, MapAnonymous)),
        Allow("mmap", Starting, "the loader maps libraries and assemblies, executable ones too"),
        Allow("mmap", Always, "file mappings without execution: assemblies that are data", Only(2, ProtExec)),
        Allow("mremap", Always, "realloc of large blocks"),
        Allow("munmap", Always, "GC and malloc give memory back"),
        Allow("mprotect", Always, "JIT pages, thread stack guards"),
        Allow("madvise", Always, "GC and JavaScriptCore give pages back", new ScmpArgument(2, LessOrEqual, 25, 0)),
        Allow("membarrier", Always, "GC suspension, code patching"),
        Allow("mincore", Always, "the runtime asks whether a page is mapped"),

        // Threads and time.
        Allow("clone", Always, "threads, with exactly the flags of pthread_create: no process, no namespace", Whole(0, ThreadFlags)),
        Refuse("clone3", Errno.ENOSYS, "its flags are in memory, where a filter cannot look: glibc falls back to clone"),
        Allow("set_robust_list", Always, "pthread_create"),
        Allow("set_tid_address", Starting, "the loader"),
        Allow("rseq", Always, "pthread_create"),
        Allow("futex", Always, "locks"),
        Allow("gettid", Always, "the runtimes name their threads"),
        Allow("getpid", Always, "the runtime; 1 inside"),
        Allow("tgkill", Always, "GC suspension by signal; the process namespace holds nobody else"),
        Allow("rt_sigaction", Always, "the runtimes' signal handlers"),
        Allow("rt_sigprocmask", Always, "thread start"),
        Allow("rt_sigreturn", Always, "return from a signal handler"),
        Allow("rt_sigsuspend", Always, "JavaScriptCore stops a thread for its GC inside a handler; without it the GC scans a running stack and crashes, rarely"),
        Allow("sigaltstack", Always, "thread start"),
        Allow("restart_syscall", Always, "a call interrupted by a signal"),
        Allow("sched_yield", Always, "spinning locks"),
        Allow("sched_getaffinity", Always, "CPU count"),
        Allow("sched_setaffinity", Always, "CoreCLR aborts at a thread start without it"),
        Allow("sched_getparam", Always, "pthread_getattr_np: stack bounds"),
        Allow("sched_getscheduler", Always, "pthread_getattr_np: stack bounds"),
        Allow("sched_get_priority_max", Always, "thread priorities"),
        Allow("sched_get_priority_min", Always, "thread priorities"),
        Allow("clock_gettime", Always, "where the vDSO cannot answer"),
        Allow("clock_getres", Always, "Stopwatch"),
        Allow("clock_nanosleep", Always, "sleep"),
        Allow("nanosleep", Always, "sleep"),
        Allow("gettimeofday", Always, "where the vDSO cannot answer"),
        Allow("time", Always, "where the vDSO cannot answer"),
        Allow("getrusage", Always, "the runtimes' heuristics; JavaScriptCore's CPU time"),
        Allow("times", Always, "CPU time"),
        Allow("sysinfo", Always, "GC: physical memory"),
        Allow("getcpu", Always, "GC: heap affinity"),
        Allow("getrandom", Always, "seeds"),
        Allow("exit", Always, "end of a thread"),
        Allow("exit_group", Always, "end of the process"),

        // Descriptors that it has.
        Allow("read", Always, "the channel"),
        Allow("write", Always, "the channel, diagnostics"),
        Allow("readv", Always, "the channel"),
        Allow("writev", Always, "the loader's and the C library's messages"),
        Allow("close", Always, "files that were open while it started"),
        Allow("poll", Always, "waiting on the channel; the runtime's signal pipe"),
        Allow("ppoll", Always, "arm64 has no poll"),
        Allow("fcntl", Always, "F_GETFD", Is(1, 1)),
        Allow("fcntl", Always, "F_SETFD", Is(1, 2)),
        Allow("fcntl", Always, "F_GETFL", Is(1, 3)),
        Allow("fcntl", Always, "F_DUPFD_CLOEXEC", Is(1, 1030)),
        Allow("fcntl", Starting, "F_SETFL: the runtime's signal pipe", Is(1, 4)),
        Allow("dup", Starting, "the runtime keeps a copy of its standard streams"),
        Allow("pipe2", Always, "CoreCLR makes one for each of its threads; RLIMIT_NOFILE bounds them"),
        Allow("eventfd2", Starting, "GLib's main context"),
        Allow("ioctl", Always, "TCGETS: is this a terminal? (no)", Is(1, 0x5401)),
        Allow("lseek", Always, "the runtime asks whether a stream can seek"),
        Allow("fstat", Always, "the kind of a stream"),
        Allow("pread64", Always, "headers of libraries and assemblies"),

        // The staged root, read-only.
        Allow("openat", Starting, "libraries, assemblies, /proc/self/maps", Only(2, OpenForReading)),
        Allow("open", Starting, "JavaScriptCore and old C code", Only(1, OpenForReading)),
        Allow("newfstatat", Starting, "the loader and the host resolver look for files"),
        Allow("stat", Starting, "the host resolver looks for files"),
        Allow("lstat", Starting, "realpath"),
        Allow("access", Starting, "the loader looks for a preload file"),
        Allow("faccessat", Starting, "arm64 has no access"),
        Allow("readlink", Starting, "the program's own path"),
        Allow("readlinkat", Starting, "the program's own path"),
        Allow("getdents64", Starting, "the host resolver lists the runtime's folder"),
        Allow("getcwd", Starting, "realpath"),
        Allow("statfs", Starting, "GC: is there a cgroup file system? (no)"),
        Allow("fstatfs", Starting, "file locking of the runtime asks for the file system"),
        Allow("fadvise64", Starting, "sequential reading of configuration files"),

        // Itself.
        Allow("execve", Starting, "bubblewrap starts the worker under this filter"),
        Allow("arch_prctl", Starting, "the loader sets the thread pointer"),
        Allow("prctl", Always, "PR_SET_NAME: thread names", Is(0, 15)),
        Allow("prctl", Always, "PR_SET_VMA: names of anonymous memory; refused by most kernels anyway", Is(0, 0x53564D41)),
        Allow("prctl", Starting, "PR_SET_NO_NEW_PRIVS: before the second filter", Is(0, 38)),
        Allow("prctl", Starting, "PR_CAPBSET_READ: libcap, when it is loaded", Is(0, 23)),
        Allow("prlimit64", Always, "reading a limit; setting one is refused", Is(0, 0), Whole(2, 0)),
        Allow("prlimit64", Starting, "reading a limit of its own process by number", Is(0, 1), Whole(2, 0)),
        Allow("getrlimit", Always, "reading a limit"),
        Allow("uname", Always, "the runtime's version checks"),
        Allow("getuid", Always, "GLib: is this a set-id program? (no)"),
        Allow("geteuid", Always, "GLib: is this a set-id program? (no)"),
        Allow("getgid", Always, "GLib: is this a set-id program? (no)"),
        Allow("getegid", Always, "GLib: is this a set-id program? (no)"),
        Allow("getppid", Always, "0 inside"),
        Allow("landlock_add_rule", Starting, "the fence: its own /proc"),
        Allow("landlock_restrict_self", Starting, "the fence: takes rights from itself"),
        Allow("seccomp", Starting, "the second filter: SECCOMP_SET_MODE_FILTER, never a listener", Is(0, 1), Is(1, 1)),

        // Probes that must see "not there" instead of "not allowed".
        Refuse("openat2", Errno.ENOSYS, "absent on older kernels: callers fall back"),
        Refuse("statx", Errno.ENOSYS, "absent on older kernels: callers fall back"),
        Refuse("faccessat2", Errno.ENOSYS, "absent on older kernels: callers fall back"),
        Refuse("memfd_create", Errno.ENOSYS, "without it the runtime maps code once instead of twice"),
        Refuse("statmount", Errno.ENOSYS, "tells host paths of mounts"),
        Refuse("listmount", Errno.ENOSYS, "tells host paths of mounts"),
    ];
}
