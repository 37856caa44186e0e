namespace Bailey.Browser.Tests.Provocations;

/// <summary>The policy under which the corpus is run.</summary>
internal static class Policies
{
    /// <summary>Every power that a page can be granted, in one grade.</summary>
    public static string Widest(Setting setting) => setting == Setting.Hardened
        ? """{ "bailey": 1, "frame": { "grade": "hardened", "forms": true, "downloads": true, "modals": true, "workers": true, "permissions": ["autoplay", "camera", "clipboard-write", "fullscreen", "geolocation", "microphone"] } }"""
        : """{ "bailey": 1, "frame": { "grade": "declared", "forms": true, "downloads": true, "modals": true, "workers": true, "inline": true, "eval": true, "wasm": true, "permissions": ["autoplay", "camera", "clipboard-write", "fullscreen", "geolocation", "microphone"] } }""";
}
