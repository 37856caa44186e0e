using System.Globalization;

namespace Bailey.Broker.Programs.Presets;

/// <summary>
/// Debian's Firefox ESR. It is told everything by one file of preferences that Debian's build reads beside its own; each is locked, so that no
/// profile, extension or page of settings changes it.
/// </summary>
internal static class FirefoxPreset
{
    private const string Proxy = "127.0.0.1";

    /// <summary>Preference, value and reason. No part of them is secret: a page may find out most.</summary>
    public static readonly IReadOnlyList<(string Name, object Value, string Reason)> Preferences =
    [
        // Everything through the tunnel.
        ("network.proxy.type", 1, "the proxy that stands here, and not the system's"),
        ("network.proxy.http", Proxy, "the tunnel"),
        ("network.proxy.http_port", 3128, "the tunnel"),
        ("network.proxy.ssl", Proxy, "the tunnel; WebSockets too"),
        ("network.proxy.ssl_port", 3128, "the tunnel; WebSockets too"),
        ("network.proxy.no_proxies_on", "", "nothing goes around it"),
        ("network.proxy.allow_hijacking_localhost", true, "its own loopback through the proxy as well: a page must not look around inside"),
        ("network.proxy.allow_bypass", false, "its own services do not go around it"),
        ("network.proxy.failover_direct", false, "a proxy that refuses is no reason to try without"),
        ("network.gio.supported-protocols", "", "the desktop's own ways to a network know no proxy"),

        // Names are the tunnel's.
        ("network.dns.disablePrefetch", true, "no name of a link is looked up"),
        ("network.dns.disablePrefetchFromHTTPS", true, "no name of a link is looked up"),
        ("network.trr.mode", 5, "no DNS over HTTPS"),
        ("network.dns.echconfig.enabled", false, "ECH is refused by the tunnel; it must not be offered"),
        ("network.dns.http3_echconfig.enabled", false, "ECH is refused by the tunnel; it must not be offered"),
        ("security.tls.ech.grease_probability", 0, "a pretended ECH looks like one"),

        // Nothing but what a page asks for.
        ("network.prefetch-next", false, "nothing is fetched before it is asked for"),
        ("network.predictor.enabled", false, "no guess at what comes next"),
        ("network.http.speculative-parallel-limit", 0, "no connection before a request"),
        ("browser.places.speculativeConnect.enabled", false, "no connection before a request"),
        ("browser.urlbar.speculativeConnect.enabled", false, "no connection before a request"),

        // Datagrams have no way out.
        ("media.peerconnection.ice.proxy_only", true, "WebRTC through the proxy or not at all: no STUN, no TURN by datagram"),
        ("network.http.http3.enable", false, "QUIC; saves it the wait"),
        ("network.webtransport.enabled", false, "QUIC; saves it the wait"),

        // No calls home.
        ("app.normandy.enabled", false, "experiments from afar"),
        ("app.shield.optoutstudies.enabled", false, "experiments from afar"),
        ("app.update.enabled", false, "updates are Debian's"),
        ("browser.aboutwelcome.enabled", false, "a first page out of the network"),
        ("browser.contentblocking.report.lockwise.enabled", false, "a service of its maker"),
        ("browser.discovery.enabled", false, "recommended extensions"),
        ("browser.newtabpage.activity-stream.feeds.section.topstories", false, "stories out of the network"),
        ("browser.newtabpage.activity-stream.feeds.topsites", false, "tiles out of the network"),
        ("browser.newtabpage.activity-stream.showSponsored", false, "advertisements"),
        ("browser.newtabpage.activity-stream.showSponsoredTopSites", false, "advertisements"),
        ("browser.newtabpage.activity-stream.telemetry", false, "telemetry"),
        ("browser.region.network.url", "", "asks in which country it is"),
        ("browser.region.update.enabled", false, "asks in which country it is"),
        ("browser.safebrowsing.blockedURIs.enabled", false, "lists of bad pages; what is granted was reviewed"),
        ("browser.safebrowsing.downloads.enabled", false, "lists of bad pages"),
        ("browser.safebrowsing.downloads.remote.enabled", false, "tells its maker what is downloaded"),
        ("browser.safebrowsing.malware.enabled", false, "lists of bad pages"),
        ("browser.safebrowsing.phishing.enabled", false, "lists of bad pages"),
        ("browser.search.update", false, "updates of search engines"),
        ("browser.shell.checkDefaultBrowser", false, "there is no desktop to ask"),
        ("browser.startup.homepage_override.mstone", "ignore", "a page about what is new"),
        ("datareporting.healthreport.uploadEnabled", false, "telemetry"),
        ("datareporting.policy.dataSubmissionEnabled", false, "telemetry, and the page about it"),
        ("dom.push.connection.enabled", false, "a connection that is always open"),
        ("dom.push.enabled", false, "a connection that is always open"),
        ("extensions.getAddons.cache.enabled", false, "descriptions of extensions"),
        ("extensions.systemAddon.update.enabled", false, "updates of built-in extensions"),
        ("extensions.update.enabled", false, "updates of extensions"),
        ("geo.enabled", false, "where it is; asks its maker"),
        ("identity.fxaccounts.enabled", false, "its maker's accounts"),
        ("media.gmp-manager.url", "", "codecs out of the network"),
        ("network.captive-portal-service.enabled", false, "asks its maker whether there is a network"),
        ("network.connectivity-service.enabled", false, "asks its maker whether there is a network"),
        ("services.settings.server", "data:,", "lists that its maker keeps; believed with the variable below"),
        ("toolkit.telemetry.enabled", false, "telemetry"),
        ("toolkit.telemetry.server", "", "telemetry"),
        ("toolkit.telemetry.unified", false, "telemetry"),

        // Its own walls.
        ("security.sandbox.content.level", 4, "its content processes' sandbox stays as it is built"),

        // What is saved.
        ("browser.download.always_ask_before_handling_new_types", false, "nobody is there to answer"),
        ("browser.download.dir", ProgramPreset.Downloads, "in memory, unless a grant shows a folder there"),
        ("browser.download.folderList", 2, "that folder"),
        ("browser.download.start_downloads_in_tmp_dir", false, "that folder from the start"),
        ("browser.download.useDownloadDir", true, "that folder, without asking"),
    ];

    public static ProgramPreset Preset { get; } = new("firefox-esr", "nested user namespaces: more of the kernel is in reach, for the sake of the browser's own sandbox")
    {
        Nested = true,
        // Debian's build reads every .js here as defaults of the system.
        Files = [("/etc/firefox-esr/bailey.js", string.Concat(Preferences.Select(static row => $"pref(\"{row.Name}\", {Text(row.Value)}, locked);\n")))],
        Environment =
        [
            new("MOZ_CRASHREPORTER_DISABLE", "1"), // it looks into other processes, and calls home
            new("MOZ_REMOTE_SETTINGS_DEVTOOLS", "1"), // believes services.settings.server
        ],
    };

    private static string Text(object value) => value switch
    {
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
