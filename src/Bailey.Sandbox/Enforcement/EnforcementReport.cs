using System.Globalization;
using Bailey.Interop;

namespace Bailey.Sandbox;

/// <summary>How a clause of a policy is held on this host.</summary>
public abstract record EnforcementLevel
{
    private EnforcementLevel()
    {
    }

    /// <summary>The level in words, and the mechanism or the reason.</summary>
    public (string Level, string By) Words => this switch
    {
        Enforced enforced => ("enforced", enforced.By),
        Sampled sampled => (string.Create(CultureInfo.InvariantCulture, $"sampled every {sampled.Period.TotalMilliseconds} ms"), sampled.By),
        Unsupported unsupported => ("unsupported", unsupported.Reason),
        _ => throw new InvalidOperationException("There is no other level."),
    };

    /// <summary>The kernel refuses; there is no moment in which it does not.</summary>
    /// <param name="By">The mechanism.</param>
    public sealed record Enforced(string By) : EnforcementLevel;

    /// <summary>The host looks again and again and kills.</summary>
    /// <param name="By">The mechanism.</param>
    /// <param name="Period">Time between two looks.</param>
    public sealed record Sampled(string By, TimeSpan Period) : EnforcementLevel;

    /// <summary>It is not held here.</summary>
    /// <param name="Reason">Why.</param>
    public sealed record Unsupported(string Reason) : EnforcementLevel;
}

/// <summary>One clause and how it is held.</summary>
/// <param name="Clause">In words of intent, for example <c>network: none</c>.</param>
/// <param name="Level">How it is held.</param>
/// <param name="Limits">What is not covered; empty when nothing is known.</param>
public sealed record ClauseReport(string Clause, EnforcementLevel Level, string Limits = "")
{
    /// <summary>One line.</summary>
    public override string ToString() => $"{Clause}: {Level.Words.Level}: {Level.Words.By}{(Limits.Length == 0 ? "" : $" (not covered: {Limits})")}";
}

/// <summary>What holds, clause by clause, for sandboxes of one class on this host.</summary>
/// <param name="Clauses">In the order in which they are shown.</param>
public sealed record EnforcementReport(IReadOnlyList<ClauseReport> Clauses)
{
    /// <summary>The worker class, as <see cref="Sandboxes.Open"/> has proved that it stands.</summary>
    /// <param name="options">How sandboxes are made.</param>
    /// <param name="limits">What holds memory, as the doctor found it.</param>
    public static EnforcementReport ForWorker(SandboxOptions options, LimitMechanism limits = LimitMechanism.Monitor) => new(
    [
        new("files: only the staged runtime, read-only", new EnforcementLevel.Enforced($"mount namespace{Second("Landlock", 1)}; seccomp once warm: no open at all")),
        new("network: none", new EnforcementLevel.Enforced($"network namespace and seccomp: no socket{Second("Landlock: no TCP", Landlock.AbiOfNetwork)}")),
        new("children: none", new EnforcementLevel.Enforced("seccomp: threads only; no exec once warm")),
        new(Invisible, new EnforcementLevel.Enforced($"process and ipc namespaces, seccomp{Second("Landlock: no signal", Landlock.AbiOfScopes)}")),
        new("privileges: none", new EnforcementLevel.Enforced("user namespace, no capabilities, no_new_privs, no nested namespaces")),
        new("kernel surface: the worker's allow-list", new EnforcementLevel.Enforced("seccomp"), "a bug in an allowed call"),
        new("descriptors: channel and standard streams", new EnforcementLevel.Enforced("posix_spawn with closefrom; RLIMIT_NOFILE")),
        new("end with the host", new EnforcementLevel.Enforced("PR_SET_PDEATHSIG and end of the channel")),
        MemoryHeldBy(limits, options.SamplePeriod),
        new("cpu time", new EnforcementLevel.Sampled("/proc/<pid>/stat", options.SamplePeriod)),
        new("wall time", new EnforcementLevel.Sampled("monotonic clock", options.SamplePeriod)),
        new("threads", new EnforcementLevel.Sampled("/proc/<pid>/stat", options.SamplePeriod)),
        new(Uniform, new EnforcementLevel.Enforced("masked /proc, host name, user, environment"), "CPUID, CPU count, uname's release, sysinfo, clocks"),
        new("no new executable memory", new EnforcementLevel.Unsupported("both runtimes compile code at run time")),
        new("disk space", new EnforcementLevel.Enforced("nothing is writable")),
    ]);

