using Microsoft.Playwright;

namespace Bailey.Browser.Tests.Frames;

/// <summary>What a contained page was refused, under its frame.</summary>
[Collection("chromium")]
public sealed class RefusalBarTests(Chromium chromium) : FrameTest(chromium)
{
    [Fact]
    public async Task A_refusal_stands_under_the_frame_with_the_line_that_would_allow_it()
    {
        await Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await Show("<button onclick=\"fetch('http://localhost:9/').catch(() => 0)\">ask</button>", wrap: static frame =>
            $"<script>const told = []; addEventListener('refusal', (event) => told.push(event.detail.subject), true);</script>{frame}");
        ILocator count = Frame.Locator("[part=count]");
        await Assertions.Expect(count).ToHaveTextAsync("nothing refused");
        await Guest.Locator("button").ClickAsync();
        await Assertions.Expect(count).ToHaveTextAsync("1 refused");
        await Assertions.Expect(Frame.GetByRole(AriaRole.Status)).ToHaveTextAsync("The contained page was refused a request.");
        await Frame.Locator("summary").PressAsync("Enter");
        await Assertions.Expect(Frame.Locator("li")).ToContainTextAsync("connect-src http://localhost:9/");
        await Frame.Locator("li button").ClickAsync();
        Assert.Equal("bailey.json: egress += { \"origin\": \"http://localhost:9\", \"methods\": [\"GET\"] } (a later release)", await Page.EvaluateAsync<string>("navigator.clipboard.readText()"));
        Assert.Equal(["connect-src http://localhost:9/"], await Page.EvaluateAsync<string[]>("told"));
    }

    [Fact]
    public async Task Words_of_the_page_are_shown_as_text_and_cannot_turn_the_line_around()
    {
        await Show("""
            <script>
              fetch('/__bailey/report', { method: 'POST', body: JSON.stringify({ 'csp-report': { 'effective-directive': 'img-src', 'blocked-uri': '<img src=x>\u202egnp.\u0007\u200b' } }) });
            </script>
            """);
        await Assertions.Expect(Frame.Locator("[part=count]")).ToHaveTextAsync("1 refused");
        await Frame.Locator("summary").ClickAsync();
        await Assertions.Expect(Frame.Locator("li bdi")).ToHaveTextAsync("img-src <img src=x>\ufffdgnp.\ufffd\ufffd");
        Assert.Equal(0, await Frame.Locator("img").CountAsync());
    }

    [Fact]
    public async Task A_page_that_makes_up_refusals_without_end_does_not_grow_the_host_page()
    {
        await Show("""
            <script>
              (async () => {
                for (let round = 0; round < 6; round++) {
                  await Promise.all(Array.from({ length: 50 }, (_, i) => fetch('/__bailey/report', { method: 'POST',
                    body: JSON.stringify({ 'csp-report': { 'effective-directive': 'img-src', 'blocked-uri': `http://${round}-${i}.example/` } }) })));
                }
                document.title = 'done';
              })();
            </script>
            """);
        await Assertions.Expect(Frame.Locator("[part=count]")).ToHaveTextAsync("300 refused");
        await Frame.Locator("summary").ClickAsync();
        await Assertions.Expect(Frame.Locator("li")).ToHaveCountAsync(51);
        Assert.Equal(50, await Frame.EvaluateAsync<int>("frame => frame.refusals.list.length"));
    }

    [Fact]
    public async Task Own_files_without_end_push_no_refusal_out_of_the_live_list()
    {
        await Show("""
            <script>
              (async () => {
                await fetch('http://localhost:9/').catch(() => 0);
                for (let round = 0; round < 14; round++) await Promise.all(Array.from({ length: 50 }, (_, i) => fetch(`/none-${round}-${i}`)));
                bailey.post('done', true);
              })();
            </script>
            """, "events=\"\"");
        await Until("frame.hasPort");
        await Page.WaitForFunctionAsync("() => document.querySelector('ses-frame').on && new Promise((done) => document.querySelector('ses-frame').on('done', (data) => data === true, done)).then(() => true)");
        Assert.Equal(500, Site.Containers.Events.Last.Count(static one => one.Granted));
        Assert.Contains(Site.Containers.Events.Last, static one => one.Subject == "connect-src http://localhost:9/");
    }
}
