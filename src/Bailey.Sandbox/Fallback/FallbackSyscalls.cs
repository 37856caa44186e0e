using static Bailey.Sandbox.FilterStage;
using static Bailey.Sandbox.SyscallRule;

namespace Bailey.Sandbox;

/// <summary>
/// The allow-list of a worker without namespaces: the worker's, but for calls whose answer or effect a namespace made harmless.
/// </summary>
/// <remarks>
/// <b>Does not stop:</b> which numbers of processes exist (asking for the affinity or scheduling of another one tells); files' metadata while
/// it starts, when no guest text is there.
/// </remarks>
internal static class FallbackSyscalls
{
    /// <summary>The worker's rows that stand otherwise here, or not at all.</summary>
    private static readonly string[] Otherwise =
    [
        "sched_setaffinity", "uname", "getuid", "geteuid", "getgid", "getegid", "getppid", "landlock_add_rule", "landlock_restrict_self",
    ];

    /// <summary>The rows.</summary>
    public static readonly IReadOnlyList<SyscallRule> Rows =
    [
        // Process 1 is another's here.
        .. WorkerSyscalls.Rows.Where(static row => !Otherwise.Contains(row.Name) && !(row.Name == "prlimit64" && row.Stage == Starting)),
        Pretend("sched_setaffinity", "CoreCLR aborts at a thread start without it; done, it would reach the user's other processes"),
        Allow("uname", Starting, "the runtime's version checks; it tells the host's name"),
        Allow("getuid", Starting, "GLib: is this a set-id program? (no) It tells the host's user"),
        Allow("geteuid", Starting, "GLib: is this a set-id program? (no)"),
        Allow("getgid", Starting, "GLib: is this a set-id program? (no)"),
        Allow("getegid", Starting, "GLib: is this a set-id program? (no)"),
        Allow("getppid", Starting, "it tells the host's number"),
    ];
}
