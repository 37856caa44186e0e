using Microsoft.Playwright;

namespace Bailey.Browser.Tests;

/// <summary>A page shown in the grade <c>declared</c>, in a real browser.</summary>
[Collection("chromium")]
public sealed class DeclaredTests(Chromium chromium) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("bailey-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_page_runs_its_scripts_in_the_frame_and_reaches_no_other_origin()
    {
        File.WriteAllText(Path.Combine(_folder, "index.html"), """
            <!doctype html><title>site</title><p id=said></p>
            <script>
              said.textContent = 'inline ran';
              fetch('own.txt').then(a => a.text()).then(t => said.textContent += ', ' + t)
                .then(() => fetch('http://localhost:9/')).catch(() => said.textContent += ', refused');
            </script>
            """);
        File.WriteAllText(Path.Combine(_folder, "own.txt"), "own file read");
        using var served = new Served(_folder, "--grade", "declared");
        IPage page = await chromium.Browser.NewPageAsync();
        await page.GotoAsync(served.Address);
        ILocator said = page.FrameLocator("iframe[part=frame]").Locator("#said");
        await Assertions.Expect(said).ToHaveTextAsync("inline ran, own file read, refused");
        await page.CloseAsync();
    }
}
