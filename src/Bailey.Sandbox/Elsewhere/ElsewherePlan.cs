namespace Bailey.Sandbox;

/// <summary>A system for which there is a plan and no back end.</summary>
public enum OtherSystem
{
    /// <summary>Seatbelt.</summary>
    MacOS,

    /// <summary>AppContainer, job objects and mitigations.</summary>
    Windows,
}

/// <summary>One worker to plan for another system: the intentions that its Linux plan is made of too.</summary>
/// <param name="Worker">What is started.</param>
/// <param name="DynamicCode">Whether its guest may make code at run time.</param>
public sealed record ElsewhereStart(WorkerStart Worker, bool DynamicCode = false)
{
    /// <summary>Whether the worker was compiled ahead of time, so that no part of it makes code at run time. None is, so far.</summary>
    public bool AheadOfTime { get; init; }
}

/// <summary>
/// What Bailey would ask another system for, as data. It is carried out by nobody: it exists to be reviewed, and so that the policy's words stay such
/// that they can be kept there.
/// </summary>
/// <param name="System">Where.</param>
/// <param name="Report">Every clause of <see cref="EnforcementReport.ForWorker"/>, held or not, as documents of that system promise it.</param>
/// <param name="Text">The plan for review; empty where there is none.</param>
public sealed record ElsewherePlan(OtherSystem System, EnforcementReport Report, string Text)
{
    /// <summary>To be said wherever a plan is shown.</summary>
    public const string NotRun = "Not run by us: nothing of Bailey has run on this system. The answers are what its documents promise.";

    /// <summary>Plans a worker. A pure function.</summary>
    /// <exception cref="ArgumentException">The start is no worker's, or not well formed.</exception>
    public static ElsewherePlan Of(OtherSystem system, ElsewhereStart start)
    {
        WorkerStart worker = start.Worker;
        if (worker.Class != SandboxClass.Worker || worker.Listener is not null || worker.Socket is not null || worker.Files.Count > 0)
        {
            throw new ArgumentException("Only workers are planned for other systems.", nameof(start));
        }

        if (new[] { worker.Stage, worker.Executable }.Concat(worker.Arguments).Any(static text => text.Any(char.IsControl)))
        {
            throw new ArgumentException("Paths and arguments have no control characters.", nameof(start));
        }

        return system == OtherSystem.MacOS
            ? new ElsewherePlan(system, SeatbeltReport.ForWorker(start), SeatbeltProfile.Compile(start))
            : new ElsewherePlan(system, WindowsReport.ForWorker(start), WindowsPlan.Compile(start).ToString());
    }

    /// <summary>Plans a native program: no system but Linux holds one.</summary>
    public static ElsewherePlan OfProgram(OtherSystem system) => new(
        system, system == OtherSystem.MacOS ? SeatbeltReport.ForProgram : WindowsReport.ForProgram, "");

    /// <summary>Of the clauses that bailey.json requires, those that are not held: with one of them nothing starts.</summary>
    /// <param name="required">Names as in bailey.json.</param>
    public IReadOnlyList<string> Missing(IEnumerable<string> required)
    {
        // A class that is not held at all keeps nothing that is required.
        HashSet<string> lost = [.. Report.Clauses.Where(static clause => clause.Level is EnforcementLevel.Unsupported).Select(static clause => clause.Clause)];
        return [.. required.Where(name => lost.Contains(Everything) || (Names.TryGetValue(name, out string? clause) && lost.Contains(clause)))];
    }

    internal const string Everything = "everything";

    // What sections of bailey.json become; the others are held by the broker or the realm, which are the same everywhere.
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["identity"] = "identity: uniform",
        ["limits.memory"] = "memory",
        ["limits.cpu"] = "cpu time",
        ["limits.wall"] = "wall time",
        ["children"] = "children: none",
    };
}
