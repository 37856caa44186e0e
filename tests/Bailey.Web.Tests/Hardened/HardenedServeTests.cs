using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Bailey.Policy;
using Bailey.Web.Hardened;
using Bailey.Web.Serving;

namespace Bailey.Web.Tests.Hardened;

/// <summary><c>bailey serve</c> in the default grade, as published: sandboxed web host, broker, compile worker, rewriter. No browser.</summary>
public sealed class HardenedServeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("bailey-test-").FullName;

    public HardenedServeTests()
    {
        Write("index.html", "<!doctype html><script>let a = 1</script><script src=a.js></script><script type=module src=m.js></script><p onclick='go(this)'>");
        Write("a.js", "var shared = a + 1; with (document) title;");
        Write("m.js", "import './n.js'; export let b = import.meta.url;");
        Write("n.js", "export default await 1;");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task An_inline_script_a_script_file_modules_and_a_handler_come_as_code()
    {
        using var served = new Served(_folder);
        string shell = OwnFiles.Versioned("/__bailey/shell.js");
        Assert.Contains($"<script src=\"{shell}\"></script>", await Ask(served, "/", "iframe"), StringComparison.Ordinal);
        // Kept for ever by the name of its content, and by no other; what a worker's policy comes with is not.
        Assert.Contains("max-age=31536000, immutable", await Ask(served, shell, "script"), StringComparison.Ordinal);
        Assert.DoesNotContain("max-age=31536000, immutable", await Ask(served, shell + "0", "script"), StringComparison.Ordinal);
        Assert.DoesNotContain("max-age=31536000, immutable", await Ask(served, "/__bailey/worker.js?v=" + shell.Split('=')[1], "worker"), StringComparison.Ordinal);
        JsonElement page = await Page(served);
        Assert.Empty(page.GetProperty("findings").EnumerateArray());
        Assert.Equal(["/m.js", "/n.js"], page.GetProperty("modules").EnumerateArray().Select(static path => path.GetString()));
        string inline = await Ask(served, page.GetProperty("texts").GetProperty(new PageText(TextGoal.Script, "let a = 1").Key()).GetString()!, "script");
        Assert.Contains("let a=1;", inline, StringComparison.Ordinal);
        Assert.Contains("immutable", inline, StringComparison.Ordinal);
        Assert.Contains("function onclick(event)", await Ask(served, page.GetProperty("texts").GetProperty(new PageText(TextGoal.Handler, "go(this)", "onclick").Key()).GetString()!, "script"), StringComparison.Ordinal);
        string file = await Ask(served, "/__bailey/code/file/script/a.js", "script");
        Assert.Contains("\r\n\r\n__bailey__(\"file/script/a.js\",", file, StringComparison.Ordinal);
        Assert.Contains("$g.shared=", file, StringComparison.Ordinal);
        Assert.Contains("async function*", await Ask(served, "/__bailey/code/file/module/n.js?x=1", "script"), StringComparison.Ordinal);
        string made = Body(await Ask(served, DocumentPolicy.CompilePath, "empty", """{"text":"1 + made","goal":"script"}"""));
        using JsonDocument answer = JsonDocument.Parse(made);
        Assert.Contains("made", await Ask(served, answer.RootElement.GetProperty("code").GetString()!, "script"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_answer_carries_the_headers_of_the_grade_and_none_the_raw_text_to_what_runs_it()
    {
        using var served = new Served(_folder);
        string policy = Header(await Ask(served, "/", "iframe"), "Content-Security-Policy");
        Assert.Contains($"script-src {served.Origin}/__bailey/shell.js {served.Origin}/__bailey/code/;", policy, StringComparison.Ordinal);
        Assert.Contains("require-trusted-types-for 'script'", policy, StringComparison.Ordinal);
        foreach (string path in (string[])
            ["/", "/a.js", "/missing", "/__bailey/page?url=%2F", "/__bailey/page", "/__bailey/code/file/script/a.js", "/__bailey/code/file/script/missing.js",
             "/__bailey/code/text/0.js", "/__bailey/compile", "/__bailey/nothing", "/__bailey/shell.js"])
        {
            foreach (string destination in (string[])["iframe", "empty", "script", "worker", "document", "serviceworker", "object", ""])
            {
                string answer = await Ask(served, path, destination);
                Assert.Equal(policy, Header(answer, "Content-Security-Policy"));
                Assert.Equal("(response-origin)", Header(answer, "Connection-Allowlist"));
                Assert.Equal("nosniff", Header(answer, "X-Content-Type-Options"));
                Assert.Equal(path == "/a.js" && destination == "empty", Body(answer).StartsWith("var shared", StringComparison.Ordinal));
            }
        }
    }

    [Theory]
    [InlineData("long")]
    [InlineData("deep")]
    [InlineData("wide")]
    [InlineData("sloppy")]
    public async Task A_script_that_no_compiler_takes_is_a_file_with_the_reason_and_the_container_goes_on(string kind)
    {
        Write("bomb.js", kind switch
        {
            "long" => string.Concat(Enumerable.Repeat("a=1;\n", 2_000_000)),
            "deep" => string.Concat(Enumerable.Repeat("([", 1_000_000)),
            "wide" => $"/{string.Concat(Enumerable.Range(0, 20_000).Select(static number => $"(?<g{number}>)"))}/",
            _ => "var x = 010",
        });
        using var served = new Served(_folder);
        string answer = await Ask(served, "/__bailey/code/file/script/bomb.js", "script");
        Assert.StartsWith("HTTP/1.1 200 ", answer, StringComparison.Ordinal);
        Assert.EndsWith(",null);", answer, StringComparison.Ordinal);
        Assert.Contains(kind == "sloppy" ? "SyntaxError" : "Refused", answer, StringComparison.Ordinal);
        Assert.Contains("$g.shared=", await Ask(served, "/__bailey/code/file/script/a.js", "script"), StringComparison.Ordinal);
        // Told to whoever looks at the list.
        using var client = new HttpClient();
        await using Stream events = await client.GetStreamAsync(new Uri(served.Address + "__bailey/events"));
        using var reader = new StreamReader(events);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        string? line;
        do
        {
            line = await reader.ReadLineAsync(patience.Token);
        }
        while (line is not null && !line.Contains("\"finding\"", StringComparison.Ordinal));

        Assert.Contains("/bomb.js", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_compile_worker_that_ends_is_replaced_and_one_is_not_needed_for_what_is_known()
    {
        using (var served = new Served(_folder))
        {
            await Page(served);
            Process worker = Assert.Single(Workers(served));
            worker.Kill();
            await worker.WaitForExitAsync();
            Write("b.js", "var another = 1;");
            Assert.Contains("$g.another=", await Ask(served, "/__bailey/code/file/script/b.js", "script"), StringComparison.Ordinal);
            Assert.NotEqual(worker.Id, Assert.Single(Workers(served)).Id);
        }

        using var again = new Served(_folder);
        JsonElement page = await Page(again);
        foreach (JsonProperty text in page.GetProperty("texts").EnumerateObject())
        {
            Assert.StartsWith("HTTP/1.1 200 ", await Ask(again, text.Value.GetString()!, "script"), StringComparison.Ordinal);
        }

        Assert.Empty(Workers(again));
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder, name), text);

    private static async Task<JsonElement> Page(Served served)
    {
        string answer = await Ask(served, DocumentPolicy.PagePath + "?url=%2F", "empty");
        Assert.StartsWith("HTTP/1.1 200 ", answer, StringComparison.Ordinal);
        using JsonDocument json = JsonDocument.Parse(Body(answer));
        return json.RootElement.Clone();
    }

    private static async Task<string> Ask(Served served, string path, string destination, string? body = null)
    {
        string authority = new Uri(served.Origin).Authority;
        string head = $"{(body is null ? "GET" : "POST")} {path} HTTP/1.1\r\nHost: {authority}\r\nConnection: close\r\nSec-Fetch-Site: same-origin\r\n"
            + (destination.Length > 0 ? $"Sec-Fetch-Dest: {destination}\r\n" : "")
            + (body is null ? "\r\n" : $"Content-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}");
        return Encoding.UTF8.GetString(await Raw.Exchange(served.Port, Raw.Bytes(head), authority));
    }

    private static string Body(string answer) => answer[(answer.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];

    private static string Header(string answer, string name) =>
        Assert.Single(answer.Split("\r\n\r\n")[0].Split("\r\n"), line => line.StartsWith(name + ": ", StringComparison.Ordinal))[(name.Length + 2)..];

    private static Process[] Workers(Served served) =>
    [
        .. Processes.Beneath(served.Process.Id).Where(static pid => Processes.CommandOf(pid).StartsWith("/app/Bailey.Worker", StringComparison.Ordinal)).Select(Process.GetProcessById),
    ];
}
