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
    public IFrameLocator Frame => _page.FrameLocator("iframe[part=frame]");

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

    /// <summary>Waits until the page has said this many lines, and gives them. Wide: the first visit compiles every script.</summary>
    public async Task<string[]> LinesAsync(int count)
    {
        string[] lines = [];
        for (int tries = 0; tries < 600; tries++)
        {
            string text = await Out.TextContentAsync() ?? "";
            lines = text.Length == 0 ? [] : text.Split('\n');
            if (lines.Length >= count)
            {
                return lines;
            }

            await Task.Delay(100);
        }

        Assert.Fail($"the page said only: {string.Join(" | ", lines)}");
        return lines;
    }

    public async ValueTask DisposeAsync()
    {
        await _page.CloseAsync();
        _served.Dispose();
    }
}
