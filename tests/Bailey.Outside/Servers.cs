using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Bailey.Outside;

/// <summary>A friendly answer on every address: HTTP on 80 and 8080, the same inside of TLS on 443.</summary>
internal static class Servers
{
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

        // It is a proxy too, for plain requests of any server: all of them are this one.
        string path = head.Split(' ')[1];
        path = path.StartsWith("http://", StringComparison.Ordinal) ? new Uri(path).PathAndQuery : path;
        if (await Answers.SendAsync(path, head, stream))
        {
            return;
        }

        byte[] body = path.StartsWith("/big", StringComparison.Ordinal) ? new byte[8 * 1024 * 1024] : Encoding.Latin1.GetBytes($"hello from {((IPEndPoint)socket.LocalEndPoint!).Address}\n{head}");
        string type = "text/plain";
        if (path is "/leaks" or "/saving")
        {
            (type, body) = ("text/html", path == "/leaks" ? LeakPage.Text : LeakPage.Saving);
        }

        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: {type}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n"));
        await stream.WriteAsync(body);
    }
}
