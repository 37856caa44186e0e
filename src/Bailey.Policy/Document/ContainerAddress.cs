using System.Globalization;

namespace Bailey.Policy;

/// <summary>Where one container lives, and who may show it. Immutable.</summary>
public sealed record ContainerAddress
{
    /// <summary>How many characters of base32 an id has: 100 bits, so that no origin is guessed.</summary>
    public const int IdLength = 20;

    private const string IdAlphabet = "abcdefghijklmnopqrstuvwxyz234567";

    private ContainerAddress(string id, string origin, string authority, IReadOnlyList<string> hostOrigins)
    {
        Id = id;
        Origin = origin;
        Authority = authority;
        HostOrigins = hostOrigins;
    }

    /// <summary>Twenty characters of <c>a-z2-7</c>.</summary>
    public string Id { get; }

    /// <summary>The container's own origin: <c>http://&lt;id&gt;.localhost:5000</c>.</summary>
    public string Origin { get; }

    /// <summary>What a request's Host must be, in lower case: <c>&lt;id&gt;.localhost:5000</c>.</summary>
    public string Authority { get; }

    /// <summary>The origins whose pages may show the container; at least one.</summary>
    public IReadOnlyList<string> HostOrigins { get; }

    /// <summary>
    /// Whether browsers take the origin for a site of its own, with a process of its own where they have that: <c>localhost</c> is to them
    /// what <c>com</c> is. Beneath a name that somebody registered all containers are one site.
    /// </summary>
    public bool IsSite => Authority.Split(':')[0].Split('.') is [_, "localhost"];

    /// <summary>Makes an address beneath a base.</summary>
    /// <param name="id">See <see cref="Id"/>.</param>
    /// <param name="baseOrigin">Serialised origin whose host name the id is put before: <c>http://localhost:5000</c>.</param>
    /// <param name="hostOrigins">Serialised origins of the pages that may show it; none of them is the container's own.</param>
    /// <exception cref="ArgumentException">Something of it is not what it must be.</exception>
    public static ContainerAddress Of(string id, string baseOrigin, params IReadOnlyList<string> hostOrigins)
    {
        if (!IsId(id))
        {
            throw new ArgumentException("An id is twenty characters of a-z2-7.", nameof(id));
        }

        Uri uri = Parse(baseOrigin, nameof(baseOrigin));
        string authority = string.Create(CultureInfo.InvariantCulture, $"{id}.{uri.Host}{(uri.IsDefaultPort ? "" : $":{uri.Port}")}");
        string origin = $"{uri.Scheme}://{authority}";
        foreach (string host in hostOrigins)
        {
            Parse(host, nameof(hostOrigins));
        }

        return hostOrigins.Count == 0 || hostOrigins.Contains(origin, StringComparer.Ordinal)
            ? throw new ArgumentException("Another origin shows the container.", nameof(hostOrigins))
            : new ContainerAddress(id, origin, authority, [.. hostOrigins]);
    }

    /// <summary>Whether a text is an id.</summary>
    public static bool IsId(string text) => text.Length == IdLength && text.All(static c => IdAlphabet.Contains(c, StringComparison.Ordinal));

    /// <summary>The id that a hash gives.</summary>
    /// <param name="hash">At least 20 bytes; each gives one character by its low five bits.</param>
    public static string IdOf(ReadOnlySpan<byte> hash)
    {
        Span<char> id = stackalloc char[IdLength];
        for (int i = 0; i < IdLength; i++)
        {
            id[i] = IdAlphabet[hash[i] & 31];
        }

        return new string(id);
    }

    // A header is made of it: exactly an origin, nothing that could end a directive.
    private static Uri Parse(string origin, string name) =>
        Uri.TryCreate(origin, UriKind.Absolute, out Uri? uri)
        && uri.Scheme is "http" or "https"
        && origin == uri.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped)
        && uri.Host.All(static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or ':' or '[' or ']')
            ? uri
            : throw new ArgumentException($"{GuestText.Quoted(origin)} is not an origin.", name);
}
