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
    public async Task Text_that_a_script_makes_runs_too() => await SaysTheSameAsync("late", 5);

    [Fact]
    public async Task Interfaces_are_there_when_they_are_named() => await SaysTheSameAsync("interfaces", 12);

    [Fact]
    public async Task Workers_talk_with_their_page_and_load_scripts_of_the_container() => await SaysTheSameAsync("workers", 19);

    private async Task SaysTheSameAsync(string name, int lines, bool inOrder = true)
    {
        await using HardenedPage native = await HardenedPage.OpenAsync(chromium, HardenedPage.Folder(name), "declared");
        string[] expected = await native.LinesAsync(lines);
        await using HardenedPage hardened = await HardenedPage.OpenAsync(chromium, HardenedPage.Folder(name));
        string[] said = await hardened.LinesAsync(lines);
        Assert.Equal<string>(inOrder ? expected : expected.Order(StringComparer.Ordinal), inOrder ? said : said.Order(StringComparer.Ordinal));
    }
}
