using System.Buffers;
using System.Text;

namespace Bailey.Tunnel.Http;

/// <summary>The head of an HTTP/1.1 request, read so that nobody can read it otherwise: what is unusual is refused, not repaired.</summary>
/// <param name="Method">In upper case.</param>
/// <param name="Target">As it stands.</param>
/// <param name="Fields">Names and values in their order.</param>
/// <remarks>
/// <b>Stops:</b> requests that a server would take apart otherwise than this reader: bare line ends, folded lines, blanks before a colon,
/// several lengths. Source: RFC 9112.
/// </remarks>
internal sealed record RequestHead(string Method, string Target, IReadOnlyList<KeyValuePair<string, string>> Fields)
{
    private static readonly SearchValues<char> TokenCharacters =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    private const int LongestMethod = 32;

    /// <summary>How long a head is, its empty line included; -1 while it is not whole.</summary>
    public static int LengthOf(ReadOnlySpan<byte> bytes)
    {
        int end = bytes.IndexOf("\r\n\r\n"u8);
        return end < 0 ? -1 : end + 4;
    }

    /// <summary>Reads a whole head; null where it is none that is carried.</summary>
    public static RequestHead? Parse(ReadOnlySpan<byte> bytes)
    {
        // Latin-1: one character is one byte, and comes out as it went in.
        string[] lines = Encoding.Latin1.GetString(bytes[..^4]).Split("\r\n");
        string[] first = lines[0].Split(' ');
        if (first is not [{ Length: > 0 and <= LongestMethod } method, { Length: > 0 } target, "HTTP/1.1" or "HTTP/1.0"]
            || !method.All(char.IsAsciiLetterUpper)
            || !target.All(static character => character is > ' ' and < '\u007f'))
        {
            return null;
        }

        var fields = new List<KeyValuePair<string, string>>();
        foreach (string line in lines.AsSpan(1))
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon < 1 || line.AsSpan(0, colon).IndexOfAnyExcept(TokenCharacters) >= 0)
            {
                return null;
            }

            string value = line[(colon + 1)..].Trim(' ', '\t');
            if (value.Any(static character => char.IsControl(character) && character != '\t'))
            {
                return null;
            }

            fields.Add(KeyValuePair.Create(line[..colon], value));
        }

        return new RequestHead(method, target, fields);
    }

    /// <summary>All values of a field.</summary>
    public string[] Values(string name) =>
        [.. Fields.Where(field => field.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(static field => field.Value)];
}
