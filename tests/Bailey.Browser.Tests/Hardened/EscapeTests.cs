using System.Globalization;
using System.Text.Json;

namespace Bailey.Browser.Tests.Hardened;

/// <summary>
/// Ways to the real window or a worker's real scope, to an evaluator or to a fresh realm. Every one is tried by the same page in both grades: what is contained in
/// <c>hardened</c> must be reached in <c>declared</c>, or the attempt is worth nothing.
/// </summary>
[Collection("chromium")]
public sealed class EscapeTests(Chromium chromium) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("bailey-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task No_attempt_reaches_the_real_window_in_hardened_and_every_one_does_in_declared()
    {
        Dictionary<string, string> contained = await TryAsync(HardenedPage.Folder("escapes"), "hardened");
        Assert.True(contained.Count >= 170, $"only {contained.Count} attempts");
        Assert.Empty(contained.Where(static one => one.Value != "contained").Select(static one => one.Key));

        foreach (string file in Directory.GetFiles(HardenedPage.Folder("escapes")))
        {
            File.Copy(file, Path.Combine(_folder, Path.GetFileName(file)));
        }

        File.WriteAllText(Path.Combine(_folder, "bailey.json"), """{ "bailey": 1, "frame": { "grade": "declared", "eval": true, "wasm": true, "workers": true } }""");
        Dictionary<string, string> control = await TryAsync(_folder, "declared");
        Assert.Equal(contained.Keys, control.Keys);
        Assert.Empty(control.Where(static one => one.Value != "reached").Select(static one => one.Key));
    }

    private async Task<Dictionary<string, string>> TryAsync(string folder, string grade)
    {
        await using HardenedPage page = await HardenedPage.OpenAsync(chromium, folder, grade);
        string[] found = await page.LinesAsync(1);
        // A walk that ended at once would have contained nothing.
        foreach ((string walk, int fewest) in ((string, int)[])[("data-walked", 2000), ("data-worker-walked", 500)])
        {
            int walked = int.Parse(await page.Frame.Locator("body").GetAttributeAsync(walk) ?? "0", CultureInfo.InvariantCulture);
            Assert.True(walked > fewest, $"{walk}: the walk saw {walked} objects");
        }

        return JsonSerializer.Deserialize<Dictionary<string, string>>(found[0])!;
    }
}
