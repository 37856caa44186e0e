using Bailey.Sandbox;

namespace Bailey.Broker.Workers;

/// <summary>Starts workers in sandboxes, all from one staged root.</summary>
internal sealed class WorkerStarter : IDisposable
{
    private const string Program = "Bailey.Worker";

    private readonly Sandboxes _sandboxes;
    private readonly string _stage;

    /// <summary>The staged root: its name is a digest of everything that a worker is made of.</summary>
    public string Stage => _stage;

    private WorkerStarter(Sandboxes sandboxes, string stage)
    {
        _sandboxes = sandboxes;
        _stage = stage;
    }

    /// <summary>
    /// Stages the workers' root. That sandboxes stand here is proved by the first start. Where the kernel refuses namespaces, workers run
    /// without; whoever owns one says so.
    /// </summary>
    /// <exception cref="WallUnavailableException">They cannot, as far as that is known without a start.</exception>
    public static WorkerStarter Open(string workerFolder)
    {
        // (1)
        string stage = RuntimeStage.Prepare(new WorkerLayout(workerFolder, Program));
        return new WorkerStarter(Sandboxes.Open(new SandboxOptions { TryFirst = false, Fallback = true }), stage);
    }

    /// <summary>Starts a worker of a kind, which then prepares itself.</summary>
    /// <exception cref="WallUnavailableException">No sandbox stands here.</exception>
    // (4)
    public Worker Start(WorkerKind kind, Preparation? preparation = null) =>
        new(_sandboxes.Spawn(new WorkerStart(_stage, $"/app/{Program}", kind.Arguments, kind.Limits)), kind, preparation);

    /// <inheritdoc/>
    public void Dispose() => _sandboxes.Dispose();
}
