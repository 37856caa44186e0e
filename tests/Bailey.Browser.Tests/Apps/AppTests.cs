using System.Runtime.CompilerServices;
using Bailey.AspNetCore;
using Bailey.Browser.Tests.Frames;
using Microsoft.Playwright;

namespace Bailey.Browser.Tests.Apps;

/// <summary>Pages that know nothing of Bailey do the same contained as they do bare: the same texts, the same pixels.</summary>
[Collection("chromium")]
public sealed class AppTests(Chromium chromium)
{
    private const int Width = 800;
    private const int Height = 600;

    private static readonly string[] Grades = ["declared", "hardened"];

    public static IEnumerable<object[]> Rows =>
        from folder in AppSteps.ByFolder.Keys
        from grade in Grades
        // It has a worker, which the hardened grade has not.
        where folder != "site" || grade != "hardened"
        select new object[] { folder, grade };

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task A_page_behaves_and_looks_the_same_contained_and_bare(string folder, string grade)
    {
        string source = Path.Combine(Samples(), folder);
        Assert.True(!File.Exists(Path.Combine(source, "package.json")) || Directory.Exists(Path.Combine(source, "node_modules")), $"npm ci was not run in {source}: ./test does it");

        await using HostSite site = await HostSite.StartAsync();
        await using Container container = await site.OpenAsync(source, grade);
        site.Show(context => context.SesFrame(container, attributes: "bar=\"none\""));
        List<Seen> contained = await Do(folder, site.Address, static page => page.Locator("ses-frame iframe"));

        await using BareSite bare = await BareSite.StartAsync(source);
        List<Seen> expected = await Do(folder, bare.Address, static _ => null);

        Assert.Equal(expected.Select(static seen => seen.Text), contained.Select(static seen => seen.Text));
        for (int i = 0; i < expected.Count; i++)
        {
            if (!expected[i].Pixels.AsSpan().SequenceEqual(contained[i].Pixels))
            {
                string place = Path.Combine(AppContext.BaseDirectory, $"{folder}-{grade}-{i}");
                await File.WriteAllBytesAsync(place + "-bare.png", expected[i].Pixels);
                await File.WriteAllBytesAsync(place + "-contained.png", contained[i].Pixels);
                Assert.Fail($"look {i} differs: {place}-*.png");
            }
        }

        // The control: pictures that should differ do.
        Assert.True(expected.Select(static seen => Convert.ToBase64String(seen.Pixels)).Distinct().Count() > 1);
        Assert.DoesNotContain(site.Containers.Events.Last, static one => !one.Granted);
    }

    private async Task<List<Seen>> Do(string folder, string address, Func<IPage, ILocator?> frame)
    {
        await using IBrowserContext context = await chromium.Browser.NewContextAsync(new() { ViewportSize = new() { Width = Width, Height = Height }, ReducedMotion = ReducedMotion.Reduce });
        IPage page = await context.NewPageAsync();
        var errors = new List<string>();
        page.PageError += (_, error) => errors.Add(error);
        await page.GotoAsync(address);
        ILocator? element = frame(page);
        IFrame app = element is null ? page.MainFrame : (await (await element.ElementHandleAsync()).ContentFrameAsync())!;
        // The hardened grade fetches the page's scripts after the frame has loaded, and compiles them the first time.
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        var seen = new List<Seen>();
        await AppSteps.ByFolder[folder](new Visit(app, async text =>
        {
            // Where the mouse is, something is drawn differently.
            await page.Mouse.MoveAsync(Width - 1, Height - 1);
            seen.Add(new Seen(text, element is null ? await page.ScreenshotAsync() : await element.ScreenshotAsync()));
        }));
        Assert.Empty(errors);
        return seen;
    }

    private static string Samples([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../samples/05-frame"));

    private sealed record Seen(string Text, byte[] Pixels);
}
