using Microsoft.Playwright;

namespace Bailey.Browser.Tests;

/// <summary>Debian's Chromium, headless, one for all tests of the assembly. It looks nothing up and calls nobody of its own accord.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private const string Path = "/usr/bin/chromium";
    private IPlaywright? _playwright;

    /// <summary>Set before a test runs.</summary>
    public IBrowser Browser { get; private set; } = null!;

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        Assert.True(File.Exists(Path), $"{Path} is not there: ./test installs Debian's chromium");
        _playwright = await Playwright.CreateAsync();
        Browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Path,
            // Chromium's own sandbox refuses to stand for root.
            ChromiumSandbox = Environment.UserName != "root",
            // A tile that is drawn over in part differs at round corners, by one in 255, from one that was drawn at once: pictures are compared.
            // The last of several lists counts: Playwright's own turns off the partitioning of storage, without which frames of other sites have none.
            Args = ["--disable-features=HttpsUpgrades,MediaRouter,NetworkTimeServiceQuerying,OptimizationHints,PaintHolding,Translate", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-gpu", "--disable-partial-raster"],
        });
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        await Browser.DisposeAsync();
        _playwright?.Dispose();
    }
}

/// <summary>The tests that share one browser.</summary>
[CollectionDefinition("chromium")]
public sealed class ChromiumCollection : ICollectionFixture<Chromium>;
