using System.Globalization;
using System.Runtime.InteropServices;
using Bailey.Policy;

namespace Bailey.Tunnel.Http;

/// <summary>A host and a port as a request names them.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Authority(HostName Host, int Port)
{
    /// <summary>Reads <c>host</c> or <c>host:port</c>.</summary>
    /// <param name="text">The text; an IPv6 address in brackets.</param>
    /// <param name="otherwise">The port where none is named; null where one must be.</param>
    /// <returns>Null where it is none.</returns>
    public static Authority? Parse(ReadOnlySpan<char> text, int? otherwise)
    {
        int colon = text.LastIndexOf(':');
        ReadOnlySpan<char> host = colon > text.LastIndexOf(']') ? text[..colon] : text;
        int port = otherwise ?? 0;
        if (host.Length < text.Length)
        {
            ReadOnlySpan<char> digits = text[(colon + 1)..];
            if (digits.Length is 0 or > 5 || digits[0] == '0' || digits.IndexOfAnyExceptInRange('0', '9') >= 0)
            {
                return null;
            }

            port = int.Parse(digits, CultureInfo.InvariantCulture);
        }

        return port is > 0 and <= ushort.MaxValue && HostName.Parse(host, out _) is { } name ? new Authority(name, port) : null;
    }
}
