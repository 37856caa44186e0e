using Bailey.Broker.Fetching;
using Bailey.Interop;
using Bailey.Sandbox;

namespace Bailey.Broker.Programs;

/// <summary>Starts native programs, tunnels and fetchers: the latter two from staged roots, which are not made before they are needed.</summary>
internal sealed class ProgramStarter : IDisposable
{
    private const string Tunnel = "Bailey.Tunnel";

    // It computes as long as its program talks. Two descriptors for each connection.
    private static readonly SandboxLimits TunnelLimits = new() { MemoryBytes = 512L * 1024 * 1024, Descriptors = 2048, Threads = 256 };

    private const string Fetcher = "Bailey.Fetcher";
    private const string Roots = "/etc/ssl/certs/ca-certificates.crt";

    // An answer is not kept: its pieces go on as they are asked for.
    private static readonly SandboxLimits FetcherLimits = new() { MemoryBytes = 512L * 1024 * 1024, Descriptors = 2048, Threads = 256 };

    private readonly Sandboxes _sandboxes = Sandboxes.Open(new SandboxOptions { TryFirst = false });
    private readonly Lazy<string> _stage;
    private readonly Lazy<string> _fetcherStage;

    /// <param name="tunnelFolder">Absolute folder of the published tunnel.</param>
    /// <param name="fetcherFolder">Absolute folder of the published fetcher.</param>
    /// <exception cref="WallUnavailableException">No sandbox stands here, as far as that is known without a start.</exception>
    public ProgramStarter(string tunnelFolder, string fetcherFolder)
    {
        _stage = new Lazy<string>(() => RuntimeStage.Prepare(new WorkerLayout(tunnelFolder, Tunnel) { Libraries = [], Placeholders = NameFiles.Placeholders }));
        _fetcherStage = new Lazy<string>(() => RuntimeStage.Prepare(
            new WorkerLayout(fetcherFolder, Fetcher) { Libraries = [WorkerLayout.OpenSsl], Placeholders = [FetcherSession.SocketInside[1..], Roots[1..]] }));
    }

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

    /// <summary>Starts a fetcher, which can connect to one unix socket.</summary>
    /// <param name="socket">Host path of the socket; needed until the fetcher runs.</param>
    /// <exception cref="WallUnavailableException">No sandbox stands here.</exception>
    public SandboxProcess StartFetcher(string socket) => _sandboxes.Spawn(new WorkerStart(_fetcherStage.Value, $"/app/{Fetcher}", [], FetcherLimits)
    {
        Class = SandboxClass.Fetcher,
        Socket = (socket, FetcherSession.SocketInside),
        // Without roots no server can prove its name, and no https origin answers.
        Files = [(Roots, File.Exists(Roots) ? File.ReadAllText(Roots) : "")],
        Environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["SSL_CERT_FILE"] = Roots },
    });

    /// <inheritdoc/>
    public void Dispose() => _sandboxes.Dispose();
}
