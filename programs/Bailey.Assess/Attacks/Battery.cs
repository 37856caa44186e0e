using Bailey.Assess.Measures;
using Bailey.Sandbox;

namespace Bailey.Assess.Attacks;

/// <summary>A program that makes attempts, staged as a worker's is. It is the one that the tests use.</summary>
internal sealed class Battery
{
    private SortedDictionary<string, string> attempts = new(StringComparer.Ordinal);

    private Battery(string stage, string program, TimeSpan patience)
    {
        Stage = stage;
        Executable = "/app/" + program;
        Patience = patience;
    }

    /// <summary>Where the program is, inside of its staged root.</summary>
    public string Executable { get; }

    /// <summary>The staged root: program, runtime, libraries.</summary>
    public string Stage { get; }

    /// <summary>After which time one of its runs hangs.</summary>
    public TimeSpan Patience { get; }

    /// <summary>Names of attempts and what the program says of each, in the order in which they are made.</summary>
    public IReadOnlyDictionary<string, string> Attempts => attempts;

    /// <summary>Stages the program and asks it for its list.</summary>
    /// <param name="program">The program's name and that of the folder that it was published to.</param>
    /// <exception cref="WallUnavailableException">No sandbox stands here.</exception>
    public static Battery Open((string Name, string Folder) program, Sandboxes sandboxes, TimeSpan patience)
    {
        var battery = new Battery(RuntimeStage.Prepare(new WorkerLayout(Path.Combine(Installed.Folder, program.Folder), program.Name)), program.Name, patience);
        using SandboxProcess process = sandboxes.Spawn(battery.Start("list"));
        // In the order of the tests: some attempts prepare what later ones look for.
        battery.attempts = new SortedDictionary<string, string>(Lines(Finish(process)), StringComparer.Ordinal);
        return battery;
    }

    /// <summary>One more attempt, which is in no list.</summary>
    public void Add(string name, string criterion) => attempts.Add(name, criterion);

    public WorkerStart Start(IReadOnlyDictionary<string, string> hints, params string[] arguments) =>
        new(Stage, Executable, arguments, new SandboxLimits { WallTime = Patience }) { Environment = hints };

    public WorkerStart Start(params string[] arguments) => Start(new Dictionary<string, string>(StringComparer.Ordinal), arguments);

    /// <summary>Waits for the end and gives what it printed.</summary>
    /// <exception cref="InvalidOperationException">It did not end by itself.</exception>
    public static string Finish(SandboxProcess process)
    {
        ExitStatus status = process.Exit.GetAwaiter().GetResult();
        return status.Code == 0 ? status.Diagnostics : throw new InvalidOperationException($"the battery did not come to its end: {status}");
    }

    /// <summary>What a run of attempts printed, by attempt.</summary>
    public static Dictionary<string, Reading> Readings(string output) =>
        Lines(output).ToDictionary(pair => pair.Key, pair => Read(pair.Value), StringComparer.Ordinal);

    private static Reading Read(string text) => text.Split(' ', 2) switch
    {
        ["reached", var detail] => new Reading(true, detail),
        ["refused", var detail] => new Reading(false, detail),
        _ => new Reading(true, text, Broke: true),
    };

    /// <summary>What was printed, by attempt.</summary>
    public static Dictionary<string, string> Lines(string output) => output.Split('\n').Select(line => line.Split('\t', 2))
        .Where(parts => parts[0].Length > 0).ToDictionary(parts => parts[0], parts => parts.ElementAtOrDefault(1) ?? "", StringComparer.Ordinal);
}
