using System.Diagnostics;
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
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

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

        await using BareSite bare = await BareSite.StartAsync(source);
        List<Seen> expected = await Do(folder, bare.Address, null, null);
        // The control: pictures that should differ do.
        Assert.True(expected.Select(static seen => Convert.ToBase64String(seen.Pixels)).Distinct().Count() > 1);

        await using HostSite site = await HostSite.StartAsync();
        await using Container container = await site.OpenAsync(source, grade);
        site.Show(context => context.SesFrame(container, attributes: "bar=\"none\""));
        List<Seen> contained = await Do(folder, site.Address, "ses-frame iframe", expected);

        Assert.Equal(expected.Select(static seen => seen.Text), contained.Select(static seen => seen.Text));
        for (int i = 0; i < expected.Count; i++)
        {
            if (!Same(expected[i].Pixels, contained[i].Pixels))
            {
                string place = Path.Combine(AppContext.BaseDirectory, $"{folder}-{grade}-{i}");
                await File.WriteAllBytesAsync(place + "-bare.png", expected[i].Pixels);
                await File.WriteAllBytesAsync(place + "-contained.png", contained[i].Pixels);
                Assert.Fail($"look {i} differs: {place}-*.png");
            }
        }

        Assert.DoesNotContain(site.Containers.Events.Last, static one => !one.Granted);
    }

    /// <summary>Does the folder's steps and returns what was seen.</summary>
    /// <param name="frame">Where in the page the app stands; null where it is the page.</param>
    /// <param name="expected">What will be seen, if that is known.</param>
    private async Task<List<Seen>> Do(string folder, string address, string? frame, List<Seen>? expected)
    {
        await using IBrowserContext context = await chromium.Browser.NewContextAsync(new() { ViewportSize = new() { Width = Width, Height = Height }, ReducedMotion = ReducedMotion.Reduce });
        IPage page = await context.NewPageAsync();
        var errors = new List<string>();
        page.PageError += (_, error) => errors.Add(error);
        await page.GotoAsync(address);
        ILocator? element = frame is null ? null : page.Locator(frame);
        IFrame app = element is null ? page.MainFrame : (await (await element.ElementHandleAsync()).ContentFrameAsync())!;
        // The hardened grade fetches the page's scripts after the frame has loaded, and compiles them the first time.
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        var seen = new List<Seen>();
        await AppSteps.ByFolder[folder](new Visit(app, async text =>
        {
            // Where the mouse is, something is drawn differently.
            await page.Mouse.MoveAsync(Width - 1, Height - 1);
            seen.Add(new Seen(text, await Settled(() => element is null ? page.ScreenshotAsync() : element.ScreenshotAsync(), expected?.ElementAtOrDefault(seen.Count)?.Pixels)));
        }));
        Assert.Empty(errors);
        return seen;
    }

    /// <summary>
    /// The picture once it is the expected one, or once it no longer changes where none is expected; the last one taken where that never happens.
    /// A picture can be older than the text: another process draws the frame.
    /// </summary>
    private static async Task<byte[]> Settled(Func<Task<byte[]>> shoot, byte[]? expected)
    {
        var waited = Stopwatch.StartNew();
        byte[] picture = await shoot();
        while (!Same(picture, expected) && waited.Elapsed < Patience)
        {
            byte[] before = picture;
            picture = await shoot();
            if (expected is null && Same(picture, before))
            {
                break;
            }
        }

        return picture;
    }

    private static bool Same(byte[] picture, byte[]? other) => other is not null && picture.AsSpan().SequenceEqual(other);

    private static string Samples([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../samples/05-frame"));

    private sealed record Seen(string Text, byte[] Pixels);
}