    /// <summary>The worker class without namespaces: every clause of <see cref="ForWorker"/>, held or not.</summary>
    /// <param name="options">How sandboxes are made.</param>
    /// <param name="limits">What holds memory, as the doctor found it.</param>
    public static EnforcementReport ForFallback(SandboxOptions options, LimitMechanism limits = LimitMechanism.Monitor) => new(
    [
        new("files: only the staged runtime, read-only", new EnforcementLevel.Enforced("Landlock; seccomp once warm: no open, and no question about a path"), "while it starts: whether a path exists, sizes, times"),
        new("network: none", new EnforcementLevel.Enforced("seccomp: no socket, Landlock: no TCP"), "its network namespace is the host's"),
        new("children: none", new EnforcementLevel.Enforced("seccomp: threads only; no exec once warm")),
        new("other processes: out of reach", new EnforcementLevel.Enforced("Landlock: no signal, no file of theirs; seccomp: no debugging, no memory, no limits, no affinity")),
        new(Invisible, new EnforcementLevel.Unsupported("no process namespace: which numbers are in use can be found out")),
        new("privileges: none", new EnforcementLevel.Enforced("no capabilities, no_new_privs, seccomp: no namespaces"), "its user is the host's"),
        .. ForWorker(options, limits).Clauses.Where(static clause => clause.Clause.StartsWith("kernel", StringComparison.Ordinal) || clause.Clause.StartsWith("descriptors", StringComparison.Ordinal)
            || clause.Clause.StartsWith("end ", StringComparison.Ordinal) || clause.Clause == Memory || clause.Level is EnforcementLevel.Sampled or EnforcementLevel.Unsupported),
        new(Uniform, new EnforcementLevel.Unsupported("no root and no name of its own"), "its process's number, and as with namespaces; the host's name, user and /proc of itself while it starts"),
        new("disk space", new EnforcementLevel.Enforced("nothing is writable")),
    ]);

    /// <summary>Clauses of a policy that workers without namespaces do not hold, by their names in bailey.json: one that is required there stops a start.</summary>
    public static IReadOnlyList<string> LostInFallback { get; } = ["identity"];

    /// <summary>What is lost, in one sentence for the user of a guest.</summary>
    public const string FallbackSentence =
        "this kernel refuses user namespaces, so the guest runs behind Landlock and seccomp alone: files, network and other processes are as much out of reach, "
        + "but code that takes the process over learns which process numbers are in use";

    private const string Memory = "memory";
    private const string Invisible = "other processes: invisible";
    private const string Uniform = "identity: uniform";

    private static ClauseReport MemoryHeldBy(LimitMechanism limits, TimeSpan period) => limits == LimitMechanism.Monitor
        ? new(Memory, new EnforcementLevel.Sampled("/proc/<pid>/statm", period), "what is touched within one period; memory of the kernel; bailey doctor says what helps")
        : new(
            Memory,
            new EnforcementLevel.Enforced($"control group {(limits == LimitMechanism.ControlGroupV1 ? "v1" : "v2")}; the resident set is sampled as well"),
            "what others were charged for: shared libraries, and what it took before it was moved in");

    // What a kernel with Landlock adds; web hosts and tunnels have it too.
    private static string Second(string text, int abi) => Sandboxes.Fenced && Landlock.Abi >= abi ? ", " + text : "";
}
