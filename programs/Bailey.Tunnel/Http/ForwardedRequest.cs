using System.Globalization;
using System.Text;

namespace Bailey.Tunnel.Http;

/// <summary>A request in the open as it is sent on: one for each connection to the server.</summary>
/// <param name="Head">The bytes of its head.</param>
/// <param name="Length">Bytes of its body; null: in chunks.</param>
internal sealed record ForwardedRequest(byte[] Head, long? Length)
{
    // Fields between neighbours: they are about the connection to the tunnel (RFC 9110 section 7.6.1). Upgrade: nobody could see what follows.
    private static readonly HashSet<string> OfTheConnection = new(
        ["Connection", "Proxy-Connection", "Proxy-Authorization", "Keep-Alive", "TE", "Upgrade", "HTTP2-Settings"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Writes the request anew for its server.</summary>
    /// <param name="head">As the client sent it, with one Host that was checked.</param>
    /// <param name="path">The target in origin form.</param>
    /// <returns>Null where the end of its body can be read in more than one way.</returns>
    public static ForwardedRequest? Of(RequestHead head, string path)
    {
        string[] lengths = head.Values("Content-Length");
        string[] codings = head.Values("Transfer-Encoding");
        bool inChunks = codings is ["chunked"];
        long length = 0;
        if ((codings.Length > 0 && !inChunks) || lengths.Length > 1 || (inChunks && lengths.Length > 0)
            || (lengths is [var text] && !(text.Length is > 0 and <= 18 && text.All(char.IsAsciiDigit) && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out length))))
        {
            return null;
        }

        HashSet<string> left = [.. head.Values("Connection").SelectMany(static value => value.Split(',')).Select(static name => name.Trim())];
        // Whoever names the fields that matter as his connection's wants to be read in two ways.
        if (left.Overlaps(["host", "Host", "content-length", "Content-Length", "transfer-encoding", "Transfer-Encoding"]))
        {
            return null;
        }

        var to = new StringBuilder($"{head.Method} {path} HTTP/1.1\r\n");
        foreach ((string name, string value) in head.Fields)
        {
            if (!OfTheConnection.Contains(name) && !left.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                to.Append(name).Append(": ").Append(value).Append("\r\n");
            }
        }

        return new ForwardedRequest(Encoding.Latin1.GetBytes(to.Append("Connection: close\r\n\r\n").ToString()), inChunks ? null : length);
    }
}
