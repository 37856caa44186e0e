using System.Runtime.CompilerServices;
using Microsoft.Playwright;

namespace Bailey.Browser.Tests.Hardened;

/// <summary>One of the test pages, shown by <c>bailey serve</c> in a browser, until this is disposed.</summary>
internal sealed class HardenedPage : IAsyncDisposable
{
    private readonly Served _served;
    private readonly IPage _page;

    private HardenedPage(Served served, IPage page)
    {
        _served = served;
        _page = page;
    }

    /// <summary>The contained document.</summary>
    public IFrameLocator Frame => _page.FrameLocator("iframe");

    /// <summary>What the page says of itself.</summary>
    public ILocator Out => Frame.Locator("#out");

    /// <summary>Opens a folder.</summary>
    public static async Task<HardenedPage> OpenAsync(Chromium chromium, string folder, string grade = "hardened")
    {
        Assert.True(
            !File.Exists(Path.Combine(folder, "package.json")) || Directory.Exists(Path.Combine(folder, "node_modules")),
            $"npm ci --ignore-scripts was not run in {folder}: ./test does it");
        var served = new Served(folder, "--grade", grade);
        IPage page = await chromium.Browser.NewPageAsync();
        await page.GotoAsync(served.Address);
        return new HardenedPage(served, page);
    }

    /// <summary>The folder of a test page.</summary>
    public static string Folder(string name, [CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../pages", name));

    /// <summary>Waits until the page has said this many lines, and gives them.</summary>
    public async Task<string[]> LinesAsync(int count)
    {
        await Assertions.Expect(Out).ToHaveTextAsync(new System.Text.RegularExpressions.Regex($@"^([^\n]*\n){{{count - 1}}}[^\n]+$"), new() { Timeout = 30_000 });
        return (await Out.TextContentAsync() ?? "").Split('\n');
    }

    public async ValueTask DisposeAsync()
    {
        await _page.CloseAsync();
        _served.Dispose();
    }
}
