using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Bailey.Bench.Sandboxing;

/// <summary>A server on the loopback interface: <c>/large</c>, <c>/small</c>, and <c>/many/N</c>, which answers when N have asked.</summary>
internal sealed class BodyServer : IDisposable
{
    /// <summary>Bytes of a large body.</summary>
    public const long Large = 1L << 30;

    private const int Small = 100;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly byte[] _piece = new byte[1024 * 1024];
    private readonly Lock _asking = new();
    private TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _asked;

    public BodyServer()
    {
        _listener.Start(1024);
        _ = AcceptAsync();
    }

    /// <summary>Address and port.</summary>
    public string Authority => _listener.LocalEndpoint.ToString()!;

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                Socket client = await _listener.AcceptSocketAsync();
                _ = Task.Run(() => ServeAsync(client));
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // It was closed.
        }
    }

    private async Task ServeAsync(Socket client)
    {
        using Socket own = client;
        client.NoDelay = true;
        try
        {
            byte[] head = new byte[4096];
            int length = 0;
            while (!head.AsSpan(0, length).EndsWith("\r\n\r\n"u8))
            {
                int count = await client.ReceiveAsync(head.AsMemory(length));
                if (count == 0)
                {
                    return;
                }

                length += count;
            }

            string path = Encoding.ASCII.GetString(head, 0, length).Split(' ')[1];
            const string many = "/many/";
            if (path.StartsWith(many, StringComparison.Ordinal))
            {
                await AllHere(int.Parse(path[many.Length..], CultureInfo.InvariantCulture));
            }

            long body = path == "/large" ? Large : Small;
            await client.SendAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {body}\r\nConnection: close\r\n\r\n"));
            while (body > 0)
            {
                body -= await client.SendAsync(_piece.AsMemory(0, (int)Math.Min(body, _piece.Length)));
            }

            client.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
            // The client went; it says so itself.
        }
    }

    private Task AllHere(int count)
    {
        lock (_asking)
        {
            Task all = _all.Task;
            if (++_asked == count)
            {
                _asked = 0;
                _all.SetResult();
                _all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }

            return all;
        }
    }
}
