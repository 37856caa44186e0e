using Bailey.Interop;
using Bailey.Sandbox;

namespace Bailey.Broker.Programs;

/// <summary>Starts native programs, and their tunnels from one staged root, which is not made before the first program with egress.</summary>
internal sealed class ProgramStarter : IDisposable
{
    private const string Tunnel = "Bailey.Tunnel";

    // It computes as long as its program talks. Two descriptors for each connection.
    private static readonly SandboxLimits TunnelLimits = new() { MemoryBytes = 512L * 1024 * 1024, Descriptors = 2048, Threads = 256 };

    private readonly Sandboxes _sandboxes = Sandboxes.Open(new SandboxOptions { TryFirst = false });
    private readonly Lazy<string> _stage;

    /// <param name="tunnelFolder">Absolute folder of the published tunnel.</param>
    /// <exception cref="WallUnavailableException">No sandbox stands here, as far as that is known without a start.</exception>
    public ProgramStarter(string tunnelFolder) => _stage = new Lazy<string>(() =>
        RuntimeStage.Prepare(new WorkerLayout(tunnelFolder, Tunnel) { Libraries = [], Placeholders = NameFiles.Placeholders }));

    /// <summary>Starts a program.</summary>
    /// <exception cref="WallUnavailableException">No sandbox stands here.</exception>
    public SandboxProgram Start(ProgramStart start) => _sandboxes.Spawn(start);

    /// <summary>Stages the tunnel's root, which a start waits for.</summary>
    /// <exception cref="WallUnavailableException">It cannot be staged.</exception>
    public void Prepare() => _ = _stage.Value;

    /// <summary>Starts a tunnel on a program's listening socket, which the caller keeps and closes.</summary>
    /// <exception cref="WallUnavailableException">No sandbox stands here.</exception>
    public SandboxProcess StartTunnel(OwnedDescriptor listener) =>
        _sandboxes.Spawn(new WorkerStart(_stage.Value, $"/app/{Tunnel}", [], TunnelLimits) { Class = SandboxClass.Tunnel, Listener = listener, Files = NameFiles.Read() });

    /// <inheritdoc/>
    public void Dispose() => _sandboxes.Dispose();
}
