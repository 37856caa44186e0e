using System.Net.Sockets;
using System.Text.Json;
using Bailey.Broker.Programs;
using Bailey.Interop;
using Bailey.Policy;
using Bailey.Protocol;
using Bailey.Sandbox;

namespace Bailey.Broker.Fetching;

/// <summary>One guest's fetcher and its tunnel, which live and die together, seen from the broker: everything they say may be hostile.</summary>
/// <remarks>
/// <b>Stops:</b> the fetcher from reaching anything but its tunnel: it has no network, and its root holds one socket.
/// <para><b>Does not stop:</b> another process of the host's user from finding that socket in the moment of its start; the tunnel asks for a password.</para>
/// </remarks>
internal sealed class FetcherSession : IChannelHandler, IDisposable
{
    /// <summary>Where the fetcher finds its tunnel.</summary>
    public const string SocketInside = "/run/tunnel";

    private const string User = "fetcher";
    private const int CredentialBytes = 16;
    private const int Backlog = 512;

    // Answers alone: a fetcher has nothing to ask.
    private static readonly ChannelBounds Bounds = new(MaximumMessage: 512 * 1024, MaximumUnfinished: 512, MaximumPending: 1);

    private readonly TunnelSession _tunnel;
    private readonly SandboxProcess _process;
    private readonly Channel _channel;
    private string? _broken;

    private FetcherSession(ProgramStarter starter, Socket listener, string path, Action<Refusal> refused, Action<string> said)
    {
        _tunnel = new TunnelSession(starter, OwnedDescriptor.Borrow((int)listener.SafeHandle.DangerousGetHandle()), refused, said);
        try
        {
            _process = starter.StartFetcher(path);
        }
        catch
        {
            _tunnel.Dispose();
            throw;
        }

        _channel = new Channel(_process.Channel, this, Bounds);
        _channel.Start();
        Ended = EndAsync();
    }

    /// <summary>Why it ended, printable; completes when both processes have.</summary>
    public Task<string> Ended { get; }

    /// <summary>Starts both, and tells the tunnel what may be reached.</summary>
    /// <param name="starter">Starts processes.</param>
    /// <param name="routes">The guest's grants.</param>
    /// <param name="refused">Takes a refusal of the tunnel; it is on disk when this returns.</param>
    /// <param name="said">Takes a line for the audit log; it is on disk when this returns.</param>
    /// <exception cref="WallUnavailableException">No sandbox stands here.</exception>
    /// <exception cref="IOException">One of them could not begin; the message is printable.</exception>
    public static async Task<FetcherSession> StartAsync(ProgramStarter starter, IEnumerable<EgressRoute> routes, Action<Refusal> refused, Action<string> said)
    {
        // (f3)
        DirectoryInfo folder = Directory.CreateTempSubdirectory("bailey-");
        try
        {
            using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            string path = Path.Combine(folder.FullName, "tunnel");
            listener.Bind(new UnixDomainSocketEndPoint(path));
            listener.Listen(Backlog);
            Open(folder, path);
            var session = new FetcherSession(starter, listener, path, refused, said);
            try
            {
                string password = Convert.ToHexStringLower(LibC.getrandom(CredentialBytes));
                // What is said inside of TLS, the fetcher says: the tunnel sees connections.
                Task<Reply> tunnel = session._tunnel.OpenAsync(routes.Select(static route => route.IsTls ? route with { Methods = [EgressRoute.Connect] } : route), User, password, forFetcher: true);
                Reply[] replies = [await session.Ask("worker.seal", "{}"u8.ToArray(), StagedFilters.Fetcher.Stage2()), await session.Ask("fetcher.open", FetchJson.Opening(User, password)), await tunnel];
                return Array.Exists(replies, static reply => reply.IsError)
                    ? throw new IOException(GuestText.ForTerminal(string.Join(' ', replies.Where(static reply => reply.IsError).Select(static reply => reply.JsonText)), 2000))
                    : session;
            }
            catch (Exception error)
            {
                session.Dispose();
                throw error is ProtocolException ? new IOException(await session.Ended) : error;
            }
        }
        finally
        {
            // The fetcher has it in its root by now.
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Asks the fetcher.</summary>
    /// <exception cref="ProtocolException">It ended before it answered.</exception>
    public Task<Reply> Ask(string method, byte[] json, ReadOnlyMemory<byte> data = default) => _channel.CallAsync(method, json, data);

    /// <summary>Ends one request.</summary>
    public void Close(long id) => _channel.Notify("fetch.close", FetchJson.Id(id));

    /// <summary>Ends both: what the fetcher answered was no answer.</summary>
    public void Break(string reason)
    {
        _broken ??= reason;
        Dispose();
    }

    /// <inheritdoc/>
    public void OnRequest(Request request) => Break("the fetcher asked for something");

    /// <inheritdoc/>
    public void OnEvent(Message message) => Break("the fetcher told something");

    /// <inheritdoc/>
    public void OnClosed(string? reason)
    {
        _broken ??= reason;
        _process.Kill();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _tunnel.Dispose();
        _process.Dispose();
        _channel.Dispose();
    }

    // As root, sandboxes are another user's: it must find this one socket, and may not list the folder.
    private static void Open(DirectoryInfo folder, string path)
    {
        if (LibC.geteuid() == 0)
        {
            const UnixFileMode passable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
            const UnixFileMode anybodys = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;
            folder.UnixFileMode = passable;
            File.SetUnixFileMode(path, anybodys);
        }
    }

    private async Task<string> EndAsync()
    {
        Task<string> tunnel = _tunnel.EndAsync();
        await Task.WhenAny(tunnel, _process.Exit);
        bool isTunnel = tunnel.IsCompleted;
        Dispose();
        ExitStatus status = await _process.Exit;
        return GuestText.ForTerminal(isTunnel ? $"the tunnel ended: {await tunnel}" : $"the fetcher ended: {_broken} {status.Limit} {status.Diagnostics}".Trim(), 2000);
    }
}
