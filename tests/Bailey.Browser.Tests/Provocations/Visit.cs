using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Bailey.Browser.Tests.Provocations;

/// <summary>Shows attacks in a browser, as a person would open them.</summary>
/// <param name="browser">Inside the network.</param>
/// <param name="stage">Where the pages are.</param>
internal sealed class Visit(IBrowserContext browser, Stage stage)
{
    private const int Columns = 6;

    // Frames side by side, in a page that cares for nothing of it. Ends when all are loaded, or after the given time.
    private const string Show = """
        async ({ frames, sandbox, allow, columns, patience }) => {
          const box = document.createElement('div');
          box.id = 'provocations';
          box.style = `position: fixed; inset: 0; z-index: 9; background: white; display: grid; grid-template-columns: repeat(${columns}, 1fr); grid-auto-rows: 90px`;
          const loads = frames.map(({ name, address }) => {
            const frame = document.createElement('iframe');
            frame.name = name;
            if (sandbox !== null) frame.setAttribute('sandbox', sandbox);
            frame.allow = allow;
            frame.src = address;
            frame.style = 'width: 100%; height: 80px; border: 0';
            box.append(frame);
            return new Promise(done => frame.addEventListener('load', done));
          });
          document.body.append(box);
          await Promise.race([Promise.all(loads), new Promise(done => setTimeout(done, patience))]);
        }
        """;

    private readonly ConcurrentDictionary<string, int> _answers = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _said = new(StringComparer.Ordinal);

    /// <summary>Names of attacks whose page said that it reached what it wanted.</summary>
    public ICollection<string> Said => _said.Keys;

    /// <summary>Names of attacks whose page was answered with 200.</summary>
    public IEnumerable<string> Loaded => _answers.Where(static answer => answer.Value == 200).Select(static answer => answer.Key);

    /// <summary>Shows attacks side by side in one page.</summary>
    /// <param name="provocations">None that acts on the page around it.</param>
    /// <param name="settle">How long they stay once loaded.</param>
    public async Task TogetherAsync(IReadOnlyList<Provocation> provocations, TimeSpan settle)
    {
        IPage page = await OpenAsync();
        await page.GotoAsync(stage.HostPage);
        await Frames(page, provocations);
        await Stay(page, provocations, settle);
        // What a page sends when it goes is sent now.
        await page.EvaluateAsync("document.getElementById('provocations').remove()");
        await Task.Delay(TimeSpan.FromMilliseconds(300));
        await CloseAsync(page);
    }

    /// <summary>Shows one attack with a page of its own around it.</summary>
    /// <param name="top">In the tab itself.</param>
    public async Task AloneAsync(Provocation provocation, bool top, TimeSpan settle)
    {
        IPage page = await OpenAsync();
        try
        {
            await page.GotoAsync(top ? stage.AddressOf(provocation) : stage.HostPage, new() { WaitUntil = WaitUntilState.Load, Timeout = 60_000 });
            if (!top)
            {
                await Frames(page, [provocation]);
            }

            await Stay(page, [provocation], settle);
        }
        catch (PlaywrightException) when (stage.Sandbox is null)
        {
            // A bare page does as it likes with its tab.
        }

        await CloseAsync(page);
    }

    /// <summary>Opens an address in a tab of its own.</summary>
    public async Task TabAsync(string address)
    {
        IPage page = await browser.NewPageAsync();
        await page.GotoAsync(address);
        await page.CloseAsync();
    }

    private async Task<IPage> OpenAsync()
    {
        IPage page = await browser.NewPageAsync();
        page.Response += (_, response) =>
        {
            if (response.Url.StartsWith(stage.Origin + "/", StringComparison.Ordinal))
            {
                _answers.TryAdd(response.Url[(stage.Origin.Length + 1)..].TrimEnd('/'), response.Status);
            }
        };
        return page;
    }

    private async Task Frames(IPage page, IReadOnlyList<Provocation> provocations) => await page.EvaluateAsync(Show, new
    {
        frames = provocations.Select(provocation => new { name = provocation.Name, address = stage.AddressOf(provocation) }),
        sandbox = stage.Sandbox,
        allow = stage.Allow,
        columns = Columns,
        patience = 5000,
    });

    private async Task Stay(IPage page, IReadOnlyList<Provocation> provocations, TimeSpan settle)
    {
        DateTime end = DateTime.UtcNow + settle;
        foreach (Provocation provocation in provocations.Where(static one => one.Gesture))
        {
            await Click(page.Frame(provocation.Name) ?? page.MainFrame);
        }

        TimeSpan rest = end - DateTime.UtcNow;
        await Task.Delay(rest > TimeSpan.FromSeconds(1) ? rest : TimeSpan.FromSeconds(1));
        foreach (Provocation provocation in provocations.Where(static one => one.Says is not null))
        {
            if (await Reached(page.Frame(provocation.Name) ?? page.MainFrame))
            {
                _said.TryAdd(provocation.Name, true);
            }
        }
    }

    private static async Task Click(IFrame frame)
    {
        try
        {
            await frame.Locator("html").ClickAsync(new() { Timeout = 3000, Force = true });
        }
        catch (Exception error) when (error is PlaywrightException or TimeoutException)
        {
            // It went elsewhere meanwhile.
        }
    }

    private static async Task<bool> Reached(IFrame frame)
    {
        try
        {
            // Not evaluated in the page's own world, where a policy may forbid that.
            return await frame.Locator("html[data-reached=reached]").CountAsync() > 0;
        }
        catch (PlaywrightException)
        {
            return false;
        }
    }

    private static async Task CloseAsync(IPage page)
    {
        if (!page.IsClosed)
        {
            await page.CloseAsync();
        }
    }
}
