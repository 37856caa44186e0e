using Microsoft.Playwright;

namespace Bailey.Browser.Tests.Hardened;

/// <summary>The worker that watches a hardened page is no wall: with it and without it the same is refused.</summary>
[Collection("chromium")]
public sealed class ServiceWorkerTests(Chromium chromium)
{
    [Fact]
    public async Task With_the_worker_a_request_to_another_origin_is_refused_in_words_and_an_own_one_is_not()
    {
        using var served = new Served(HardenedPage.Folder("watched"), "--grade", "hardened");
        await using IBrowserContext context = await chromium.Browser.NewContextAsync();
        IPage page = await context.NewPageAsync();
        await page.GotoAsync(served.Address);
        // Only the worker answers in words. It claims the page as soon as it is active; until then the browser alone refuses.
        string said = "";
        for (int tries = 0; tries < 200 && !said.EndsWith("other: status 403", StringComparison.Ordinal); tries++)
        {
            said = await Ask(page);
        }

        Assert.EndsWith("own: own file\nother: status 403", said, StringComparison.Ordinal);
        await Assertions.Expect(page.GetByText("http://other.example").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Without_the_worker_the_browser_refuses_the_same()
    {
        using var served = new Served(HardenedPage.Folder("watched"), "--grade", "hardened");
        await using IBrowserContext context = await chromium.Browser.NewContextAsync(new() { ServiceWorkers = ServiceWorkerPolicy.Block });
        IPage page = await context.NewPageAsync();
        await page.GotoAsync(served.Address);
        Assert.Equal("own: own file\nother: refused", await Ask(page));
    }

    private static async Task<string> Ask(IPage page)
    {
        IFrameLocator frame = page.FrameLocator("iframe[part=frame]");
        ILocator said = frame.Locator("#out");
        await frame.Locator("#ask").ClickAsync();
        string before = await said.TextContentAsync() ?? "";
        string text = before;
        for (int tries = 0; tries < 100 && (text == before || !text.Split('\n')[^1].StartsWith("other", StringComparison.Ordinal)); tries++)
        {
            await Task.Delay(50);
            text = await said.TextContentAsync() ?? "";
        }

        return text;
    }
}
