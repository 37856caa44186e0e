using System.Buffers;
using System.Globalization;

namespace Bailey.Policy;

/// <summary>The URL of one request of a guest, taken apart: what is decided about and what is asked for are the same value. Immutable.</summary>
/// <param name="IsTls">Whether the scheme is <c>https</c>.</param>
/// <param name="Host">The host, in its one canonical form.</param>
/// <param name="Port">1 to 65535.</param>
/// <param name="Path">Path and query as they are sent: visible ASCII, begins with <c>/</c>.</param>
/// <remarks>
/// <b>Stops:</b> user names, ports in other forms, hosts that the next component reads otherwise (<see cref="HostName"/>), and line breaks or
/// other scripts in the request's first line. <b>Does not stop:</b> what a server makes of a path.
/// </remarks>
public sealed record FetchTarget(bool IsTls, HostName Host, int Port, string Path)
{
    private const int Longest = 16 * 1024;
    private static readonly SearchValues<char> InPath = SearchValues.Create([.. Enumerable.Range(0x21, 0x5E).Select(static code => (char)code).Where(static code => code != '#')]);

    /// <summary>The origin as bailey.json writes it.</summary>
    public string Origin => EgressRules.Origin(IsTls, Host, Port);

    /// <summary>Reads a URL in the form that the URL standard's serializer gives, without fragment. Never throws.</summary>
    /// <returns>Null where it is none, or no scheme that can be fetched.</returns>
    public static FetchTarget? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        bool isTls = text.StartsWith("https://", StringComparison.Ordinal);
        if (text.Length > Longest || (!isTls && !text.StartsWith("http://", StringComparison.Ordinal)))
        {
            return null;
        }

        ReadOnlySpan<char> rest = text.AsSpan(isTls ? 8 : 7);
        int slash = rest.IndexOf('/');
        if (slash < 0 || rest[slash..].IndexOfAnyExcept(InPath) >= 0)
        {
            return null;
        }

        ReadOnlySpan<char> authority = rest[..slash];
        int colon = authority.LastIndexOf(':') is var at && at > authority.LastIndexOf(']') ? at : authority.Length;
        int port = isTls ? 443 : 80;
        // TryParse reads over NULs at the end.
        if (colon < authority.Length
            && (authority[(colon + 1)..].IndexOfAnyExceptInRange('0', '9') >= 0 || authority[(colon + 1)..] is not ([>= '1' and <= '9', ..] and { Length: <= 5 }) || !int.TryParse(authority[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out port)))
        {
            return null;
        }

        return port <= ushort.MaxValue && HostName.Parse(authority[..colon], out _) is { } host ? new FetchTarget(isTls, host, port, rest[slash..].ToString()) : null;
    }
}
