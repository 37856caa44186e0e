using System.IO.Compression;
using System.Text;

namespace Bailey.Outside;

/// <summary>Answers that are more than a greeting, by path.</summary>
internal static class Answers
{
    /// <summary>Sends one, where the path asks for one.</summary>
    public static async Task<bool> SendAsync(string path, string head, Stream stream)
    {
        string[] parts = path.Split('/');
        switch (parts.ElementAtOrDefault(1))
        {
            // CONNECT good.example:443
            case null:
                await HeadAsync(stream, "403 Forbidden", "Content-Length: 0");
                return true;
            case "late":
                await Task.Delay(LeakPage.Late);
                await HeadAsync(stream, "404 Not Found", "Content-Length: 0");
                return true;
            case "tried":
                Console.WriteLine("tried");
                await HeadAsync(stream, "204 No Content");
                return true;
            case "download":
                await HeadAsync(stream, "200 OK", "Content-Type: application/octet-stream", "Content-Disposition: attachment; filename=saved.bin", "Content-Length: 5");
                await stream.WriteAsync("saved"u8.ToArray());
                return true;
            // /to/307/http%3A%2F%2Fother.example%2F
            case "to":
                _ = await BodyAsync(head, stream);
                await HeadAsync(stream, $"{parts[2]} There", $"Location: {Uri.UnescapeDataString(parts[3])}", "Content-Length: 0");
                return true;
            case "loop":
                await HeadAsync(stream, "302 There", "Location: /loop", "Content-Length: 0");
                return true;
            case "echo":
                byte[] body = await BodyAsync(head, stream);
                await HeadAsync(stream, "200 OK", "Content-Type: application/octet-stream", $"Content-Length: {body.Length}", "Set-Cookie: a=b", "Set-Cookie: c=d");
                await stream.WriteAsync(body);
                return true;
            // Begins, and never ends by itself.
            case "slow":
                await HeadAsync(stream, "200 OK", "Content-Type: text/plain", "Content-Length: 1000000");
                await stream.WriteAsync("the beginning"u8.ToArray());
                await stream.FlushAsync();
                await stream.CopyToAsync(Stream.Null);
                return true;
            case "silent":
                await stream.CopyToAsync(Stream.Null);
                return true;
            case "packed":
                byte[] packed = Pack(new string('x', 100_000));
                await HeadAsync(stream, "200 OK", "Content-Type: text/plain", "Content-Encoding: gzip", $"Content-Length: {packed.Length}");
                await stream.WriteAsync(packed);
                return true;
            default:
                return false;
        }
    }

    private static async Task HeadAsync(Stream stream, string status, params string[] fields) =>
        await stream.WriteAsync(Encoding.Latin1.GetBytes($"HTTP/1.1 {status}\r\n{string.Join("\r\n", fields)}\r\nConnection: close\r\n\r\n"));

    // What came with the head already, and what follows: as many bytes as it says, or chunks.
    private static async Task<byte[]> BodyAsync(string head, Stream stream)
    {
        int blank = head.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4;
        using var raw = new MemoryStream();
        raw.Write(Encoding.Latin1.GetBytes(head[blank..]));
        string fields = head[..blank].ToLowerInvariant();
        bool inChunks = fields.Contains("transfer-encoding: chunked", StringComparison.Ordinal);
        int length = inChunks || !fields.Contains("content-length: ", StringComparison.Ordinal) ? 0 : int.Parse(fields.Split("content-length: ")[1].Split('\r')[0], System.Globalization.CultureInfo.InvariantCulture);
        byte[] buffer = new byte[64 * 1024];
        while (inChunks ? !raw.GetBuffer().AsSpan(0, (int)raw.Length).EndsWith("0\r\n\r\n"u8) : raw.Length < length)
        {
            int count = await stream.ReadAsync(buffer);
            raw.Write(buffer, 0, count == 0 ? throw new IOException("the client ended within its body") : count);
        }

        return inChunks ? Unchunked(raw.ToArray()) : raw.ToArray();
    }

    private static byte[] Unchunked(byte[] raw)
    {
        using var whole = new MemoryStream();
        for (int at = 0; ;)
        {
            int end = at + raw.AsSpan(at).IndexOf("\r\n"u8);
            int size = Convert.ToInt32(Encoding.ASCII.GetString(raw, at, end - at), 16);
            if (size == 0)
            {
                return whole.ToArray();
            }

            whole.Write(raw, end + 2, size);
            at = end + 2 + size + 2;
        }
    }

    private static byte[] Pack(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(Encoding.ASCII.GetBytes(text));
        }

        return packed.ToArray();
    }
}
