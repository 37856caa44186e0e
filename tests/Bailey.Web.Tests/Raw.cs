using System.Net.Sockets;
using System.Text;

namespace Bailey.Web.Tests;

/// <summary>Bytes to a server and all bytes back.</summary>
internal static class Raw
{
    /// <summary>
    /// Sends, and after it a request that ends the connection; reads until the server closes, or resets. A server that refuses while more is
    /// coming resets, and what it said may be lost on the way: then again.
    /// </summary>
    /// <param name="port">On loopback.</param>
    /// <param name="request">Anything.</param>
    /// <param name="authority">The Host of the last request.</param>
    public static async Task<byte[]> Exchange(int port, byte[] request, string authority)
    {
        byte[] answer = [];
        for (int attempt = 0; attempt < 10 && answer.Length == 0; attempt++)
        {
            answer = await Once(port, request, authority);
        }

        return answer;
    }

    public static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);

    private static async Task<byte[]> Once(int port, byte[] request, string authority)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", port);
        NetworkStream stream = client.GetStream();
        using var answer = new MemoryStream();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        // As one piece: a server that has had enough of the first half would make the writing of the second fail.
        byte[] both = [.. request, .. Bytes($"GET /last HTTP/1.1\r\nHost: {authority}\r\nConnection: close\r\n\r\n")];
        Func<Task>[] steps = [() => stream.WriteAsync(both, patience.Token).AsTask(), () => stream.CopyToAsync(answer, patience.Token)];
        foreach (Func<Task> step in steps)
        {
            try
            {
                await step();
            }
            catch (IOException)
            {
                // Reset: the server had enough. What it said before can be read all the same.
            }
        }

        return answer.ToArray();
    }
}
