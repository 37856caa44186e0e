using System.Net;
using System.Net.Sockets;
using Bailey.Interop;
using Bailey.Protocol;
using Bailey.Tunnel.Dialling;
using Bailey.Tunnel.Reports;
using Bailey.Tunnel.Serving;

namespace Bailey.Tunnel;

/// <summary>One program's tunnel: it is warmed, sealed, then told what is granted, and carries connections until the broker closes the channel.</summary>
/// <remarks>
/// <b>Stops:</b> every connection that no grant names, and granted names that lead inwards. It holds no secret and ends no TLS.
/// <para><b>Does not stop:</b> what a granted server is told, and what one server does with names inside of TLS (domain fronting).</para>
/// </remarks>
internal sealed class TunnelProcess : IChannelHandler, IDisposable
{
    private const int Listener = 7;

    // Larger than any message the broker sends: the filter, the grants.
    private static readonly ChannelBounds Bounds = new(MaximumMessage: 1024 * 1024);

    private readonly Socket _listener = new(new SafeSocketHandle(Listener, ownsHandle: true));
    private Channel? _channel;

    /// <summary>Carries until the broker closes the channel, which ends the process.</summary>
    public static int Run(Stream stream)
    {
        // Looking up a name blocks a thread of the pool.
        ThreadPool.SetMinThreads(HostNames.MostAtOnce + 8, 8);
        using var tunnel = new TunnelProcess();
        using var channel = new Channel(stream, tunnel, Bounds);
        tunnel._channel = channel;
        channel.Start();
        Thread.Sleep(Timeout.Infinite);
        return 0;
    }

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();

    /// <inheritdoc/>
    public void OnRequest(Request request) => _ = Task.Run(() => Answer(request));

    /// <inheritdoc/>
    public void OnEvent(Message message)
    {
        // There are none.
    }

    /// <inheritdoc/>
    public void OnClosed(string? reason) => LibC._exit(reason is null ? 0 : 70);

    private void Answer(Request request)
    {
        try
        {
            request.Answer(Handle(request.Message));
        }
#pragma warning disable CA1031 // Whatever fails, the broker is told, and ends this process.
        catch (Exception error)
#pragma warning restore CA1031
        {
            request.Answer(Reply.Failure("tunnel", error.ToString()));
        }
    }

    private Reply Handle(Message message)
    {
        switch (message.Method)
        {
            case "worker.seal":
                Seal.Apply(message.Data.Span, Exercise);
                return Reply.Empty;
            case "tunnel.open":
                TunnelOpening opening = TunnelOpening.Read(message.Json);
                var dialler = new Dialler(new HostNames(), OwnAddresses.Holds);
                _ = new ProxyServer(_listener, opening, dialler, new ChannelReports(_channel!)).RunAsync();
                return Reply.Empty;
            default:
                return Reply.Failure("protocol", $"the tunnel has no method {message.Method}");
        }
    }

    // Whatever the socket and name classes load at their first use. Nothing leaves the loopback interface.
    private static void Exercise()
    {
        _ = Dns.GetHostAddresses("localhost");
        _ = OwnAddresses.Holds(IPAddress.IPv6Loopback);
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.ConnectAsync(IPAddress.Loopback, 1).Wait();
        }
        catch (AggregateException)
        {
            // Nobody listens there.
        }
    }
}
