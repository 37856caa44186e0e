using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Bailey.Policy;
using Bailey.Web.Hardened;
using Bailey.Web.Serving;
using Bailey.Web.Sites;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Bailey.Web.Tests.Hardened;

/// <summary>What the hardened grade answers, without a browser and with a compiler that only counts.</summary>
public sealed partial class HardenedGradeTests
{
    private const string Authority = "abcdefghij234567abcd.localhost:5000";
    private static readonly string Shell = $"<!doctype html><script src=\"{OwnFiles.Versioned("/__bailey/shell.js")}\"></script>";

    // All that browsers send today, and one of tomorrow.
    private static readonly string[] Destinations =
    [
        "", "audio", "audioworklet", "document", "embed", "empty", "fencedframe", "font", "frame", "iframe", "image", "json", "manifest", "object",
        "paintworklet", "report", "script", "serviceworker", "sharedworker", "speculationrules", "style", "text", "track", "video", "webidentity",
        "worker", "xslt", "of-2030",
    ];

    private readonly FakeCompiler _compiler = new();
    private readonly List<PageFinding> _told = [];
    private readonly Dictionary<string, string> _files = new(StringComparer.Ordinal)
    {
        ["index.html"] = "<!doctype html><script src=a.js></script><script>inline</script><p onclick=click>",
        ["hostile.html"] = "<!doctype html><script src='/a.js?&x=\"><b>'></script><script type=module src=m.js></script>",
        ["old.html"] = "<p>old",
        ["a.js"] = "secret script",
        ["a.svg"] = "<svg><script>secret svg</script></svg>",
        ["a.css"] = "secret style",
        ["a.json"] = "\"secret data\"",
        ["docs/index.html"] = "<!doctype html><title>docs</title>",
        ["m/main.js"] = "import './x.js' import 'lib/y.js' import 'bare' import 'https://cdn.example/z.js'",
        ["m/x.js"] = "import './main.js' import '../m/deep/z.js'",
        ["m/deep/z.js"] = "1",
        ["vendor/y.js"] = "2",
        ["modules.html"] = "<!doctype html><script type=importmap>{\"imports\":{\"lib/\":\"/vendor/\"}}</script><script type=module src=m/main.js></script>",
        ["wrong.html"] = "<!doctype html><script>wrong</script>",
        ["big.js"] = new string(' ', PageText.Longest + 1),
    };

    [Fact]
    public async Task No_text_of_the_container_reaches_a_destination_that_could_run_it()
    {
        string[] silent = ["empty", "image", "style", "font", "audio", "video", "track", "manifest", "json"];
        foreach (string path in (string[])["/", "/a.js", "/a.svg", "/a.css", "/a.json", "/index.html", "/missing", "/__bailey/page?url=%2F", "/__bailey/code/file/script/a.js", "/__bailey/code/page?url=%2F"])
        {
            foreach (string destination in Destinations)
            {
                (int status, string body) = await Get(path, destination);
                bool isCode = path.StartsWith("/__bailey/code/", StringComparison.Ordinal);
                bool isPage = path.StartsWith("/__bailey/page", StringComparison.Ordinal);
                if (isCode || isPage)
                {
                    Assert.Equal(destination == (isCode ? "script" : "empty"), status == 200);
                }
                else if (destination is "iframe" or "frame")
                {
                    Assert.Equal((200, Shell), (status, Hint.Replace(body, "")));
                }
                else if (!silent.Contains(destination))
                {
                    Assert.Equal(403, status);
                }

                // Its control: silent destinations do get the text.
                bool told = body.Contains("secret", StringComparison.Ordinal);
                Assert.Equal(!isCode && !isPage && silent.Contains(destination) && path.StartsWith("/a.", StringComparison.Ordinal), told);
            }
        }
    }

    [Fact]
    public async Task A_navigation_gets_the_shell_whatever_lies_there_and_quirks_stay_quirks()
    {
        foreach (string path in (string[])["/", "/a.js", "/a.svg", "/docs", "/missing", "/index.html?x=<script>"])
        {
            (int status, string body) = await Get(path, "iframe");
            Assert.Equal((200, Shell), (status, Hint.Replace(body, "")));
        }

        Assert.Equal(Shell["<!doctype html>".Length..], Hint.Replace((await Get("/old.html", "iframe")).Body, ""));
    }

