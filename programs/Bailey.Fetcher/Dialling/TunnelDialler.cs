using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Bailey.Fetcher.Dialling;

/// <summary>Opens connections through the tunnel: the one socket in this process's root.</summary>
/// <param name="user">What to say to it.</param>
/// <param name="password">What to say to it.</param>
/// <remarks><b>Does not stop:</b> anything: the tunnel decides, and has looked the name up and checked its addresses.</remarks>
internal sealed class TunnelDialler(string user, string password)
{
    /// <summary>Where the socket stands.</summary>
    public const string Path = "/run/tunnel";

    private const int LongestAnswer = 4096;

    private readonly string _credentials = Convert.ToBase64String(Encoding.ASCII.GetBytes($"{user}:{password}"));

    /// <summary>A connection to a host, as if it were dialled directly.</summary>
    /// <exception cref="IOException">The tunnel refused, or nobody answers there.</exception>
    public async ValueTask<Stream> ConnectAsync(DnsEndPoint to, CancellationToken cancellation)
    {
        // (f4)
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(Path), cancellation);
            var stream = new NetworkStream(socket, ownsSocket: true);
            string host = to.Host.Contains(':', StringComparison.Ordinal) && to.Host[0] != '[' ? $"[{to.Host}]" : to.Host;
            string target = string.Create(CultureInfo.InvariantCulture, $"{host}:{to.Port}");
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"CONNECT {target} HTTP/1.1\r\nHost: {target}\r\nProxy-Authorization: Basic {_credentials}\r\n\r\n"), cancellation);
            string answer = await HeadAsync(stream, cancellation);
            return answer.StartsWith("HTTP/1.1 200 ", StringComparison.Ordinal) ? stream : throw new IOException($"no connection: {answer.Split('\r')[0]}");
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    // Byte by byte: what follows belongs to the connection.
    private static async Task<string> HeadAsync(NetworkStream stream, CancellationToken cancellation)
    {
        byte[] head = new byte[LongestAnswer];
        for (int length = 0; length < head.Length; length++)
        {
            if (await stream.ReadAsync(head.AsMemory(length, 1), cancellation) == 0)
            {
                break;
            }

            if (head.AsSpan(0, length + 1).EndsWith("\r\n\r\n"u8))
            {
                return Encoding.ASCII.GetString(head, 0, length);
            }
        }

        throw new IOException("the tunnel ended");
    }
}
