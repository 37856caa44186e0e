using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Bailey.Outside;

/// <summary>A friendly answer on every address: HTTP on 80 and 8080, the same inside of TLS on 443.</summary>
internal static class Servers
{
    // Every way past a proxy that pages of browsers have been known for; it says "tried" when it has.
    private static readonly byte[] Leaks = """
        <!doctype html><link rel=dns-prefetch href=//prefetched.example><link rel=preconnect href=https://preconnected.example>
        <p id=p>trying</p><script>
        const peer = new RTCPeerConnection({ iceServers: [{ urls: 'stun:192.31.196.30:3478' }, { urls: 'turn:192.31.196.31:3478', username: 'u', credential: 'p' }] })
        peer.createDataChannel('x'); peer.createOffer().then((offer) => peer.setLocalDescription(offer))
        fetch('http://other.example/').catch(() => {}); new WebSocket('ws://192.31.196.32/').onerror = () => {}
        setTimeout(() => { document.getElementById('p').textContent = 'tried' }, 3000)
        </script>
        """u8.ToArray();

    public static void Start(X509Certificate2 certificate)
    {
        Listen(80, static stream => Task.FromResult(stream));
        Listen(8080, static stream => Task.FromResult(stream));
        Listen(443, async stream =>
        {
            var tls = new SslStream(stream);
            await tls.AuthenticateAsServerAsync(certificate);
            return tls;
        });
    }

    private static void Listen(int port, Func<Stream, Task<Stream>> wrap)
    {
        var listener = new TcpListener(IPAddress.Any, port);
        listener.Start(512);
        _ = Task.Run(async () =>
        {
            while (true)
            {
                TcpClient client = await listener.AcceptTcpClientAsync();
                _ = Task.Run(async () =>
                {
                    try
                    {
                        using (client)
                        {
                            await Serve(await wrap(client.GetStream()), client.Client);
                        }
                    }
                    catch (Exception error) when (error is IOException or System.Security.Authentication.AuthenticationException or SocketException)
                    {
                        // It went.
                    }
                });
            }
        });
    }

    private static async Task Serve(Stream stream, Socket socket)
    {
        byte[] buffer = new byte[64 * 1024];
        string head = "";
        while (!head.Contains("\r\n\r\n", StringComparison.Ordinal))
        {
            int count = await stream.ReadAsync(buffer);
            if (count == 0)
            {
                return;
            }

            head += Encoding.Latin1.GetString(buffer, 0, count);
        }

        string path = head.Split(' ')[1];
        if (await Answers.SendAsync(path, head, stream))
        {
            return;
        }

        byte[] body = path.StartsWith("/big", StringComparison.Ordinal) ? new byte[8 * 1024 * 1024] : Encoding.Latin1.GetBytes($"hello from {((IPEndPoint)socket.LocalEndPoint!).Address}\n{head}");
        string type = "text/plain";
        if (path.StartsWith("/leaks", StringComparison.Ordinal))
        {
            (type, body) = ("text/html", Leaks);
        }

        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: {type}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n"));
        await stream.WriteAsync(body);
    }
}
