using System.Net;
using Bailey.Policy;

namespace Bailey.Tunnel.Tests.Fuzz;

/// <summary>Readers with one hole each, as other programs have had them: what shows that the comparison finds holes.</summary>
internal static class WeakReaders
{
    private static readonly Readers Right = new();

    /// <summary>By what they do wrong.</summary>
    public static readonly Dictionary<string, Readers> All = new(StringComparer.Ordinal)
    {
        ["drops the last dot"] = Named(static text => text.EndsWith('.') ? text[..^1] : text),
        ["stops at NUL"] = Named(static text => text.Split('\0')[0]),
        ["trims blanks"] = Named(static text => text.Trim()),
        ["takes what follows @"] = Named(static text => text[(text.LastIndexOf('@') + 1)..]),
        ["unescapes"] = Named(Uri.UnescapeDataString),
        ["folds full width"] = Named(static text => string.Concat(text.Select(static character => character is >= '\uff01' and <= '\uff5e' ? (char)(character - 0xFEE0) : character))),
        ["drops the zone"] = Named(static text => text.Split('%') is [var address, _, ..] && text.EndsWith(']') ? address + "]" : text),
        ["unwraps mapped addresses"] = Right with { Name = static text => Right.Name(text) is { Address: { IsIPv4MappedToIPv6: true } mapped } ? new Host(mapped.MapToIPv4().ToString(), mapped.MapToIPv4()) : Right.Name(text) },
        ["keeps NUL in a name"] = Right with { Name = static text => Right.Name(text.Replace('\0', 'a')) is { Address: null } ? new Host(text, null) : Right.Name(text) },
        ["takes numbers for names"] = Right with { Name = static text => Right.Name(text + ".a") is { Address: null } ? new Host(text.ToLowerInvariant(), null) : Right.Name(text) },
        ["takes other scripts for names"] = Right with { Name = static text => text.Length > 0 && text.All(char.IsLetter) ? new Host(text.ToLowerInvariant(), null) : Right.Name(text) },
        ["reads octal as decimal"] = Right with { Name = static text => Decimal(text) is { } address ? new Host(text, address) : Right.Name(text) },
        ["CONNECT reads any number as a port"] = Right with { Connect = static text => Split(text) },
        ["fetch ignores who asks"] = Right with { Fetch = static text => Right.Fetch(text[(text.LastIndexOf('@') + 1)..]) },
        ["SOCKS stops at NUL"] = Right with { Socks = static text => Right.Socks(text.Split('\0')[0]) },
        ["TLS compares beginnings"] = Right with { Tls = static (name, granted) => name.StartsWith(granted.Text, StringComparison.OrdinalIgnoreCase) },
        ["TLS lets every name through"] = Right with { Tls = static (_, _) => true },
    };

    private static Readers Named(Func<string, string> repair) => Right with { Name = text => Right.Name(repair(text)) };

    private static IPAddress? Decimal(string text) =>
        text.Split('.') is { Length: 4 } parts && parts.All(static part => byte.TryParse(part, out _)) ? new IPAddress([.. parts.Select(byte.Parse)]) : null;

    private static (Host Host, int Port)? Split(string text) =>
        text.LastIndexOf(':') is >= 0 and var colon && int.TryParse(text.AsSpan(colon + 1), out int port) && HostName.Parse(text.AsSpan(0, colon), out _) is { } host
            ? (Host.Of(host)!, port)
            : Right.Connect(text);
}
