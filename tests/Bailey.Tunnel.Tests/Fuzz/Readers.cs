using System.Net;
using System.Text;
using Bailey.Policy;
using Bailey.Tunnel.Http;
using Bailey.Tunnel.Serving;
using Bailey.Tunnel.Socks;
using Bailey.Tunnel.Tls;

namespace Bailey.Tunnel.Tests.Fuzz;

/// <summary>A host as one reader reads it.</summary>
/// <param name="Text">What is looked up, or the address as text.</param>
/// <param name="Address">What is dialled without looking up; null for a name.</param>
internal sealed record Host(string Text, IPAddress? Address)
{
    /// <summary>As the product's parser has it.</summary>
    public static Host? Of(HostName? host) => host is null ? null : new Host(host.Text, host.Address);
}

/// <summary>Everything of Bailey that reads a host out of a text which somebody hostile wrote. Each returns null where it refuses.</summary>
internal sealed record Readers
{
    private static readonly TunnelOpening Anybody = new(new EgressRules([]), "sandbox", "secret", ForFetcher: false);

    /// <summary>The parser itself.</summary>
    public Func<string, Host?> Name { get; init; } = static text => Host.Of(HostName.Parse(text, out _));

    /// <summary>The target of CONNECT, and of requests in the open.</summary>
    public Func<string, (Host Host, int Port)?> Connect { get; init; } = static text => Authority.Parse(text, otherwise: 443) is { } to ? (Host.Of(to.Host)!, to.Port) : null;

    /// <summary>The authority of a guest's URL.</summary>
    public Func<string, (Host Host, int Port)?> Fetch { get; init; } = static text => FetchTarget.Parse($"https://{text}/") is { } to ? (Host.Of(to.Host)!, to.Port) : null;

    /// <summary>The origin of a grant.</summary>
    public Func<string, (Host Host, int Port)?> Grant { get; init; } =
        static text => EgressRoute.Of(new EgressGrant($"https://{text}", [EgressRoute.Connect], PrivateAddresses: false), "egress[0]") is { } route ? (Host.Of(route.Host)!, route.Port) : null;

    /// <summary>The name that a SOCKS client sends, one byte a character.</summary>
    public Func<string, Host?> Socks { get; init; } = static text =>
    {
        byte[] asked = [5, 1, 0, 5, 1, 0, 3, (byte)text.Length, .. Encoding.Latin1.GetBytes(text), 1, 187];
        using var client = new MemoryStream(asked);
        return Host.Of(SocksHandshake.ReadAsync(new PeekBuffer(client), Stream.Null, Anybody, CancellationToken.None).GetAwaiter().GetResult().Host);
    };

    /// <summary>Whether TLS that is begun for a name, one byte a character, is carried to a granted host.</summary>
    public Func<string, HostName, bool> Tls { get; init; } = static (name, granted) =>
    {
        byte[] bytes = Encoding.Latin1.GetBytes(name);
        return ClientHello.Read(Hello.For(bytes), out ClientHello? hello) == HelloKind.Whole && hello!.FlawFor(granted) is null;
    };
}
