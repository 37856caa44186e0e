using Bailey.AspNetCore;
using Microsoft.Playwright;

namespace Bailey.Browser.Tests.Frames;

/// <summary><c>&lt;ses-frame&gt;</c> in a host page, and pages in it that mean well and that do not.</summary>
[Collection("chromium")]
public sealed class SesFrameTests(Chromium chromium) : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("bailey-test-").FullName;
    private HostSite _site = null!;
    private IPage _page = null!;

    public async Task InitializeAsync()
    {
        _site = await HostSite.StartAsync();
        _page = await chromium.Browser.NewPageAsync();
    }

    public async Task DisposeAsync()
    {
        await _page.CloseAsync();
        await _site.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private ILocator Frame => _page.Locator("ses-frame");

    private IFrameLocator Guest => _page.FrameLocator("ses-frame iframe");

    [Fact]
    public async Task A_container_is_shown_with_exactly_what_its_policy_grants()
    {
        await Show("<p id=said>hello</p>", bailey: """{ "bailey": 1, "frame": { "grade": "declared", "permissions": ["fullscreen"], "forms": false } }""");
        await Assertions.Expect(Guest.Locator("#said")).ToHaveTextAsync("hello");
        await Assertions.Expect(Frame).ToHaveAttributeAsync("state", "ready");
        ILocator iframe = _page.Locator("ses-frame iframe");
        await Assertions.Expect(iframe).ToHaveAttributeAsync("sandbox", "allow-scripts allow-same-origin");
        await Assertions.Expect(iframe).ToHaveAttributeAsync("allow", "fullscreen");
        await Assertions.Expect(iframe).ToHaveAttributeAsync("referrerpolicy", "no-referrer");
        await Assertions.Expect(iframe).ToHaveAttributeAsync("title", "the label");
    }

    private async Task Show(string html, string attributes = "", string? bailey = null)
    {
        File.WriteAllText(Path.Combine(_folder, "index.html"), $"<!doctype html><meta charset=utf-8><script src=/__bailey/guest.js></script>{html}");
        Container container = await _site.OpenAsync(_folder, bailey: bailey);
        _site.Show(context => context.SesFrame(container, label: "the label", attributes: attributes));
        await _page.GotoAsync(_site.Address);
    }
}
