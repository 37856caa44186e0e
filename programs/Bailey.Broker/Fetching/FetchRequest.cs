using System.Buffers;
using System.Text.Json;
using Bailey.Policy;

namespace Bailey.Broker.Fetching;

/// <summary>What a guest's worker asks to send, checked for its form. Nothing in it is believed.</summary>
/// <param name="Package">Who asks, as the worker says.</param>
/// <param name="Method">A token.</param>
/// <param name="Url">Where it goes, as it was said.</param>
/// <param name="Target">The same taken apart; null where it has no plain host.</param>
/// <param name="Headers">Names that are tokens, values of Latin-1 without control characters.</param>
/// <param name="HasBody">Whether pieces follow.</param>
/// <param name="Length">The body's bytes where they are known.</param>
internal sealed record FetchRequest(string Package, string Method, string Url, FetchTarget? Target, IReadOnlyList<(string Name, string Value)> Headers, bool HasBody, long? Length)
{
    private const int LongestPackage = 2048;
    private const int LongestMethod = 64;
    private const int LongestUrl = 16 * 1024;
    private const int MostHeaders = 256;
    private const int LongestHeaders = 64 * 1024;

    private static readonly SearchValues<char> Token = SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <summary>Fields that are the connection's, or the host's to add: the realm drops them, so whoever sends one is no realm any more.</summary>
    private static readonly HashSet<string> Forbidden = new(
        [
            "connection", "content-length", "expect", "host", "http2-settings", "keep-alive", "proxy-authenticate", "proxy-authorization", "proxy-connection", "te", "trailer",
            "transfer-encoding", "upgrade", "via",
        ],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads it.</summary>
    /// <exception cref="InvalidDataException">No realm asks like this.</exception>
    public static FetchRequest Read(ReadOnlyMemory<byte> json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        JsonElement root = document.RootElement;
        string package = root.GetProperty("by").GetString()!;
        string method = root.GetProperty("method").GetString()!;
        (string Name, string Value)[] headers = [.. root.GetProperty("headers").EnumerateArray().Select(static field => (field[0].GetString()!, field[1].GetString()!))];
        string url = root.GetProperty("url").GetString()!;
        JsonElement body = root.GetProperty("body");
        long? length = body.ValueKind == JsonValueKind.Object && body.TryGetProperty("length", out JsonElement said) ? said.GetInt64() : null;
        bool isWell = package.Length <= LongestPackage
            && method.Length is > 0 and <= LongestMethod && IsToken(method)
            && url.Length <= LongestUrl
            && headers.Length <= MostHeaders && headers.Sum(static field => field.Name.Length + field.Value.Length) <= LongestHeaders
            && Array.TrueForAll(headers, static field => IsToken(field.Name) && IsValue(field.Value) && !Forbidden.Contains(field.Name))
            && length is not < 0;
        return isWell
            ? new FetchRequest(package, method, url, FetchTarget.Parse(url), headers, body.ValueKind == JsonValueKind.Object, length)
            : throw new InvalidDataException("not a request");
    }

    private static bool IsToken(string text) => text.Length > 0 && text.AsSpan().IndexOfAnyExcept(Token) < 0;

    private static bool IsValue(string text) => text.All(static c => c is '\t' or (>= ' ' and not '\x7F' and <= '\xFF'));
}
