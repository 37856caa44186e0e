using System.Net;
using System.Net.Sockets;
using Bailey.Interop;
using Bailey.Policy;
using Bailey.Tunnel.Dialling;

namespace Bailey.Tunnel.Tests.Fuzz;

/// <summary>What may never be: one reads a text as one host, and another as another. The other ones are the C library's parsers, .NET's and the dialler.</summary>
internal static class Disagreement
{
    /// <summary>Compares all readings of one text.</summary>
    /// <returns>The disagreement in words; null where there is none.</returns>
    public static string? Of(string text, Readers readers)
    {
        if (readers.Name(text) is { } host && (InWriting(text, host) ?? InAddress(host) ?? InUri(text, host) ?? InDial(host)) is { } flaw)
        {
            return flaw;
        }

        return BetweenDoors(text, readers) ?? InTls(text, readers);
    }

    // What was read is what was written: no byte is dropped, folded or replaced but A-Z, and the notation of IPv6.
    private static string? InWriting(string text, Host host)
    {
        if (host.Text.Contains('\0', StringComparison.Ordinal))
        {
            return "the C library reads it as far as its NUL";
        }

        bool isVersion6 = host.Address?.AddressFamily == AddressFamily.InterNetworkV6;
        bool isSame = isVersion6
            ? text.Length > 2 && text[0] == '[' && text[^1] == ']' && LibC.getaddrinfo_numeric(text[1..^1]) is { } read && read.Equals(host.Address)
            : string.Equals(Lower(text), host.Text, StringComparison.Ordinal);
        return isSame ? null : $"what is dialled, {host.Text}, is not what was written";
    }

    // A name is no address to anybody, and an address is the same one to everybody who takes it for one.
    private static string? InAddress(Host host)
    {
        (string Who, IPAddress? Address)[] others =
        [
            ("inet_aton", LibC.inet_aton(host.Text)), ("getaddrinfo", LibC.getaddrinfo_numeric(host.Text)), (".NET", IPAddress.TryParse(host.Text, out IPAddress? parsed) ? parsed : null),
        ];
        foreach ((string who, IPAddress? address) in others)
        {
            if (address is not null && !address.Equals(host.Address))
            {
                return $"{who} reads it as {address}, the parser as {host.Address?.ToString() ?? "a name"}";
            }
        }

        return host.Address is not null && others[1].Address is null ? "getaddrinfo looks an address up" : null;
    }

    private static string? InUri(string text, Host host)
    {
        if (!Uri.TryCreate($"http://{text}/", UriKind.Absolute, out Uri? uri))
        {
            return null;
        }

        bool isSame = host.Address?.AddressFamily == AddressFamily.InterNetworkV6
            ? IPAddress.TryParse(uri.DnsSafeHost, out IPAddress? address) && address.Equals(host.Address)
            : string.Equals(uri.IdnHost, host.Text, StringComparison.Ordinal);
        return isSame && uri.UserInfo.Length == 0 ? null : $"System.Uri reads it as {uri.IdnHost}";
    }

    // The dialler is asked for the very host, and refuses an address that leads inwards whatever it was written like. It dials nothing here: nobody has addresses.
    private static string? InDial(Host host)
    {
        HostName dialled = host.Address is { } own ? HostName.Of(own) : HostName.Parse(host.Text, out _)!;
        var route = new EgressRoute(dialled, 9, IsTls: true, [EgressRoute.Connect], PrivateAddresses: false, "egress[0]");
        if (host.Address is { } address)
        {
            bool isInward = Scope.IsInward(address);
            if (isInward != AddressScope.NotPublic(address) is not null)
            {
                return $"{address} is {(isInward ? "" : "not ")}inwards, and the scope says otherwise";
            }

            using var names = new HostNames();
            return !isInward || new Dialler(names, static _ => false).DialAsync(route, CancellationToken.None).GetAwaiter().GetResult().Refused == EgressReason.PrivateAddress
                ? null
                : $"{address} would be dialled";
        }

        var asked = new Asked();
        _ = new Dialler(asked, static _ => false).DialAsync(route, CancellationToken.None).GetAwaiter().GetResult();
        return asked.Host == host.Text ? null : $"{asked.Host} would be looked up";
    }

    // A text is one host and one port at every door, or is refused there.
    private static string? BetweenDoors(string text, Readers readers)
    {
        (Host Host, int Port)? connect = readers.Connect(text);
        // A URL's authority ends at its first slash.
        (Host Host, int Port)? fetch = text.Contains('/', StringComparison.Ordinal) ? null : readers.Fetch(text);
        if (!text.Contains('/', StringComparison.Ordinal) && connect != fetch)
        {
            return $"CONNECT reads {connect}, fetch {fetch}";
        }

        if (readers.Grant(text) is { } grant && grant != connect)
        {
            return $"the grant is for {grant}, CONNECT reads {connect}";
        }

        if (connect is { } to && text.IndexOf(':', text.LastIndexOf(']') + 1) < 0 && readers.Name(text) != to.Host)
        {
            return $"CONNECT reads {to}, the parser {readers.Name(text)}";
        }

        bool isLatin = text.Length < 256 && text.All(char.IsAscii);
        return isLatin && readers.Socks(text) is { } socks && socks != readers.Name(text) ? $"SOCKS reads {socks}, the parser {readers.Name(text)}" : null;
    }

    // TLS is carried for the granted name alone, whose case may differ.
    private static string? InTls(string text, Readers readers)
    {
        if (text.Length > 1000 || text.Any(static character => character > 0xFF))
        {
            return null;
        }

        foreach (HostName granted in Grants)
        {
            bool isTheName = string.Equals(Lower(text), granted.InOrigin, StringComparison.Ordinal)
                || (granted.Address is { AddressFamily: AddressFamily.InterNetworkV6 } address && text.StartsWith('[') && text.EndsWith(']') && address.Equals(LibC.getaddrinfo_numeric(text[1..^1])));
            if (readers.Tls(text, granted) && !isTheName)
            {
                return $"TLS for it is carried to {granted}";
            }
        }

        return null;
    }

    private static readonly HostName[] Grants = [.. HostTexts.Granted.Select(static text => HostName.Parse(text, out _)!)];

    private static string Lower(string text) => string.Create(text.Length, text, static (span, from) =>
    {
        for (int i = 0; i < span.Length; i++)
        {
            span[i] = from[i] is >= 'A' and <= 'Z' ? (char)(from[i] | 0x20) : from[i];
        }
    });

    private sealed class Asked : INames
    {
        public string? Host { get; private set; }

        public Task<IPAddress[]> AddressesAsync(HostName host, CancellationToken cancellation)
        {
            Host = host.Text;
            return Task.FromResult<IPAddress[]>([]);
        }
    }
}
