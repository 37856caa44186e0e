using Bailey.Policy;

namespace Bailey.Broker.Programs;

/// <summary>What one well-known program needs of its sandbox beyond every other, and what it must be told to stay inside.</summary>
/// <param name="Name">As the command line names it.</param>
/// <param name="Nested">Whether it makes user namespaces for a sandbox of its own.</param>
/// <param name="Arguments">Added before the user's own, each for a reason that stands beside it.</param>
/// <param name="Danger">What is lost by it; shown by help and docs.</param>
internal sealed record ProgramPreset(string Name, bool Nested, IReadOnlyList<string> Arguments, string Danger)
{
    private static readonly ProgramPreset[] All =
    [
        new(
            "chromium",
            Nested: true,
            [
                "--proxy-server=http://127.0.0.1:3128", // it reads no variables for this
                "--proxy-bypass-list=<-loopback>", // its own loopback through the proxy as well: a page must not look around inside
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", // names are the tunnel's: no lookup, no prefetch of one
                "--force-webrtc-ip-handling-policy=disable_non_proxied_udp", // no STUN, no TURN by datagram
                "--disable-features=EncryptedClientHello,AsyncDns,DnsOverHttps", // ECH is refused by the tunnel; it must not be offered
                "--disable-quic", // datagrams have no way out; saves it the wait
                "--disable-background-networking", // no calls home
                "--disable-component-update",
                "--disable-domain-reliability",
                "--disable-sync",
                "--no-pings",
                "--no-first-run",
                "--no-default-browser-check",
                "--dns-prefetch-disable",
                "--password-store=basic", // there is no key ring to ask
            ],
            "nested user namespaces: more of the kernel is in reach, for the sake of the browser's own sandbox"),
    ];

    /// <summary>The preset of a name; null for null.</summary>
    /// <exception cref="InvalidDataException">There is none.</exception>
    public static ProgramPreset? Find(string? name) => name is null
        ? null
        : Array.Find(All, preset => preset.Name == name) ?? throw new InvalidDataException($"There is no preset {GuestText.Quoted(name)}: it is {string.Join(", ", All.Select(static preset => preset.Name))}.");
}
