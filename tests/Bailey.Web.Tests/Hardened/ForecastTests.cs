using System.Globalization;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Bailey.Web.Hardened;

namespace Bailey.Web.Tests.Hardened;

/// <summary>What the server foretells of a page.</summary>
public sealed class ForecastTests
{
    private const string Authority = "abcdefghij234567abcd.localhost:5000";

    public static TheoryData<string> Names => new(ForecastCase.All.Select(static row => row.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void What_a_browser_would_run_is_foretold(string name)
    {
        ForecastCase row = ForecastCase.All.Single(row => row.Name == name);
        Assert.Equal(row.Expected, Rows(row.Page));
    }

    [Fact]
    public void Whatever_the_markup_nothing_that_would_run_is_missed()
    {
        var random = new Random(20260);
        string[] pieces = [.. ForecastCase.All.Select(static row => row.Page)];
        int found = 0;
        for (int round = 0; round < 3000; round++)
        {
            string html = Mutate(pieces, random);
            PageForecast forecast = PageForecast.Of(html, "/dir/page.html", Authority);
            HashSet<string> foretold = [.. forecast.Texts.Select(static text => text.Key())];
            foreach (PageText text in Executable(html))
            {
                found++;
                Assert.True(foretold.Contains(text.Key()), $"round {round}: {text} is missing in {html}");
            }
        }

        Assert.InRange(found, 3000, int.MaxValue); // the mutations leave something to find
    }

    [Theory]
    [InlineData("<div>", 200_000)]
    [InlineData("<b id=%><p>", 20_000)]
    [InlineData("<template>", 50_000)]
    [InlineData("<svg><foreignObject>", 30_000)]
    [InlineData("<p onclick=a%>", 100_000)]
    public void A_page_that_repeats_itself_without_end_is_read_or_given_up(string piece, int count)
    {
        string html = string.Concat(Enumerable.Range(0, count).Select(number => piece.Replace("%", number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)));
        PageForecast forecast = PageForecast.Of("<!doctype html><script>first</script>" + html, "/", Authority);
        Assert.True(forecast.Texts is [{ Text: "first" }, ..] || forecast.Findings is [{ Code: "page.slow" }]);
        Assert.InRange(forecast.Texts.Count, 0, 2000);
    }

    [Fact]
    public void The_key_of_a_text_is_the_one_that_the_shell_computes() // fnv1a32 over UTF-16 units
    {
        Assert.Equal("script:0:811c9dc5", new PageText(TextGoal.Script, "").Key());
        Assert.Equal("module:1:e40c292c", new PageText(TextGoal.Module, "a").Key());
        Assert.Equal("handler:onclick:6:bf9cf968", new PageText(TextGoal.Handler, "foobar", "onclick").Key());
    }

    private static string[] Rows(string html)
    {
        PageForecast forecast = PageForecast.Of(html, "/dir/page.html?q", Authority);
        return
        [
            .. forecast.Texts.Select(static text => $"{text.Description}: {text.Text}"),
            .. forecast.Files.Select(static file => $"file {file.Goal.ToString().ToLowerInvariant()} {file.Path}"),
            .. forecast.Findings.Select(static finding => $"finding {finding.Code}"),
            .. forecast.IsQuirky ? ["quirks"] : Array.Empty<string>(),
        ];
    }

    // By selectors instead of a walk, and by lists that are shorter and stricter: another road to the same things.
    private static IEnumerable<PageText> Executable(string html)
    {
        var fragments = new Queue<IParentNode>();
        fragments.Enqueue(new HtmlParser(new HtmlParserOptions { IsScripting = true }).ParseDocument(html));
        while (fragments.TryDequeue(out IParentNode? fragment))
        {
            foreach (IElement element in fragment.QuerySelectorAll("*"))
            {
                if (element is IHtmlTemplateElement template)
                {
                    fragments.Enqueue(template.Content);
                }

                if (element is IHtmlScriptElement { TextContent.Length: > 0 } && element.Attributes.All(static attribute => attribute.Name is "x" or "id"))
                {
                    yield return new PageText(TextGoal.Script, element.TextContent);
                }

                foreach (IAttr attribute in element.Attributes)
                {
                    if (attribute.Name is "onclick" or "onload" or "onerror" or "onsubmit" or "onbegin")
                    {
                        yield return new PageText(TextGoal.Handler, attribute.Value, attribute.Name);
                    }
                    else if (attribute.Name is "href" or "action" && attribute.Value.StartsWith("javascript:", StringComparison.Ordinal) && attribute.Value[11..].All(char.IsAsciiLetter))
                    {
                        yield return new PageText(TextGoal.Script, attribute.Value[11..]);
                    }
                }
            }
        }
    }

    private static string Mutate(string[] pieces, Random random)
    {
        string html = string.Concat(Enumerable.Range(0, random.Next(1, 6)).Select(_ => pieces[random.Next(pieces.Length)]));
        for (int change = random.Next(8); change > 0 && html.Length > 1; change--)
        {
            int at = random.Next(html.Length);
            int length = Math.Min(random.Next(1, 12), html.Length - at);
            html = random.Next(3) switch
            {
                0 => html.Remove(at, length),
                1 => html.Insert(at, html.Substring(random.Next(html.Length - length + 1), length)),
                _ => html.Insert(at, "<>\"'/=&! \0"[random.Next(10)].ToString(CultureInfo.InvariantCulture)),
            };
        }

        return html;
    }
}
