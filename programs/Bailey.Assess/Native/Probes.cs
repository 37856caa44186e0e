using Bailey.Assess.Attacks;
using Bailey.Interop;
using Bailey.Sandbox;

namespace Bailey.Assess.Native;

/// <summary>The native battery: a program of its own, staged as a worker's is. It is the same that the tests use.</summary>
internal sealed class Probes
{
    /// <summary>Where the program is, inside of its staged root.</summary>
    public const string Executable = "/app/Bailey.Probes";

    private Probes(string stage) => Stage = stage;

    /// <summary>The staged root: program, runtime, libraries.</summary>
    public string Stage { get; }

    /// <summary>Names of attempts and the criterion of each, in the order in which they are made.</summary>
    public IReadOnlyDictionary<string, string> Criteria { get; private set; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Stages the program and asks it for its list.</summary>
    /// <param name="folder">Where it was published.</param>
    /// <exception cref="WallUnavailableException">No sandbox stands here.</exception>
    public static Probes Open(string folder, Sandboxes sandboxes)
    {
        var probes = new Probes(RuntimeStage.Prepare(new WorkerLayout(folder, "Bailey.Probes")));
        using SandboxProcess process = sandboxes.Spawn(probes.Start("list"));
        // In the order of the tests: some attempts prepare what later ones look for.
        probes.Criteria = new SortedDictionary<string, string>(Lines(Finish(process)), StringComparer.Ordinal);
        return probes;
    }

    public WorkerStart Start(IReadOnlyDictionary<string, string> hints, params string[] arguments) =>
        new(Stage, Executable, arguments, new SandboxLimits { WallTime = TimeSpan.FromSeconds(60) }) { Environment = hints };

    public WorkerStart Start(string mode) => Start(new Dictionary<string, string>(StringComparer.Ordinal), mode);

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

    private static Dictionary<string, string> Lines(string output) => output.Split('\n').Select(line => line.Split('\t', 2))
        .Where(parts => parts.Length == 2).ToDictionary(parts => parts[0], parts => parts[1], StringComparer.Ordinal);
}