    [Fact]
    public async Task A_navigation_hints_at_the_page_and_its_scripts_and_no_text_of_theirs_becomes_markup()
    {
        string body = (await Get("/hostile.html?x=\"><script>1</script>", "iframe")).Body;
        Assert.Equal(
            [
                "<link rel=\"preload\" as=\"fetch\" crossorigin href=\"/__bailey/page?url=%2Fhostile.html%3Fx%3D%22%3E%3Cscript%3E1%3C%2Fscript%3E\">",
                "<link rel=\"modulepreload\" href=\"/__bailey/code/file/script/a.js?&amp;x=%22%3E%3Cb%3E\">",
                "<link rel=\"modulepreload\" href=\"/__bailey/code/file/module/m.js\">",
            ],
            Hint.Matches(body).Select(static hint => hint.Value));
        Assert.Equal(Shell, Hint.Replace(body, ""));
    }

    [GeneratedRegex("<link rel=\"(?:modulepreload\"|preload\" as=\"fetch\" crossorigin) href=\"/__bailey/[^\"<>]*\">", RegexOptions.None, 1000)]
    private static partial Regex Hint { get; }

    [Fact]
    public async Task A_page_comes_as_text_with_what_it_will_run_compiled()
    {
        JsonElement page = await Page("/");
        Assert.Equal(200, page.GetProperty("status").GetInt32());
        Assert.Equal(_files["index.html"], page.GetProperty("html").GetString());
        Assert.Equal("/a.js", Assert.Single(page.GetProperty("scripts").EnumerateArray()).GetString());
        string[] keys = [.. page.GetProperty("texts").EnumerateObject().Select(static row => row.Name)];
        Assert.Equal([new PageText(TextGoal.Script, "inline").Key(), new PageText(TextGoal.Handler, "click", "onclick").Key()], keys);
        foreach (JsonProperty text in page.GetProperty("texts").EnumerateObject())
        {
            (int status, string code) = await Get(text.Value.GetString()!, "script");
            Assert.Equal(200, status);
            Assert.StartsWith("compiled ", code, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task All_texts_of_a_page_come_as_one_script_too()
    {
        JsonElement page = await Page("/");
        string[] codes = await Task.WhenAll(page.GetProperty("texts").EnumerateObject().Select(async text => (await Get(text.Value.GetString()!, "script")).Body));
        Assert.Equal(2, codes.Length);
        Assert.Equal((200, string.Concat(codes.Select(static code => code + "\n"))), await Get("/__bailey/code/page?url=%2F", "script"));
        Assert.Equal((200, ""), await Get("/__bailey/code/page?url=%2Fold.html", "script"));
        Assert.Equal((200, ""), await Get("/__bailey/code/page?url=%2Fa.svg", "script"));
        Assert.Equal(400, (await Get("/__bailey/code/page?url=..", "script")).Status);
        Assert.Equal(400, (await Get("/__bailey/code/page", "script")).Status);
    }

    [Theory]
    [InlineData("/docs", 200, "/docs/", true)]
    [InlineData("/docs?x=1", 200, "/docs/?x=1", true)]
    [InlineData("/docs/", 200, "/docs/", true)]
    [InlineData("/missing", 404, "/missing", false)]
    [InlineData("/a.svg", 200, "/a.svg", false)]
    public async Task A_page_says_where_it_is(string url, int status, string at, bool hasText)
    {
        JsonElement page = await Page(url);
        Assert.Equal(status, page.GetProperty("status").GetInt32());
        Assert.Equal(at, page.GetProperty("url").GetString());
        Assert.Equal(hasText, page.GetProperty("html").ValueKind == JsonValueKind.String);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a.html")]
    [InlineData("/../x")]
    [InlineData("//evil.example/")]
    [InlineData("/bailey.json")]
    [InlineData("/a%2fb")]
    public async Task What_names_no_page_is_refused(string url) => Assert.Equal(400, (await Get("/__bailey/page?url=" + Uri.EscapeDataString(url), "empty")).Status);

    [Fact]
    public async Task The_modules_of_a_page_are_followed_through_its_import_map()
    {
        JsonElement page = await Page("/modules.html");
        Assert.Equal(["/m/main.js", "/m/x.js", "/vendor/y.js", "/m/deep/z.js"], page.GetProperty("modules").EnumerateArray().Select(static path => path.GetString()));
        Assert.Equal(
            ["import.unresolved", "import.unresolved"], page.GetProperty("findings").EnumerateArray().Select(static finding => finding.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task A_text_that_does_not_parse_is_a_finding_and_the_page_stands()
    {
        JsonElement page = await Page("/wrong.html");
        Assert.Equal("text.syntax", Assert.Single(page.GetProperty("findings").EnumerateArray()).GetProperty("code").GetString());
        Assert.Single(page.GetProperty("texts").EnumerateObject());
        await Page("/wrong.html");
        Assert.Equal("text.syntax", Assert.Single(_told).Code); // told once, however often it is asked for
    }

    [Fact]
    public async Task A_text_is_compiled_once_and_a_file_again_when_it_changes()
    {
        await Page("/");
        await Page("/");
        Assert.Equal(3, _compiler.Asked.Count);
        (_, string before) = await Get("/__bailey/code/file/script/a.js", "script");
        _files["a.js"] = "another script";
        (_, string after) = await Get("/__bailey/code/file/script/a.js", "script");
        Assert.NotEqual(before, after);
        Assert.Equal(4, _compiler.Asked.Count);
    }

    [Fact]
    public async Task A_file_is_too_long_before_anybody_parses_it()
    {
        (int status, string code) = await Get("/__bailey/code/file/script/big.js", "script");
        Assert.Equal(200, status);
        Assert.StartsWith("__bailey__(\"file/script/big.js\",", code, StringComparison.Ordinal);
        Assert.EndsWith(",null);", code, StringComparison.Ordinal);
        Assert.Contains("Refused", code, StringComparison.Ordinal);
        Assert.Empty(_compiler.Asked);
        Assert.Equal(("/big.js", "text.refused"), (_told[0].Path, _told[0].Code));
    }

    [Theory]
    [InlineData("/__bailey/code/file/script/missing.js", 404)]
    [InlineData("/__bailey/code/file/script/index.html", 415)]
    [InlineData("/__bailey/code/file/module/a.css", 415)]
    [InlineData("/__bailey/code/file/script/docs/", 404)]
    [InlineData("/__bailey/code/file/script/", 404)]
    [InlineData("/__bailey/code/file/other/a.js", 404)]
    [InlineData("/__bailey/code/text/../../a.js", 404)]
    [InlineData("/__bailey/code/text/00000000000000000000000000000000.js", 404)]
    [InlineData("/__bailey/code/", 404)]
    public async Task What_is_no_script_has_no_code(string path, int status) => Assert.Equal(status, (await Get(path, "script")).Status);

    [Theory]
    [InlineData("""{"text":"a","goal":"script"}""", 200)]
    [InlineData("""{"text":"a","goal":"handler","name":"onClick"}""", 200)]
    [InlineData("""{"text":"a","goal":"handler"}""", 400)]
    [InlineData("""{"text":"a","goal":"commonjs"}""", 400)]
    [InlineData("""{"text":1,"goal":"script"}""", 400)]
    [InlineData("""["script","a"]""", 400)]
    [InlineData("""{"text":"a","goal":"script" """, 400)]
    [InlineData("", 400)]
    [InlineData("[[[[[[[[[[", 400)]
    public async Task A_text_made_at_run_time_is_compiled_where_it_is_one(string body, int expected)
    {
        (int status, string answer) = await Ask("POST", DocumentPolicy.CompilePath, "empty", body);
        Assert.Equal(expected, status);
        if (status == 200)
        {
            using JsonDocument json = JsonDocument.Parse(answer);
            string code = json.RootElement.GetProperty("code").GetString()!;
            Assert.StartsWith("/__bailey/code/text/", code, StringComparison.Ordinal);
            Assert.Equal(200, (await Get(code, "script")).Status);
        }
    }


    private async Task<JsonElement> Page(string url)
    {
        (int status, string body) = await Get("/__bailey/page?url=" + Uri.EscapeDataString(url), "empty");
        Assert.Equal(200, status);
        using JsonDocument json = JsonDocument.Parse(body);
        return json.RootElement.Clone();
    }

    private Task<(int Status, string Body)> Get(string target, string destination) => Ask("GET", target, destination, "");

    private HardenedGrade? _grade;

    private async Task<(int Status, string Body)> Ask(string method, string target, string destination, string body)
    {
        _grade ??= Make();
        var context = new DefaultHttpContext();
        string[] parts = target.Split('?', 2);
        context.Features.Get<IHttpRequestFeature>()!.RawTarget = target;
        context.Request.Method = method;
        context.Request.Path = parts[0];
        context.Request.QueryString = parts.Length > 1 ? new QueryString("?" + parts[1]) : default;
        context.Request.Headers["Sec-Fetch-Dest"] = destination;
        context.Request.Headers["Sec-Fetch-Site"] = "same-origin";
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        using var answer = new MemoryStream();
        context.Response.Body = answer;
        await _grade.ServeAsync(context, SitePath.TryParse(target, out SitePath? path) ? path : SitePath.Of(""));
        return (context.Response.StatusCode, Encoding.UTF8.GetString(answer.ToArray()));
    }

    private HardenedGrade Make()
    {
        var site = new MemorySite(_files);
        SitePath entry = SitePath.Of("index.html");
        var scripts = new ScriptFiles(site, _compiler);
        var texts = new TextStore(_compiler);
        var told = new PageFindings(_told.Add);
        return new HardenedGrade(new RawFiles(site, "policy", entry), new PageFiles(site, entry, Authority, scripts, texts, told), scripts, texts, told, "version");
    }
}
