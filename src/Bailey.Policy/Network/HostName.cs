using System.Buffers;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Bailey.Policy;

/// <summary>
/// A host as a guest names it: a DNS name or an address, in its one canonical form. The only parser of hosts: what is decided about and
/// what is dialled are the same value. Immutable.
/// </summary>
/// <remarks>
/// <b>Stops:</b> names that one component reads otherwise than the next: NUL and control characters, trailing dots, percent signs,
/// user names, other scripts and their dots, addresses in octal, hexadecimal, short or single-number form, zone ids.
/// <b>Does not stop:</b> two names that look alike, and a name that leads to an address one would not expect: <see cref="AddressScope"/>.
/// Source: RFC 1035 section 2.3.4, RFC 1123 section 2.1, the URL standard's "ends in a number checker".
/// </remarks>
public sealed record HostName
{
    private static readonly SearchValues<char> Hexadecimal = SearchValues.Create("0123456789abcdef");
    private static readonly SearchValues<char> Version6Characters = SearchValues.Create("0123456789abcdefABCDEF:.");

    private const int LongestName = 253;
    private const int LongestLabel = 63;

    private HostName(string text, IPAddress? address)
    {
        Text = text;
        Address = address;
    }

    /// <summary>Lower-case ASCII; an IPv6 address without brackets, compressed.</summary>
    public string Text { get; }

    /// <summary>The address, where the host is one; null for a name.</summary>
    public IPAddress? Address { get; }

    /// <summary>As it stands in an origin: an IPv6 address in brackets.</summary>
    public string InOrigin => Address?.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{Text}]" : Text;

    /// <inheritdoc/>
    public override string ToString() => Text;

    /// <summary>Whether two hosts are the same.</summary>
    public bool Equals(HostName? other) => other is not null && string.Equals(Text, other.Text, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Text);

    /// <summary>Reads a host. Never throws, whatever the text.</summary>
    /// <param name="text">Without port; an IPv6 address in brackets.</param>
    /// <param name="flaw">Why it is none, in words for a person; null when it is one.</param>
    /// <returns>The host, or null.</returns>
    public static HostName? Parse(ReadOnlySpan<char> text, out string? flaw)
    {
        if (text.Length > 1 && text[0] == '[' && text[^1] == ']')
        {
            return ParseVersion6(text[1..^1], out flaw);
        }

        flaw = Flaw(text);
        if (flaw is not null)
        {
            return null;
        }

        string name = text.ToString().ToLowerInvariant();
        int lastDot = name.LastIndexOf('.');
        if (!EndsInNumber(name.AsSpan(lastDot + 1)))
        {
            return new HostName(name, null);
        }

        if (CanonicalVersion4(name) is { } address)
        {
            return new HostName(name, address);
        }

        flaw = "an IPv4 address is four decimal numbers without leading zeros";
        return null;
    }

    /// <summary>The host of an address that a protocol carries as bytes (SOCKS5). A mapped IPv4 address stays what it is: IPv6.</summary>
    public static HostName Of(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        // Without a zone: it would name one of this machine's interfaces.
        IPAddress plain = new(address.GetAddressBytes());
        return new HostName(plain.ToString(), plain);
    }

    private static HostName? ParseVersion6(ReadOnlySpan<char> text, out string? flaw)
    {
        // IPAddress reads zones, prefixes and ports too, and an IPv4 tail with leading zeros, which others read as octal.
        int tail = text.LastIndexOf(':') + 1;
        bool isPlain = text.IndexOfAnyExcept(Version6Characters) < 0 && (!text[tail..].Contains('.') || CanonicalVersion4(text[tail..].ToString()) is not null);
        if (isPlain && IPAddress.TryParse(text, out IPAddress? address) && address.AddressFamily == AddressFamily.InterNetworkV6)
        {
            flaw = null;
            return Of(address);
        }

        flaw = "what stands in brackets is no IPv6 address";
        return null;
    }

    private static string? Flaw(ReadOnlySpan<char> name)
    {
        if (name.Length is 0 or > LongestName)
        {
            return $"a name has 1 to {LongestName} characters";
        }

        foreach (Range part in name.Split('.'))
        {
            ReadOnlySpan<char> label = name[part];
            if (label.Length is 0 or > LongestLabel)
            {
                return $"each part between dots has 1 to {LongestLabel} characters, and no dot ends the name";
            }

            if (label[0] == '-' || label[^1] == '-')
            {
                return "no part begins or ends with a hyphen";
            }

            foreach (char character in label)
            {
                if (!char.IsAsciiLetterOrDigit(character) && character is not ('-' or '_'))
                {
                    return string.Create(CultureInfo.InvariantCulture, $"U+{(int)character:X4} is no character of a host name; write other scripts in their xn-- form");
                }
            }
        }

        return null;
    }

    // A name whose last part is a number is an address to every resolver, in whatever notation.
    private static bool EndsInNumber(ReadOnlySpan<char> last) =>
        last.IndexOfAnyExceptInRange('0', '9') < 0
        || (last.StartsWith("0x", StringComparison.Ordinal) && last[2..].IndexOfAnyExcept(Hexadecimal) < 0);

    private static IPAddress? CanonicalVersion4(string name) =>
        IPAddress.TryParse(name, out IPAddress? address) && address.AddressFamily == AddressFamily.InterNetwork
        && string.Equals(address.ToString(), name, StringComparison.Ordinal)
            ? address
            : null;
}
