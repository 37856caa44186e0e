namespace Bailey.Sandbox;

/// <summary>What macOS would hold of each clause.</summary>
internal static class SeatbeltReport
{
    private const string Seatbelt = "Seatbelt, applied by the worker before it has a guest";

    private static readonly TimeSpan Period = new SandboxOptions().SamplePeriod;

    /// <summary>The program class.</summary>
    public static EnforcementReport ForProgram { get; } = new(
    [
        new(ElsewherePlan.Everything, new EnforcementLevel.Unsupported(
            "profiles do not nest: what has a sandbox of its own, as browsers do, does not start in ours, and there is no network of its own in which only a proxy answers")),
    ]);

    /// <summary>The worker class, clause by clause as <see cref="EnforcementReport.ForWorker"/>.</summary>
    public static EnforcementReport ForWorker(ElsewhereStart start) => new(
    [
        new("files: only the staged runtime, read-only", new EnforcementLevel.Enforced(Seatbelt), "other paths are not readable; that they exist may show. While it starts: what its user may read"),
        new("network: none", new EnforcementLevel.Enforced(Seatbelt)),
        new("children: none", new EnforcementLevel.Enforced(Seatbelt)),
        new("other processes: invisible", new EnforcementLevel.Unsupported("there is no process namespace: which numbers are in use can be found out; signals and memory of others are refused")),
        new("privileges: none", new EnforcementLevel.Enforced("an ordinary user; Seatbelt has no way back"), "what its user may do while it starts"),
        new("kernel surface: the worker's allow-list", new EnforcementLevel.Unsupported("system calls that are no operation of Seatbelt's are all there")),
        new("descriptors: channel and standard streams", new EnforcementLevel.Enforced("posix_spawn with POSIX_SPAWN_CLOEXEC_DEFAULT")),
        new("end with the host", new EnforcementLevel.Enforced("end of the channel"), "a worker that was taken over and does not read it"),
        new("memory", new EnforcementLevel.Sampled("proc_pid_rusage: ri_phys_footprint", Period), "what is touched within one period"),
        new("cpu time", new EnforcementLevel.Sampled("proc_pid_rusage", Period)),
        new("wall time", new EnforcementLevel.Sampled("monotonic clock", Period)),
        new("threads", new EnforcementLevel.Sampled("proc_pidinfo: PROC_PIDTASKINFO", Period)),
        new("identity: uniform", new EnforcementLevel.Unsupported("nothing stands before the system's own answers: host name, user, processor, version")),
        new("no new executable memory", start is { AheadOfTime: true, DynamicCode: false }
            ? new EnforcementLevel.Enforced("Seatbelt: no dynamic-code-generation; hardened runtime without allow-jit")
            : new EnforcementLevel.Unsupported(start.DynamicCode ? "dynamicCode is granted" : "the .NET runtime compiles code at run time")),
        new("disk space", new EnforcementLevel.Enforced(Seatbelt + ": nothing is writable")),
    ]);
}
