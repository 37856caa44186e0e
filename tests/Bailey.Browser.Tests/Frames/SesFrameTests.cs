using Microsoft.Playwright;

namespace Bailey.Browser.Tests.Frames;

/// <summary><c>&lt;ses-frame&gt;</c>: what it shows, and what it refuses to show.</summary>
[Collection("chromium")]
public sealed class SesFrameTests(Chromium chromium) : FrameTest(chromium)
{
    [Fact]
    public async Task A_container_is_shown_with_exactly_what_its_policy_grants()
    {
        await Show("<p id=said>hello</p>", bailey: """{ "bailey": 1, "frame": { "grade": "declared", "permissions": ["fullscreen"], "forms": false } }""");
        await Assertions.Expect(Guest.Locator("#said")).ToHaveTextAsync("hello");
        await Assertions.Expect(Frame).ToHaveAttributeAsync("state", "ready");
        ILocator iframe = Page.Locator("ses-frame iframe");
        await Assertions.Expect(iframe).ToHaveAttributeAsync("sandbox", "allow-scripts allow-same-origin");
        await Assertions.Expect(iframe).ToHaveAttributeAsync("allow", "fullscreen");
        await Assertions.Expect(iframe).ToHaveAttributeAsync("referrerpolicy", "no-referrer");
        await Assertions.Expect(iframe).ToHaveAttributeAsync("title", "the label");
    }

    [Fact]
    public async Task An_element_that_stands_in_the_markup_before_its_script_loads_its_page_once()
    {
        int frames = 0;
        Page.FrameAttached += (_, _) => frames++;
        await Show("<p id=said>hello</p>");
        await Assertions.Expect(Guest.Locator("#said")).ToHaveTextAsync("hello");
        await Assertions.Expect(Frame).ToHaveAttributeAsync("state", "ready");
        Assert.Equal(1, frames);
        await Frame.EvaluateAsync("(frame) => { frame.grade = 'declared'; frame.policy = frame.policy; }"); // the control: two changes, one new frame
        await Assertions.Expect(Guest.Locator("#said")).ToHaveTextAsync("hello");
        await Assertions.Expect(Frame).ToHaveAttributeAsync("state", "ready");
        Assert.Equal(2, frames);
    }

    [Fact]
    public async Task The_host_page_lists_the_containers_that_it_shows_and_no_other()
    {
        IResponse response = await Show("");
        await Assertions.Expect(Frame).ToHaveAttributeAsync("state", "ready");
        Assert.Equal($"frame-src {Container.Origin}", (await response.AllHeadersAsync())["content-security-policy"]);
        Site.Show(static _ => "<p>no frames</p>");
        response = (await Page.ReloadAsync())!;
        Assert.False((await response.AllHeadersAsync()).ContainsKey("content-security-policy"));
    }

    [Theory]
    [InlineData("src", "/", "this very origin")]
    [InlineData("src", "javascript:alert(1)", "no address of http")]
    [InlineData("src", "data:text/html,x", "no address of http")]
    [InlineData("src", "http://other.localhost:9/", "its host name has no id")]
    [InlineData("policy", "allow-scripts allow-popups", "allow-popups, which no container gets")]
    [InlineData("policy", "allow-scripts allow-same-origin; camera *", "a feature that is none")]
    [InlineData("grade", "hardened", "the container is declared")]
    public async Task What_is_no_container_or_asks_for_more_than_one_gets_is_not_shown(string attribute, string value, string reason)
    {
        await Show("<p id=said>hello</p>");
        await Assertions.Expect(Guest.Locator("#said")).ToHaveTextAsync("hello"); // the control
        await Frame.EvaluateAsync("(frame, [name, value]) => frame.setAttribute(name, value)", new[] { attribute, value });
        await Assertions.Expect(Frame).ToHaveAttributeAsync("state", "error");
        await Assertions.Expect(Frame.GetByRole(AriaRole.Alert)).ToContainTextAsync(reason);
        Assert.Equal(0, await Page.Locator("iframe").CountAsync());
    }

    [Fact]
    public async Task A_host_page_whose_policy_does_not_list_the_container_says_what_to_write()
    {
        await Show("", before: static context => context.Response.Headers.ContentSecurityPolicy = "frame-src 'none'");
        await Assertions.Expect(Frame.GetByRole(AriaRole.Alert)).ToContainTextAsync($"frame-src {Container.Origin}");
    }

    [Fact]
    public async Task A_container_that_ends_is_told_and_one_that_is_not_open_is_not_waited_for()
    {
        await Show("<p>hello</p>");
        await Assertions.Expect(Frame).ToHaveAttributeAsync("state", "ready");
        await Container.DisposeAsync();
        await Assertions.Expect(Frame).ToHaveAttributeAsync("state", "ended");
        await Page.ReloadAsync();
        await Assertions.Expect(Frame.GetByRole(AriaRole.Alert)).ToHaveTextAsync("This container is not open.");
    }

    [Fact]
    public async Task The_colour_scheme_of_the_frame_is_the_pages()
    {
        // Emulation would override it in the frame too.
        await using IBrowserContext context = await Chromium.NewContextAsync(new() { ColorScheme = ColorScheme.Null });
        Page = await context.NewPageAsync();
        await Show("<style>:root { color-scheme: light dark } p::after { content: 'light' } @media (prefers-color-scheme: dark) { p::after { content: 'dark' } }</style><p>", "scheme=\"dark\"");
        Assert.Equal("\"dark\"", await Scheme());
        await Frame.EvaluateAsync("frame => frame.setAttribute('scheme', 'light')");
        await Page.WaitForTimeoutAsync(200);
        Assert.Equal("\"light\"", await Scheme());

        Task<string> Scheme() => Guest.Locator("p").EvaluateAsync<string>("p => getComputedStyle(p, '::after').content");
    }

    [Fact]
    public async Task The_keyboard_goes_over_the_frame_into_it_and_out_of_it()
    {
        await Show("<input id=inner>", wrap: static frame => $"<button id=first>first</button>{frame}<button id=last>last</button>");
        await Assertions.Expect(Frame).ToHaveAttributeAsync("state", "ready");
        await Page.Locator("#first").FocusAsync();
        await Page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(Page.GetByRole(AriaRole.Button, new() { Name = "Skip the contained page" })).ToBeFocusedAsync();
        await Page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(Guest.Locator("#inner")).ToBeFocusedAsync();
        await Page.Keyboard.TypeAsync("typed");
        await Assertions.Expect(Guest.Locator("#inner")).ToHaveValueAsync("typed");
        await Page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(Page.Locator("ses-frame summary")).ToBeFocusedAsync();
        await Page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(Page.Locator("#last")).ToBeFocusedAsync();

        await Page.Locator("#first").FocusAsync();
        await Page.Keyboard.PressAsync("Tab");
        await Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Page.Locator("ses-frame summary")).ToBeFocusedAsync();

        await Frame.EvaluateAsync("frame => frame.focus()");
        await Page.Keyboard.PressAsync("Tab");
        await Page.Keyboard.TypeAsync("anew");
        await Assertions.Expect(Guest.Locator("#inner")).ToHaveValueAsync("anew");
    }
}
