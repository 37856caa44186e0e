using Microsoft.Playwright;

namespace Bailey.Browser.Tests.Frames;

/// <summary>Messages between host page and contained page.</summary>
[Collection("chromium")]
public sealed class PortTests(Chromium chromium) : FrameTest(chromium)
{
    // A page that knows the protocol and speaks it by itself.
    private const string RawPort = "const c = new MessageChannel(); parent.postMessage('bailey-frame 1', '*', [c.port2]); const send = (...m) => c.port1.postMessage(JSON.stringify(m));";

    [Fact]
    public async Task Messages_go_both_ways_and_what_the_host_did_not_ask_for_is_dropped()
    {
        await Show("<script>bailey.on('ping', ({ n }) => { bailey.post('pong', 'text'); bailey.post('other', 1); bailey.post('pong', n + 1); });</script>");
        await Until("frame.hasPort");
        string said = await Frame.EvaluateAsync<string>(
            """
            frame => new Promise((done) => {
              const said = [];
              frame.on('pong', (data) => typeof data === 'number', (data) => { said.push(data); done(JSON.stringify(said)); });
              frame.post('ping', { n: 41 });
            })
            """);
        Assert.Equal("[42]", said);
        await Assertions.Expect(Frame.Locator("[part=count]")).ToHaveTextAsync("1 refused");
    }

    [Fact]
    public async Task The_port_dies_with_its_document_and_the_next_document_brings_its_own()
    {
        Write("silent.html", "<!doctype html><p>silent</p><a href=index.html>back</a>");
        await Show("<script>bailey.on('go', () => { location = 'silent.html'; });</script>");
        await Until("frame.hasPort");
        await Frame.EvaluateAsync("frame => { window.first = frame; frame.post('go'); }");
        await Assertions.Expect(Guest.Locator("p")).ToHaveTextAsync("silent");
        await Until("!frame.hasPort");
        Assert.Contains("no port", await Frame.EvaluateAsync<string>("frame => { try { frame.post('go'); } catch (error) { return error.message; } }"), StringComparison.Ordinal);
        await Guest.Locator("a").ClickAsync();
        await Until("frame.hasPort");
    }

    [Fact]
    public async Task The_port_of_a_document_that_says_no_goodbye_dies_with_it_too()
    {
        Write("silent.html", "<!doctype html><p>silent</p>");
        await Show($"<script>{RawPort} c.port1.onmessage = () => {{ location = 'silent.html'; }};</script>", guest: false);
        await Until("frame.hasPort");
        await Frame.EvaluateAsync("frame => frame.post('go')");
        await Assertions.Expect(Guest.Locator("p")).ToHaveTextAsync("silent");
        await Until("!frame.hasPort");
    }

    [Fact]
    public async Task Only_the_frames_own_document_gets_a_port()
    {
        Write("nested.html", $"<!doctype html><script>{RawPort.Replace("parent.", "top.", StringComparison.Ordinal)}</script><p>nested</p>");
        await Show("<iframe src=nested.html></iframe>", guest: false);
        await Assertions.Expect(Guest.FrameLocator("iframe").Locator("p")).ToHaveTextAsync("nested");
        await Page.WaitForTimeoutAsync(300);
        Assert.False(await Frame.EvaluateAsync<bool>("frame => frame.hasPort"));
    }

    [Fact]
    public async Task A_page_that_floods_loses_its_port_and_the_host_page_goes_on()
    {
        await Show("<script>bailey.on('flood', () => { for (let i = 0; i < 20000; i++) bailey.post('n', i); });</script>");
        await Until("frame.hasPort");
        await Frame.EvaluateAsync("frame => { window.got = 0; frame.on('n', Number.isFinite, () => { window.got += 1; }); frame.post('flood'); }");
        await Until("!frame.hasPort");
        await Page.WaitForTimeoutAsync(300);
        Assert.InRange(await Page.EvaluateAsync<int>("window.got"), 100, 2000);
        await Frame.Locator("summary").ClickAsync();
        await Assertions.Expect(Frame.Locator("li").First).ToContainTextAsync("more messages than a frame takes");
        // Not for good: the control.
        await Frame.EvaluateAsync("frame => frame.reload()");
        await Until("frame.hasPort");
    }

    [Fact]
    public async Task A_page_that_greets_without_end_is_not_heard()
    {
        await Show("<script>for (let i = 0; i < 5000; i++) parent.postMessage('bailey-frame 1', '*', [new MessageChannel().port2]);</script>", wrap: static frame =>
            $"<script>let connects = 0; addEventListener('DOMContentLoaded', () => document.querySelector('ses-frame').addEventListener('connect', () => connects++));</script>{frame}");
        await Assertions.Expect(Frame).ToHaveAttributeAsync("state", "ready");
        await Page.WaitForTimeoutAsync(500);
        Assert.InRange(await Page.EvaluateAsync<int>("connects"), 0, 20);
    }

    [Fact]
    public async Task A_frame_is_as_high_as_its_page_within_its_bound()
    {
        await Show("<style>body { margin: 0 }</style><div style='height: 333px'></div><script>bailey.on('grow', (px) => { document.querySelector('div').style.height = px + 'px'; });</script>", "resize max-height=\"900\" style=\"height: auto\"");
        ILocator iframe = Page.Locator("ses-frame iframe");
        await Assertions.Expect(iframe).ToHaveCSSAsync("height", "333px");
        await Frame.EvaluateAsync("frame => frame.post('grow', 640)");
        await Assertions.Expect(iframe).ToHaveCSSAsync("height", "640px");
        await Frame.EvaluateAsync("frame => frame.post('grow', 64000)");
        await Assertions.Expect(iframe).ToHaveCSSAsync("height", "900px");
        await Frame.EvaluateAsync("frame => frame.resize = false");
        await Assertions.Expect(iframe).Not.ToHaveCSSAsync("height", "900px");
    }

    [Theory]
    [InlineData("1e9", "4096px")]
    [InlineData("-5", "32px")]
    [InlineData("'50vh'", null)]
    [InlineData("{ valueOf: 7 }", null)]
    public async Task A_height_that_is_none_is_not_taken(string said, string? height)
    {
        await Show($"<script>{RawPort} c.port1.onmessage = ({{ data }}) => {{ if (data.includes('try')) {{ send(':height', {said}); send('done', true); }} else send(':height', 77); }};</script>", "resize style=\"height: auto\"", guest: false);
        await Until("frame.hasPort");
        await Assertions.Expect(Page.Locator("ses-frame iframe")).ToHaveCSSAsync("height", "77px");
        await Frame.EvaluateAsync("frame => new Promise((done) => { frame.on('done', (data) => data === true, done); frame.post('try'); })");
        await Assertions.Expect(Page.Locator("ses-frame iframe")).ToHaveCSSAsync("height", height ?? "77px");
    }
}
