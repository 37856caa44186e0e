using System.Net;
using System.Net.Sockets;

namespace Bailey.Policy;

/// <summary>What an address leads to. Pure: one table, the same on every machine.</summary>
/// <remarks>
/// <b>Stops:</b> a granted name that leads into the host or its surroundings (server-side request forgery, rebinding), also by addresses
/// that carry another one: mapped, translated, tunnelled. <b>Does not stop:</b> what a public address forwards inwards, nor the host's
/// own public addresses: whoever dials compares those.
/// Source: IANA special-purpose address registries, RFC 6890 and its updates.
/// </remarks>
public static class AddressScope
{
    private static readonly (IPNetwork Network, string What)[] Version4 =
    [
        (IPNetwork.Parse("0.0.0.0/8"), "this host"),
        (IPNetwork.Parse("10.0.0.0/8"), "a private network"),
        (IPNetwork.Parse("100.64.0.0/10"), "a provider's shared network"),
        (IPNetwork.Parse("127.0.0.0/8"), "this host"),
        (IPNetwork.Parse("169.254.0.0/16"), "the local link, where cloud machines find their own credentials"),
        (IPNetwork.Parse("172.16.0.0/12"), "a private network"),
        (IPNetwork.Parse("192.0.0.0/24"), "protocol assignments"),
        (IPNetwork.Parse("192.0.2.0/24"), "documentation"),
        (IPNetwork.Parse("192.88.99.0/24"), "a retired relay"),
        (IPNetwork.Parse("192.168.0.0/16"), "a private network"),
        (IPNetwork.Parse("198.18.0.0/15"), "benchmarks"),
        (IPNetwork.Parse("198.51.100.0/24"), "documentation"),
        (IPNetwork.Parse("203.0.113.0/24"), "documentation"),
        (IPNetwork.Parse("224.0.0.0/4"), "multicast"),
        (IPNetwork.Parse("240.0.0.0/4"), "reserved addresses and broadcast"),
    ];

    private static readonly (IPNetwork Network, string What)[] Version6 =
    [
        (IPNetwork.Parse("100::/64"), "nowhere"),
        (IPNetwork.Parse("2001:db8::/32"), "documentation"),
        (IPNetwork.Parse("3fff::/20"), "documentation"),
        (IPNetwork.Parse("2001::/23"), "protocol assignments, tunnels among them"),
        (IPNetwork.Parse("5f00::/16"), "segment routing"),
    ];

    // Addresses that are another address, by the bytes they begin with: it follows. Mapped, translated (NAT64), tunnelled (6to4).
    private static readonly byte[][] Carriers =
    [
        [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF],
        [0x00, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0],
        [0x20, 0x02],
    ];

    private static readonly IPNetwork Global = IPNetwork.Parse("2000::/3");

    /// <summary>What the address leads to if that is not the public network, in words: "a private network". Null for a public address.</summary>
    public static string? NotPublic(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (address.AddressFamily == AddressFamily.InterNetwork)
        {
            return Find(Version4, address);
        }

        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return "an address of no internet";
        }

        byte[] bytes = address.GetAddressBytes();
        return Array.Find(Carriers, prefix => bytes.AsSpan().StartsWith(prefix)) is { } carrier
            ? Find(Version4, new IPAddress(bytes.AsSpan(carrier.Length, 4)))
            : Global.Contains(address) ? Find(Version6, address) : "this host, a local network or multicast";
    }

    private static string? Find((IPNetwork Network, string What)[] table, IPAddress address) =>
        Array.Find(table, row => row.Network.Contains(address)).What;
}
