using System.Text;
using System.Text.RegularExpressions;
using Bailey.Policy;

namespace Bailey.Web.Tests;

/// <summary>Finds response heads in what a server sent, without believing any framing, and says what they lack.</summary>
internal static partial class Heads
{
    /// <summary>Every head: from "HTTP/1." to an empty line, or to the end.</summary>
    public static IReadOnlyList<string> Of(byte[] bytes)
    {
        string text = Encoding.Latin1.GetString(bytes);
        return [.. Start.Matches(text).Select(match => text[match.Index..(text.IndexOf("\r\n\r\n", match.Index, StringComparison.Ordinal) is >= 0 and var end ? end : text.Length)])];
    }

    /// <summary>What a head on a container's origin lacks, or carries twice; empty when it is complete.</summary>
    /// <param name="head">One head.</param>
    /// <param name="compiled">The container's headers.</param>
    public static IReadOnlyList<string> Missing(string head, IReadOnlyList<DocumentHeader> compiled)
    {
        string[] lines = head.Split("\r\n")[1..];
        bool Has(DocumentHeader header) => lines.Count(line => line == $"{header.Name}: {header.Value}") == 1
            && lines.Count(line => line.StartsWith(header.Name + ":", StringComparison.OrdinalIgnoreCase)) == 1;
        string[] container = [.. compiled.Where(header => header.Name != "Cache-Control" && !Has(header)).Select(header => header.Name)];
        string[] denial = [.. DocumentPolicy.DenyAll.Where(header => !Has(header)).Select(header => header.Name)];
        return denial.Length == 0 ? denial : container;
    }

    [GeneratedRegex(@"HTTP/\d", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Start { get; }
}
