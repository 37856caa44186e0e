namespace Bailey.Broker.Programs.Presets;

/// <summary>Debian's Chromium.</summary>
internal static class ChromiumPreset
{
    public static ProgramPreset Preset { get; } = new("chromium", "nested user namespaces: more of the kernel is in reach, for the sake of the browser's own sandbox")
    {
        Nested = true,
        Arguments =
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
    };
}
