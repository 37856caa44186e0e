using Bailey.Interop;
using Bailey.Sandbox;

namespace Bailey.Broker.Web;

/// <summary>Starts web hosts in sandboxes, all from one staged root, which is not made before the first container.</summary>
internal sealed class WebHostStarter : IDisposable
{
    private const string Program = "Bailey.WebHost";

    // A long-lived server of files: it computes as long as it is asked. An archive may unpack to a quarter of the memory.
    private static readonly SandboxLimits Limits = new() { MemoryBytes = 512L * 1024 * 1024, Descriptors = 2048 };

    private readonly Sandboxes _sandboxes;
    private readonly string _stage;

    private WebHostStarter(Sandboxes sandboxes, string stage)
    {
        _sandboxes = sandboxes;
        _stage = stage;
    }

    /// <summary>Stages the web hosts' root. That sandboxes stand here is proved by the first start.</summary>
    /// <param name="folder">Absolute folder of the published web host.</param>
    /// <exception cref="WallUnavailableException">They cannot, as far as that is known without a start.</exception>
    public static WebHostStarter Open(string folder) => new(
        Sandboxes.Open(new SandboxOptions { TryFirst = false }), RuntimeStage.Prepare(new WorkerLayout(folder, Program) { Libraries = [] }));

    /// <summary>Starts a web host on a listening socket, which the caller keeps.</summary>
    /// <exception cref="WallUnavailableException">No sandbox stands here.</exception>
    public SandboxProcess Start(OwnedDescriptor listener) =>
        _sandboxes.Spawn(new WorkerStart(_stage, $"/app/{Program}", [], Limits) { Class = SandboxClass.WebHost, Listener = listener });

    /// <inheritdoc/>
    public void Dispose() => _sandboxes.Dispose();
}
