using System.Globalization;
using System.Text;
using Bailey.Tunnel.Serving;

namespace Bailey.Tunnel.Http;

/// <summary>Sends exactly one body on: what a client sends after it is not looked at.</summary>
internal static class RequestBody
{
    private const int LongestLine = 4096;
    private const int MostTrailers = 64;

    /// <summary>Sends it on.</summary>
    /// <param name="client">Where it comes from.</param>
    /// <param name="server">Where it goes.</param>
    /// <param name="length">Its bytes; null: in chunks.</param>
    /// <param name="moved">Told of every piece.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="IOException">The client ended before it, or its chunks are none.</exception>
    public static async Task SendAsync(PeekBuffer client, Stream server, long? length, Action<int> moved, CancellationToken cancellation)
    {
        if (length is { } known)
        {
            await CopyAsync(client, server, known, moved, cancellation);
            return;
        }

        while (true)
        {
            string line = await LineAsync(client, cancellation);
            if (line.Length is 0 or > 15 || !long.TryParse(line, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out long chunk) || chunk < 0)
            {
                throw new IOException("a chunk without a plain length");
            }

            await server.WriteAsync(Encoding.ASCII.GetBytes(line + "\r\n"), cancellation);
            if (chunk == 0)
            {
                break;
            }

            await CopyAsync(client, server, chunk, moved, cancellation);
            if ((await LineAsync(client, cancellation)).Length > 0)
            {
                throw new IOException("a chunk that is longer than it says");
            }

            await server.WriteAsync("\r\n"u8.ToArray(), cancellation);
        }

        // Trailers are dropped: nothing that a head was refused for comes in after it.
        for (int i = 0; i < MostTrailers && (await LineAsync(client, cancellation)).Length > 0; i++)
        {
        }

        await server.WriteAsync("\r\n"u8.ToArray(), cancellation);
    }

    private static async Task CopyAsync(PeekBuffer client, Stream server, long count, Action<int> moved, CancellationToken cancellation)
    {
        while (count > 0)
        {
            if (client.Held.Length == 0 && !await client.MoreAsync(cancellation))
            {
                throw new IOException("the client ended within a body");
            }

            int piece = (int)Math.Min(count, client.Held.Length);
            await server.WriteAsync(client.Take(piece), cancellation);
            moved(piece);
            count -= piece;
        }
    }

    private static async Task<string> LineAsync(PeekBuffer client, CancellationToken cancellation)
    {
        while (true)
        {
            int end = client.Held.Span.IndexOf("\r\n"u8);
            if (end >= 0)
            {
                string line = Encoding.Latin1.GetString(client.Held.Span[..end]);
                client.Take(end + 2);
                return line;
            }

            if (client.Held.Length > LongestLine || !await client.MoreAsync(cancellation))
            {
                throw new IOException("a line that does not end");
            }
        }
    }
}
