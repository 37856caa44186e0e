using Microsoft.Playwright;

namespace Bailey.Browser.Tests.Hardened;

/// <summary>What pages do in the grade <c>hardened</c>, they do as in the grade <c>declared</c>: the control is the browser itself.</summary>
[Collection("chromium")]
public sealed class HardenedPageTests(Chromium chromium)
{
    [Fact]
    public async Task Scripts_run_in_the_order_of_the_markup_and_share_their_globals() => await SaysTheSameAsync("scripts", 17);

    [Fact]
    public async Task Modules_import_each_other_with_live_bindings() => await SaysTheSameAsync("modules", 9);

    [Fact]
    public async Task Libraries_of_npm_run_unmodified() => await SaysTheSameAsync("libraries", 8, inOrder: false);

    [Fact]
    public async Task Text_that_a_script_makes_runs_too_only_later()
    {
        string folder = Directory.CreateTempSubdirectory("bailey-test-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "index.html"), """
                <!doctype html><title>late</title><p id=out></p><button id=button>b</button>
                <script>
                  function add(word) { out.textContent += word + ' '; if (out.textContent.split(' ').length === 6) out.textContent += '.'; }
                  document.write('<script>add("written")<\/script>');
                  button.setAttribute('onclick', 'add(this.id)');
                  button.click();
                  var script = document.createElement('script');
                  script.text = 'add("inserted")';
                  document.head.append(script);
                  button.insertAdjacentHTML('afterend', '<img src="data:," onerror="add(event.type)">');
                  var copy = button.cloneNode(true);
                  copy.id = 'copy';
                  copy.click();
                </script>
                """.Replace("\\", "\", StringComparison.Ordinal));
            await using HardenedPage page = await HardenedPage.OpenAsync(chromium, folder);
            await Assertions.Expect(page.Out).ToHaveTextAsync(new System.Text.RegularExpressions.Regex(@"\.$"), new() { Timeout = 30_000 });
            Assert.Equal(["button", "copy", "error", "inserted", "written"], (await page.Out.TextContentAsync() ?? "").TrimEnd('.', ' ').Split(' ').Order(StringComparer.Ordinal));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task SaysTheSameAsync(string name, int lines, bool inOrder = true)
    {
        await using HardenedPage native = await HardenedPage.OpenAsync(chromium, HardenedPage.Folder(name), "declared");
        string[] expected = await native.LinesAsync(lines);
        await using HardenedPage hardened = await HardenedPage.OpenAsync(chromium, HardenedPage.Folder(name));
        string[] said = await hardened.LinesAsync(lines);
        Assert.Equal(inOrder ? expected : expected.Order(), inOrder ? said : said.Order());
    }
}
