using System.Text.Json;
using Microsoft.Playwright;

namespace Bailey.Browser.Tests.Provocations;

/// <summary>A browser inside a <see cref="TestNetwork"/>, as close to a user's own as a test may have it.</summary>
[System.Runtime.Versioning.SupportedOSPlatform("linux")]
internal static class Browsers
{
    // The program itself: Debian's start script turns pings off, which would hide what the page does.
    private static readonly string Chromium = File.Exists("/usr/lib/chromium/chromium") ? "/usr/lib/chromium/chromium" : "/usr/bin/chromium";

    /// <summary>Starts Chromium without the driver's own switches, of which some turn protections and predictions off.</summary>
    /// <param name="playwright">Drives it.</param>
    /// <param name="network">Where it runs.</param>
    /// <param name="folder">Exists, and is the caller's: gets the profile.</param>
    /// <param name="more">Further switches.</param>
    public static async Task<IBrowserContext> ChromiumAsync(IPlaywright playwright, TestNetwork network, string folder, params string[] more)
    {
        string profile = Path.Combine(folder, "profile");
        Directory.CreateDirectory(Path.Combine(profile, "Default"));
        // Debian turns predictions off; elsewhere they are on, and pages must not make use of them.
        await File.WriteAllTextAsync(
            Path.Combine(profile, "Default/Preferences"), JsonSerializer.Serialize(new { net = new { network_prediction_options = 0 } }));
        string start = Path.Combine(folder, "chromium");
        await File.WriteAllTextAsync(start, $"#!/bin/sh\nexec {string.Join(' ', network.Enter)} {Chromium} \"$@\"\n");
        File.SetUnixFileMode(start, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return await playwright.Chromium.LaunchPersistentContextAsync(profile, new()
        {
            ExecutablePath = start,
            IgnoreAllDefaultArgs = true,
            Args =
            [
                "--remote-debugging-pipe", $"--user-data-dir={profile}", "--headless", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync", "--disable-quic", "--disable-gpu", "--mute-audio", "--disable-extensions", "--disable-default-apps", "--disable-features=MediaRouter,DialMediaRouteProvider",
                // Chromium's own sandbox refuses to stand for root.
                .. Environment.UserName == "root" ? ["--no-sandbox"] : Array.Empty<string>(),
                .. more, "about:blank",
            ],
        });
    }
}
