namespace Bailey.Sandbox;

/// <summary>What Windows would hold of each clause.</summary>
internal static class WindowsReport
{
    private const string Container = "AppContainer of the less privileged kind, without capabilities";

    private static readonly TimeSpan Period = new SandboxOptions().SamplePeriod;

    /// <summary>The program class.</summary>
    public static EnforcementReport ForProgram { get; } = new(
    [
        new(ElsewherePlan.Everything, new EnforcementLevel.Unsupported(
            "a container reaches no loopback, so no proxy either, and programs that were not made for one do not start in it")),
    ]);

    /// <summary>The worker class, clause by clause as <see cref="EnforcementReport.ForWorker"/>.</summary>
    public static EnforcementReport ForWorker(ElsewhereStart start) => new(
    [
        new("files: only the staged runtime, read-only", new EnforcementLevel.Enforced(Container), "files and registry whose access list names all restricted packages"),
        new("network: none", new EnforcementLevel.Enforced(Container + ": no loopback either")),
        new("children: none", new EnforcementLevel.Enforced("child process policy; job: one process")),
        new("other processes: invisible", new EnforcementLevel.Unsupported("there is no process namespace: their numbers can be listed; opening them is refused")),
        new("privileges: none", new EnforcementLevel.Enforced(Container)),
        new("kernel surface: the worker's allow-list", new EnforcementLevel.Unsupported("only the calls of the window system can be refused, and are")),
        new("descriptors: channel and standard streams", new EnforcementLevel.Enforced("handle list")),
        new("end with the host", new EnforcementLevel.Enforced("job: ends when its handle is closed")),
        new("memory", start.Worker.Limits.MemoryBytes is null ? new EnforcementLevel.Unsupported("no limit is set") : new EnforcementLevel.Enforced("job: committed memory")),
        new("cpu time", new EnforcementLevel.Sampled("JobObjectBasicAccountingInformation; job: time in user mode", Period)),
        new("wall time", new EnforcementLevel.Sampled("monotonic clock", Period)),
        new("threads", new EnforcementLevel.Sampled("thread snapshot", Period)),
        new("identity: uniform", new EnforcementLevel.Unsupported("nothing stands before the system's own answers: computer name, user, processor, version")),
        new("no new executable memory", start is { AheadOfTime: true, DynamicCode: false }
            ? new EnforcementLevel.Enforced("mitigation: no dynamic code")
            : new EnforcementLevel.Unsupported(start.DynamicCode ? "dynamicCode is granted" : "the .NET runtime compiles code at run time")),
        new("disk space", new EnforcementLevel.Enforced(Container + ": nothing is writable")),
    ]);
}
