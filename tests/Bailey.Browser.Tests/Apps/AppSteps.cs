using Microsoft.Playwright;

namespace Bailey.Browser.Tests.Apps;

/// <summary>What a person does with one page, wherever it is shown.</summary>
/// <param name="App">The document: a tab's, or a frame's.</param>
/// <param name="Look">Notes what can be seen now: a text of the test's choice, and the pixels.</param>
internal sealed record Visit(IFrame App, Func<string, Task> Look)
{
    public ILocator Find(string selector) => App.Locator(selector);

    public ILocator Button(string name) => App.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public ILocator Link(string name) => App.GetByRole(AriaRole.Link, new() { Name = name, Exact = true });
}

/// <summary>The pages of samples/05-frame and what is done with each.</summary>
internal static class AppSteps
{
    public static readonly IReadOnlyDictionary<string, Func<Visit, Task>> ByFolder = new Dictionary<string, Func<Visit, Task>>(StringComparer.Ordinal)
    {
        ["todo"] = Todo,
        ["chart"] = Chart,
        ["notes"] = Notes,
        ["recipes"] = Recipes,
        ["site"] = Site,
    };

    private static async Task Todo(Visit visit)
    {
        async Task List() => await visit.Look(await visit.Find("main").InnerTextAsync());
        await Assertions.Expect(visit.Find("#foot")).ToBeHiddenAsync();
        foreach (string thing in (string[])["bread", "two lemons", "<b>salt</b>"])
        {
            await visit.Find("#new").FillAsync(thing);
            await visit.Find("#new").PressAsync("Enter");
        }

        await Assertions.Expect(visit.Find("main li")).ToHaveCountAsync(3);
        await List();
        await visit.App.GetByLabel("Done: bread").CheckAsync();
        await visit.Find("label", "two lemons").DblClickAsync();
        await visit.App.GetByLabel("Edit").FillAsync("three lemons");
        await visit.App.GetByLabel("Edit").PressAsync("Enter");
        await Assertions.Expect(visit.Find("label", "three lemons")).ToBeVisibleAsync();
        await List();
        await visit.Link("Active").ClickAsync();
        // The page hears of its new address a moment later.
        await Assertions.Expect(visit.Find("label", "bread")).ToBeHiddenAsync();
        await List();
        await visit.Link("All").ClickAsync();
        // What was stored is there after the page was loaded again.
        await visit.App.EvaluateAsync("location.reload()");
        await Assertions.Expect(visit.Find("li.done label")).ToHaveTextAsync("bread");
        await visit.Button("Clear completed").ClickAsync();
        await visit.App.GetByLabel("Remove: three lemons").ClickAsync();
        await Assertions.Expect(visit.Find("label", "three lemons")).ToBeHiddenAsync();
        await List();
    }

    private static async Task Chart(Visit visit)
    {
        const string Canvas = "document.getElementById('plot').toDataURL()";
        await Assertions.Expect(visit.Find("#sum")).ToHaveTextAsync("2024: 742 mm");
        await visit.Look(await visit.App.EvaluateAsync<string>(Canvas));
        await visit.Button("Other year").ClickAsync();
        await Assertions.Expect(visit.Find("#sum")).ToHaveTextAsync("2025: 737 mm");
        await visit.Look(await visit.App.EvaluateAsync<string>(Canvas));
    }

    private static async Task Notes(Visit visit)
    {
        async Task Shown() => await visit.Look(await visit.Find("#app").InnerHTMLAsync());
        await Assertions.Expect(visit.Find(".shown h1")).ToHaveTextAsync("Shopping");
        await Shown();
        await visit.Find("textarea").FillAsync("## Tides\n\nHigh at *six*, `low` at noon.\n\n1. walk\n2. swim\n");
        await Assertions.Expect(visit.Find(".shown h2")).ToHaveTextAsync("Tides");
        await Shown();
    }

    private static async Task Recipes(Visit visit)
    {
        async Task Recipe(string heading)
        {
            await Assertions.Expect(visit.Find("#recipe h2")).ToHaveTextAsync(heading);
            // htmx takes its marks off a moment after the text is there.
            await Assertions.Expect(visit.Find("[class*=htmx-]")).ToHaveCountAsync(0);
            await visit.Look(await visit.Find("#recipe").InnerTextAsync());
        }

        await visit.Look(await visit.Find("body").InnerTextAsync());
        await visit.Button("Bread").ClickAsync();
        await Recipe("Bread");
        await visit.Button("Next").ClickAsync();
        await Recipe("Soup");
    }

    private static async Task Site(Visit visit)
    {
        async Task Body() => await visit.Look(await visit.Find("body").InnerTextAsync());
        await Assertions.Expect(visit.Find("h1")).ToHaveTextAsync("The coast");
        await Body();
        await visit.Link("Tides").ClickAsync();
        await Assertions.Expect(visit.Find("tbody tr")).ToHaveCountAsync(3);
        await Body();
        await visit.Link("Primes").ClickAsync();
        await Assertions.Expect(visit.Find("#primes")).ToHaveTextAsync("1009 1013 1019 1021 1031 1033 1039 1049");
        await Body();
        await visit.App.EvaluateAsync("history.back()");
        await Assertions.Expect(visit.Find("h1")).ToHaveTextAsync("Tides");
    }

    private static ILocator Find(this Visit visit, string selector, string text) => visit.App.Locator(selector, new() { HasText = text });
}
