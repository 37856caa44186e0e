using System.Text.Json;
using Bailey.AspNetCore;
using Bailey.Browser.Tests.Frames;
using Microsoft.Playwright;

namespace Bailey.Browser.Tests.Canary;

/// <summary>The self-test of host pages, in a browser that keeps a container's headers and as in one that does not know some of them.</summary>
[Collection("chromium")]
public sealed class CanaryTests(Chromium chromium) : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("bailey-test-").FullName;
    private HostSite _site = null!;
    private IPage _page = null!;

    public async Task InitializeAsync()
    {
        File.WriteAllText(Path.Combine(_folder, "index.html"), "<!doctype html><title>page</title>");
        _site = await HostSite.StartAsync();
        _page = await chromium.Browser.NewPageAsync();
    }

    public async Task DisposeAsync()
    {
        await _page.CloseAsync();
        await _site.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_browser_that_keeps_the_headers_has_the_grade_stated()
    {
        (string grade, string[] leaks) = await Test();
        Assert.Empty(leaks);
        Assert.Equal("declared", grade);
    }

    [Fact]
    public async Task A_browser_without_the_allow_list_of_connections_has_it_lowered()
    {
        (string grade, string[] leaks) = await Test("Connection-Allowlist");
        // Debian turns off what opens connections ahead; elsewhere that is in the list too.
        Assert.Contains("a datagram of WebRTC", leaks);
        Assert.Contains("navigation of the frame", leaks);
        Assert.DoesNotContain("a request to another origin", leaks);
        Assert.Equal("partial", grade);
    }

    [Fact]
    public async Task A_browser_that_keeps_nothing_has_no_grade()
    {
        (string grade, string[] leaks) = await Test("Connection-Allowlist", "Content-Security-Policy");
        Assert.Contains("a request to another origin", leaks);
        Assert.Contains("a request of a frame without an address", leaks);
        Assert.Equal("none", grade);
    }

    [Fact]
    public async Task A_self_test_that_does_not_run_is_no_pass()
    {
        (string grade, _) = await Test(script: false);
        Assert.Equal("untested", grade);
    }

    [Fact]
    public async Task The_dashboard_states_the_grade_that_was_tested()
    {
        using var served = new Served(_folder, "--grade", "declared");
        Task<IResponse> asked = _page.WaitForResponseAsync(static response => response.Url.Contains("/__bailey/canary/", StringComparison.Ordinal));
        await _page.GotoAsync(served.Address);
        Assert.Contains("\"grade\":\"declared\"", await (await asked).TextAsync(), StringComparison.Ordinal);
        await Assertions.Expect(_page.Locator("#grade")).ToHaveTextAsync("declared");
        await Assertions.Expect(_page.Locator("[data-canary]")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_dashboard_states_a_lowered_grade_visibly()
    {
        using var served = new Served(_folder, "--grade", "declared");
        await _page.RouteAsync("**/__bailey/canary/*", static route => route.FulfillAsync(new() { Json = new { grade = "partial", leaks = (string[])["a datagram"] } }));
        await _page.GotoAsync(served.Address);
        await Assertions.Expect(_page.Locator("#grade.lowered")).ToHaveTextAsync("leaks connections");
        await Assertions.Expect(_page.Locator("#grade")).ToHaveAttributeAsync("title", "Meant to be declared, but this browser let out: a datagram");
    }

    private Task<(string Grade, string[] Leaks)> Test(params string[] without) => Test(script: true, without);

    // A header that is missing is a header that the browser does not know.
    private async Task<(string Grade, string[] Leaks)> Test(bool script, params string[] without)
    {
        Container container = await _site.OpenAsync(_folder);
        _site.Show(context => context.Canary(container, [.. container.Headers.Where(header => !without.Contains(header.Name, StringComparer.Ordinal))]));
        if (!script)
        {
            await _page.RouteAsync("**/canary.js", static route => route.AbortAsync());
        }

        await _page.GotoAsync(_site.Address);
        JsonElement result = (await _page.EvaluateAsync("async () => (await fetch(document.querySelector('[data-canary]').dataset.canary)).json()"))!.Value;
        return (result.GetProperty("grade").GetString()!, [.. result.GetProperty("leaks").EnumerateArray().Select(static leak => leak.GetString()!)]);
    }
}
