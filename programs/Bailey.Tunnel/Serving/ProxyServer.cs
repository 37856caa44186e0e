using System.Net.Sockets;
using Bailey.Tunnel.Dialling;
using Bailey.Tunnel.Reports;

namespace Bailey.Tunnel.Serving;

/// <summary>Accepts what the program connects, each connection for itself.</summary>
internal sealed class ProxyServer(Socket listener, TunnelOpening opening, Dialler dialler, IReports reports)
{
    // Each holds two descriptors and some buffers. Those beyond wait in the listening socket's own queue.
    private const int MostAtOnce = 400;

    private long _last;

    /// <summary>Accepts until the listening socket is closed.</summary>
    public async Task RunAsync(CancellationToken cancellation = default)
    {
        using var turns = new SemaphoreSlim(MostAtOnce);
        while (true)
        {
            await turns.WaitAsync(cancellation);
            Socket client;
            try
            {
                client = await listener.AcceptAsync(cancellation);
            }
            catch (SocketException error) when (error.SocketErrorCode is SocketError.ConnectionAborted or SocketError.TooManyOpenSockets or SocketError.NoBufferSpaceAvailable)
            {
                turns.Release();
                continue;
            }

            _ = ServeAsync(client, turns, cancellation);
        }
    }

    private async Task ServeAsync(Socket client, SemaphoreSlim turns, CancellationToken cancellation)
    {
        try
        {
            if (client.AddressFamily != AddressFamily.Unix)
            {
                client.NoDelay = true;
            }

            await using var stream = new NetworkStream(client, ownsSocket: true);
            await new ClientConnection(stream, opening, dialler, reports, Interlocked.Increment(ref _last)).ServeAsync(cancellation);
        }
        catch (Exception error) when (error is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The client or the server went, or took too long: the connection ends, and nothing else.
        }
        finally
        {
            turns.Release();
        }
    }
}
