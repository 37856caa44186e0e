using Bailey.Sandbox;

namespace Bailey.Broker.Sessions;

/// <summary>Starts workers in sandboxes, all from one staged root.</summary>
internal sealed class WorkerStarter : IDisposable
{
    private const string Program = "Bailey.Worker";

    // The compile worker parses what a hostile package wrote: a parser bomb ends it, and the run with a finding.
    private static readonly SandboxLimits CompileLimits = new()
    {
        MemoryBytes = 2L * 1024 * 1024 * 1024,
        CpuTime = TimeSpan.FromMinutes(5),
    };

    private readonly Sandboxes _sandboxes;
    private readonly string _stage;

    private WorkerStarter(Sandboxes sandboxes, string stage)
    {
        _sandboxes = sandboxes;
        _stage = stage;
    }

    /// <summary>Stages the workers' root. That sandboxes stand here is proved by the first start.</summary>
    /// <exception cref="WallUnavailableException">They do not.</exception>
    public static WorkerStarter Open(string workerFolder)
    {
        // (1)
        string stage = RuntimeStage.Prepare(new WorkerLayout(workerFolder, Program));
        return new WorkerStarter(Sandboxes.Open(new SandboxOptions { TryFirst = false }), stage);
    }

    /// <summary>Starts a worker that runs one guest.</summary>
    public SandboxProcess Guest(SandboxLimits limits, bool jit) => Start("guest", limits, jit);

    /// <summary>Starts a worker that compiles.</summary>
    public SandboxProcess Compiler() => Start("compile", CompileLimits, jit: true);

    /// <inheritdoc/>
    public void Dispose() => _sandboxes.Dispose();

    private SandboxProcess Start(string role, SandboxLimits limits, bool jit) =>
        // (4)
        _sandboxes.Spawn(new WorkerStart(_stage, $"/app/{Program}", jit ? [role] : [role, "--no-jit"], limits));
}
