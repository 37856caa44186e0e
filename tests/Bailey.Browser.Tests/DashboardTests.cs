using System.Runtime.CompilerServices;
using Microsoft.Playwright;

namespace Bailey.Browser.Tests;

/// <summary>The page of <c>bailey serve</c>: a page that asks for more than it gets, and what is said of it.</summary>
[Collection("chromium")]
public sealed class DashboardTests(Chromium chromium) : IAsyncLifetime, IDisposable
{
    private readonly Served _served = new(Sample(), "--grade", "declared");
    private readonly List<string> _errors = [];
    private IBrowserContext _context = null!;
    private IPage _page = null!;

    public async Task InitializeAsync()
    {
        _context = await chromium.Browser.NewContextAsync(new() { Permissions = ["clipboard-read", "clipboard-write"] });
        _page = await _context.NewPageAsync();
        _page.PageError += (_, error) => _errors.Add(error);
        await _page.GotoAsync(_served.Address);
    }

    public async Task DisposeAsync()
    {
        await _context.DisposeAsync();
        Assert.Empty(_errors);
    }

    public void Dispose() => _served.Dispose();

    [Fact]
    public async Task What_was_asked_for_is_grouped_by_what_would_allow_it_and_counted()
    {
        await Assertions.Expect(Show("Refused")).ToHaveTextAsync("Refused 9");
        ILocator forecast = Group("Reach https://api.weather.example");
        await Assertions.Expect(forecast.Locator(".times").First).ToHaveTextAsync("×5");
        await forecast.Locator("summary").ClickAsync();
        await Assertions.Expect(forecast.Locator("li code")).ToHaveCountAsync(5);
        await forecast.GetByRole(AriaRole.Button).ClickAsync();
        Assert.Equal("egress += { \"origin\": \"https://api.weather.example\", \"methods\": [\"GET\"] }", await _page.EvaluateAsync<string>("navigator.clipboard.readText()"));
        await Assertions.Expect(Group("Files that are not there")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_list_is_filtered_and_gone_through_by_keyboard()
    {
        ILocator shown = _page.Locator(".group:visible");
        await Assertions.Expect(shown).ToHaveCountAsync(6);
        await _page.Keyboard.PressAsync("/");
        await _page.Keyboard.TypeAsync("pixel");
        await Assertions.Expect(shown).ToHaveCountAsync(1);
        await _page.Keyboard.PressAsync("ArrowDown");
        await _page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(shown.Locator("li code")).ToContainTextAsync("image https://pixel.example/p.gif?visitor=42");
        await _page.Keyboard.PressAsync("c");
        await Assertions.Expect(shown.GetByRole(AriaRole.Button)).ToHaveTextAsync("Copied");
        await _page.Keyboard.PressAsync("ArrowUp");
        await _page.Keyboard.PressAsync("Escape");
        await Show("Granted").ClickAsync();
        await Assertions.Expect(shown).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task A_phone_shows_the_page_or_the_list()
    {
        await _page.SetViewportSizeAsync(390, 780);
        ILocator list = _page.Locator("aside");
        await Assertions.Expect(list).ToBeHiddenAsync();
        await _page.GetByRole(AriaRole.Button, new() { Name = "Asked for · 9 refused" }).ClickAsync();
        await Assertions.Expect(list).ToBeVisibleAsync();
        await Assertions.Expect(_page.Locator("main")).ToBeHiddenAsync();
        Assert.Equal(390, await _page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
    }

    [Fact]
    public async Task The_end_is_told()
    {
        await Assertions.Expect(_page.Locator("#state")).ToHaveTextAsync("open");
        _served.Process.Kill();
        await Assertions.Expect(_page.Locator("#state")).ToHaveTextAsync("bailey serve has stopped", new() { Timeout = 20_000 });
    }

    private ILocator Show(string name) => _page.Locator($"[data-show={name.ToLowerInvariant()}]");

    private ILocator Group(string title) => _page.Locator("article", new() { HasText = title });

    private static string Sample([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../samples/05-frame/weather"));
}
