using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Bailey.AspNetCore;
using Bailey.Browser.Tests.Frames;

namespace Bailey.Browser.Tests.Firefox;

/// <summary>The sample pages in the other engine: they are shown and work, and a request to another origin is refused.</summary>
public sealed class FirefoxTests(FirefoxEsr firefox) : IClassFixture<FirefoxEsr>
{
    // Typed as a person's keys would be: value, event, form.
    private const string AddThing =
        "(document.getElementById('new').value = 'bread', document.getElementById('add').requestSubmit(), document.querySelector('#list label').textContent + localStorage.length)";

    private const string EditNote =
        "(document.querySelector('textarea').value = '# Tides', document.querySelector('textarea').dispatchEvent(new InputEvent('input', { bubbles: true })), new Promise((done) => setTimeout(() => done(document.querySelector('.shown h1').textContent), 300)))";

    public static TheoryData<string, string, string, string> Rows => new()
    {
        { "todo", "declared", AddThing, "bread1" },
        { "chart", "declared", "(document.getElementById('other').click(), document.getElementById('sum').textContent)", "2025: 737 mm" },
        { "notes", "declared", EditNote, "Tides" },
        { "recipes", "declared", "(document.querySelector('nav button').click(), new Promise((done) => document.addEventListener('htmx:afterSettle', () => done(document.querySelector('#recipe h2').textContent))))", "Bread" },
        { "site", "declared", "new Promise((done) => { const worker = new Worker('/js/worker.js'); worker.onmessage = ({ data }) => done(data[0]); worker.postMessage(1000); })", "1009" },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task A_sample_page_is_shown_and_works(string folder, string grade, string does, string result)
    {
        await using HostSite site = await HostSite.StartAsync();
        await using Container container = await site.OpenAsync(Path.Combine(Samples(), folder), grade);
        site.Show(context => context.SesFrame(container));
        string tab = await firefox.OpenAsync(site.Address);
        await firefox.ExpectAsync(tab, "document.querySelector('ses-frame').state", "ready");
        string frame = await firefox.FrameAsync(tab, container.Origin);
        await firefox.ExpectAsync(frame, "document.readyState", "complete");
        Assert.Equal(result, await firefox.EvaluateAsync(frame, does));
        await firefox.CloseAsync(tab);
    }

    [Fact]
    public async Task A_request_to_another_origin_is_refused_and_told()
    {
        using var elsewhere = new TcpListener(IPAddress.Loopback, 0);
        elsewhere.Start();
        string address = $"http://localhost:{((IPEndPoint)elsewhere.LocalEndpoint).Port}/";
        await using HostSite site = await HostSite.StartAsync();
        await using Container container = await site.OpenAsync(Path.Combine(Samples(), "todo"));
        site.Show(context => context.SesFrame(container));
        string tab = await firefox.OpenAsync(site.Address);
        string frame = await firefox.FrameAsync(tab, container.Origin);
        await firefox.ExpectAsync(frame, "document.readyState", "complete");
        Assert.Equal("200", await firefox.EvaluateAsync(frame, "fetch('/').then((answer) => answer.status)")); // the control
        Assert.Equal("refused", await firefox.EvaluateAsync(frame, $"fetch('{address}', {{ mode: 'no-cors' }}).then(() => 'sent', () => 'refused')"));
        await firefox.ExpectAsync(tab, "document.querySelector('ses-frame').refusals.list[0]?.subject", $"connect-src {address}");
        Assert.False(elsewhere.Pending());
        await firefox.CloseAsync(tab);
    }

    [Fact]
    public async Task Messages_heights_and_colour_schemes_arrive()
    {
        await using HostSite site = await HostSite.StartAsync();
        await using Container container = await site.OpenAsync(Path.Combine(Samples(), "todo"));
        site.Show(context => context.SesFrame(container, attributes: "resize style=\"height: auto\" scheme=\"dark\""));
        string tab = await firefox.OpenAsync(site.Address);
        await firefox.ExpectAsync(tab, "document.querySelector('ses-frame').hasPort", "true");
        string frame = await firefox.FrameAsync(tab, container.Origin);
        await firefox.ExpectAsync(frame, "matchMedia('(prefers-color-scheme: dark)').matches", "true");
        string? own = await firefox.EvaluateAsync(frame, "Math.ceil(document.documentElement.getBoundingClientRect().height)");
        await firefox.ExpectAsync(tab, "document.querySelector('ses-frame').shadowRoot.querySelector('iframe').offsetHeight", own!);
        await firefox.EvaluateAsync(tab, "document.querySelector('ses-frame').on('left', Number.isFinite, (n) => { window.left = n; })");
        await firefox.EvaluateAsync(frame, AddThing);
        await firefox.ExpectAsync(tab, "window.left", "1");
        await firefox.EvaluateAsync(frame, "location = '/style.css'");
        await firefox.ExpectAsync(tab, "document.querySelector('ses-frame').hasPort", "false");
        await firefox.CloseAsync(tab);
    }

    private static string Samples([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../samples/05-frame"));
}
