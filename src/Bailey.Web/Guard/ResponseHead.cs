using System.Globalization;
using System.Text;

namespace Bailey.Web.Guard;

/// <summary>The head of one HTTP/1.1 response, taken apart. Strict: what is not exactly a head is none.</summary>
/// <param name="Status">100 to 599.</param>
/// <param name="Fields">Names and values in order; values without surrounding spaces.</param>
internal sealed record ResponseHead(int Status, IReadOnlyList<(string Name, string Value)> Fields)
{
    /// <summary>Takes apart a head that ends with an empty line; null when it is none.</summary>
    public static ResponseHead? Parse(ReadOnlySpan<byte> head)
    {
        string[] lines = Encoding.Latin1.GetString(head).Split("\r\n");
        string first = lines[0];
        if (lines is not [.., "", ""]
            || first.Length < 12
            || !first.StartsWith("HTTP/1.1 ", StringComparison.Ordinal)
            || !int.TryParse(first.AsSpan(9, 3), NumberStyles.None, CultureInfo.InvariantCulture, out int status)
            || status is < 100 or > 599
            || (first.Length > 12 && first[12] != ' '))
        {
            return null;
        }

        var fields = new List<(string, string)>(lines.Length);
        foreach (string line in lines[1..^2])
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0 || !line.AsSpan(0, colon).ContainsOnlyTokens() || line.AsSpan(colon).ContainsAny('\r', '\n', '\0'))
            {
                return null;
            }

            fields.Add((line[..colon], line[(colon + 1)..].Trim(' ', '\t')));
        }

        return new ResponseHead(status, fields);
    }

    /// <summary>The value of a field that occurs once; null where it is absent; false where it occurs more than once.</summary>
    public bool TryGet(string name, out string? value)
    {
        value = null;
        foreach ((string field, string text) in Fields)
        {
            if (field.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                if (value is not null)
                {
                    return false;
                }

                value = text;
            }
        }

        return true;
    }
}

/// <summary>RFC 9110's tokens.</summary>
internal static class Tokens
{
    private static readonly System.Buffers.SearchValues<char> Characters =
        System.Buffers.SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    public static bool ContainsOnlyTokens(this ReadOnlySpan<char> text) => !text.ContainsAnyExcept(Characters);
}
