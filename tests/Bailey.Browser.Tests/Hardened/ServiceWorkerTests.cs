using Microsoft.Playwright;

namespace Bailey.Browser.Tests.Hardened;

/// <summary>The worker that watches a hardened page is no wall: with it and without it the same is refused.</summary>
[Collection("chromium")]
public sealed class ServiceWorkerTests(Chromium chromium)
{
    [Fact]
    public async Task With_the_worker_an_own_request_is_answered_and_one_to_another_origin_refused()
    {
        using var served = new Served(HardenedPage.Folder("watched"), "--grade", "hardened");
        await using IBrowserContext context = await chromium.Browser.NewContextAsync();
        IPage page = await context.NewPageAsync();
        await page.GotoAsync(served.Address);
        Assert.True(await Runs(served.Origin + "/__bailey/sw.js"));
        Assert.Equal("own: own file\nother: refused", await Ask(page));
    }

    [Fact]
    public async Task Without_the_worker_it_is_the_same()
    {
        using var served = new Served(HardenedPage.Folder("watched"), "--grade", "hardened");
        await using IBrowserContext context = await chromium.Browser.NewContextAsync(new() { ServiceWorkers = ServiceWorkerPolicy.Block });
        IPage page = await context.NewPageAsync();
        await page.GotoAsync(served.Address);
        Assert.Equal("own: own file\nother: refused", await Ask(page));
    }

    private async Task<bool> Runs(string worker)
    {
        ICDPSession session = await chromium.Browser.NewBrowserCDPSessionAsync();
        for (int tries = 0; tries < 200; tries++)
        {
            System.Text.Json.JsonElement? targets = await session.SendAsync("Target.getTargets");
            if (targets!.Value.GetProperty("targetInfos").EnumerateArray().Any(target =>
                target.GetProperty("type").GetString() == "service_worker" && target.GetProperty("url").GetString() == worker))
            {
                return true;
            }

            await Task.Delay(100);
        }

        return false;
    }

    private static async Task<string> Ask(IPage page)
    {
        IFrameLocator frame = page.FrameLocator("iframe[part=frame]");
        ILocator said = frame.Locator("#out");
        await Assertions.Expect(said).ToHaveTextAsync("ready", new() { Timeout = 30_000 });
        await frame.Locator("#ask").ClickAsync();
        await Assertions.Expect(said).ToContainTextAsync("other:", new() { Timeout = 30_000 });
        return (await said.TextContentAsync())!["ready\n".Length..];
    }
}
