using System.Diagnostics;
using Bailey.Cli.Tests.Exec;

namespace Bailey.Cli.Tests.Fetch;

/// <summary>Guests that fetch, in an internet of the tests' own.</summary>
[Collection(nameof(Internet))]
public sealed class FetchTests(Internet internet)
{
    // One line for each attempt: what came, or how it failed.
    private const string Try = """
        const attempt = async (name, work) => {
          try { console.log(name, await work()); } catch (error) { console.log(name, `${error.name}: ${error.message}`); }
        };

        """;

    private const string Denied = Try + """
        const first = async (url, options) => (await (await fetch(url, options)).text()).split('\n')[0];
        (async () => {
          await attempt('plain', () => first('http://good.example/'));
          await attempt('tls', () => first('https://good.example/'));
          await attempt('method', () => first('http://good.example/', { method: 'POST', body: 'x' }));
          await attempt('origin', () => first('http://other.example/'));
          await attempt('redirect', async () => {
            const answer = await fetch('https://good.example/to/302/http%3A%2F%2Fother.example%2F');
            return [answer.redirected, answer.url, (await answer.text()).split('\n')[0]].join(' ');
          });
          await attempt('private', () => first('http://private.example/'));
          await attempt('private tls', () => first('https://private.example/'));
          await attempt('bytes', async () => (await (await fetch('https://good.example/big')).arrayBuffer()).byteLength);
        })();
        """;

    [Fact]
    public void What_no_grant_allows_is_refused_with_its_line_and_with_the_line_it_comes()
    {
        using var program = new TemporaryProgram(
            Denied,
            """
            "egress":[{"origin":"http://good.example","methods":["GET"]},{"origin":"https://good.example","methods":["GET"],"maxBytes":"1MB"},
            {"origin":"http://private.example","methods":["GET"]},{"origin":"https://private.example","methods":["GET"]}]
            """);
        CliResult narrow = Run(program);
        string[] lines = narrow.Output.Split('\n');
        Assert.Equal("plain hello from 192.31.196.10", lines[0]);
        Assert.Equal("tls hello from 192.31.196.10", lines[1]);
        string Refused(string name, string subject) => $"{name} TypeError: fetch failed: Refused egress to \"{subject}\" to package \"$root$\" (BLY2003)";
        Assert.Equal(Refused("method", "POST http://good.example"), lines[2]);
        Assert.Equal(Refused("origin", "GET http://other.example"), lines[3]);
        Assert.Equal(Refused("redirect", "GET http://other.example"), lines[4]);
        Assert.Equal(Refused("private", "GET http://private.example"), lines[5]);
        Assert.Equal(Refused("private tls", "GET https://private.example"), lines[6]);
        Assert.Equal(Refused("bytes", "GET https://good.example").Replace("fetch failed", "terminated", StringComparison.Ordinal), lines[7]);
        Assert.Equal(0, narrow.ExitCode);
        foreach (string line in (string[])["egress[0].methods += \"POST\"", "egress += { \"origin\": \"http://other.example\", \"methods\": [\"GET\"] }", "egress[2].privateAddresses = true", "egress[3].privateAddresses = true", "egress[1].maxBytes = more than 1MB"])
        {
            Assert.Contains($"by the sandbox (BLY2003). To allow it: bailey.json: {line}", narrow.Error, StringComparison.Ordinal);
        }

        program.Write(
            "bailey.json",
            """
            {"bailey":1,"entry":"index.js","egress":[{"origin":"http://good.example","methods":["GET","POST"]},{"origin":"https://good.example","methods":["GET"]},
            {"origin":"http://other.example","methods":["GET"]},
            {"origin":"http://private.example","methods":["GET"],"privateAddresses":true},{"origin":"https://private.example","methods":["GET"],"privateAddresses":true}]}
            """);
        CliResult wide = Run(program);
        Assert.Equal(
            """
            plain hello from 192.31.196.10
            tls hello from 192.31.196.10
            method hello from 192.31.196.10
            origin hello from 192.31.196.11
            redirect true http://other.example/ hello from 192.31.196.11
            private hello from 10.77.0.2
            private tls hello from 10.77.0.2
            bytes 8388608

            """,
            wide.Output);
        Assert.Equal("", wide.Error);
    }

    [Fact]
    public void A_package_has_what_policy_json_names_and_bailey_json_leaves_it()
    {
        const string package = "module.exports = () => fetch('http://good.example/').then((answer) => answer.status);";
        using var program = new TemporaryProgram(
            Try + """
            (async () => { for (const name of ['whole', 'narrowed', 'without']) await attempt(name, require(name)); })();
            """,
            """ "egress":[{"origin":"http://good.example","methods":["GET","HEAD"]}],"packages":{"narrowed":{"egress":[{"origin":"http://good.example","methods":["HEAD"]}]}} """,
            """{"resources":{"whole":{"globals":{"fetch":true}},"narrowed":{"globals":{"fetch":true}},"without":{}}}""");
        foreach (string name in (string[])["whole", "narrowed", "without"])
        {
            program.Write($"node_modules/{name}/package.json", $$"""{"name":"{{name}}","version":"1.0.0"}""");
            program.Write($"node_modules/{name}/index.js", package);
        }

        program.Write("package.json", """{"name":"program","version":"1.0.0","dependencies":{"whole":"1.0.0","narrowed":"1.0.0","without":"1.0.0"}}""");
        CliResult result = Run(program);
        string[] lines = result.Output.Split('\n');
        Assert.Equal("whole 200", lines[0]);
        Assert.Equal("narrowed TypeError: fetch failed: Refused egress to \"GET http://good.example\" to package \"narrowed\" (BLY2003)", lines[1]);
        Assert.StartsWith("without ReferenceError: fetch is not defined", lines[2], StringComparison.Ordinal);
        Assert.Contains("by the realm (BLY2003). To allow it: bailey.json: packages.narrowed.egress += { \"origin\": \"http://good.example\", \"methods\": [\"GET\"] }", result.Error, StringComparison.Ordinal);
        Assert.Contains("policy.json: resources.without.globals.fetch = true", result.Error, StringComparison.Ordinal);

        program.Write("bailey.json", """{"bailey":1,"entry":"index.js","egress":[{"origin":"http://good.example","methods":["GET"]}]}""");
        program.Write("policy.json", """{"resources":{"whole":{"globals":{"fetch":true}},"narrowed":{"globals":{"fetch":true}},"without":{"globals":{"fetch":true}}}}""");
        Assert.Equal("whole 200\nnarrowed 200\nwithout 200\n", Run(program).Output);
    }

    [Fact]
    public void Bodies_go_both_ways_as_they_come_and_what_fails_says_so()
    {
        using var program = new TemporaryProgram(
            Try + """
            const at = 'https://good.example';
            const large = new Uint8Array(1_500_000).map((_, i) => i % 251);
            const same = (bytes) => bytes.length === large.length && bytes.every((byte, i) => byte === large[i]);
            const pieces = () => { let i = 0; return new ReadableStream({ pull(c) { i < 15 ? c.enqueue(large.slice(i * 100_000, ++i * 100_000)) : c.close(); } }); };
            (async () => {
              await attempt('whole', async () => same(await (await fetch(`${at}/echo`, { method: 'POST', body: large })).bytes()));
              await attempt('streamed', async () => {
                const answer = await fetch('http://good.example/echo', { method: 'PUT', body: pieces(), duplex: 'half' });
                const got = new Uint8Array(large.length); let length = 0;
                for await (const piece of answer.body) { got.set(piece, length); length += piece.length; }
                return [same(got), answer.headers.getSetCookie().join('|'), answer.type].join(' ');
              });
              await attempt('again', async () => (await fetch(`${at}/to/307/${encodeURIComponent(at + '/echo')}`, { method: 'POST', body: 'once more' })).text());
              await attempt('become GET', async () => (await (await fetch(`${at}/to/303/${encodeURIComponent(at + '/')}`, { method: 'POST', body: 'x' })).text()).split('\n')[1].trim());
              await attempt('stream again', () => fetch(`${at}/to/307/%2Fecho`, { method: 'POST', body: pieces(), duplex: 'half' }));
              await attempt('manual', async () => (await fetch(`${at}/to/302/%2F`, { redirect: 'manual' })).headers.get('location'));
              await attempt('error', () => fetch(`${at}/to/302/%2F`, { redirect: 'error' }));
              await attempt('endless', () => fetch(`${at}/loop`));
              await attempt('packed', async () => (await (await fetch(`${at}/packed`)).text()).length);
              await attempt('head', async () => { const answer = await fetch(at, { method: 'HEAD' }); return [answer.status, answer.body, (await answer.text()).length].join(' '); });
              await attempt('abort head', async () => { const c = new AbortController(); setTimeout(() => c.abort(), 20); await fetch(`${at}/silent`, { signal: c.signal }); });
              await attempt('abort body', async () => {
                const c = new AbortController(); const answer = await fetch(`${at}/slow`, { signal: c.signal });
                const reader = answer.body.getReader(); const { value } = await reader.read(); console.log(new TextDecoder().decode(value));
                c.abort(new Error('enough')); await reader.read();
              });
              await attempt('cancelled', async () => (await fetch(`${at}/slow`)).body.cancel());
              await attempt('upload fails', () => fetch(`${at}/echo`, { method: 'POST', duplex: 'half', body: new ReadableStream({ pull() { throw new Error('no more'); } }) }));
              await attempt('other name', () => fetch('https://other.example/'));
              await attempt('no plain name', () => fetch('https://good.example./'));
              await attempt('nobody', () => fetch('https://nobody.example/'));
              await attempt('nobody in the open', () => fetch('http://nobody.example/'));
              await attempt('right hash', async () => (await fetch(`${at}/echo`, { method: 'POST', body: 'hash me', integrity: 'sha256-6yAa9arw1gYp09KmHkZs/A/ttRet2DHsrFI14dqpY9Y=' })).status);
              await attempt('wrong hash', () => fetch(`${at}/echo`, { method: 'POST', body: 'hash you', integrity: 'sha256-6yAa9arw1gYp09KmHkZs/A/ttRet2DHsrFI14dqpY9Y=' }));
              await attempt('headers', async () => (await (await fetch('http://good.example/path?q=%20', { headers: { 'x-mine': 'a', cookie: 'b', host: 'other.example' } })).text()).split('\n').slice(1).filter((line) => /^(GET|x-|cookie|host)/i.test(line)).map((line) => line.trim()).join('|'));
              const many = await Promise.all(Array.from({ length: 40 }, async (_, i) => (await (await fetch(`${at}/${i}`)).text()).includes(`GET /${i} `)));
              console.log('many', many.every(Boolean));
            })();
            """,
            """ "dynamicCode":"jit","egress":[{"origin":"http://good.example","methods":["GET","PUT"]},{"origin":"https://good.example","methods":["GET","HEAD","POST"]},{"origin":"https://other.example","methods":["GET"]},{"origin":"https://nobody.example","methods":["GET"]},{"origin":"http://nobody.example","methods":["GET"]}] """);
        CliResult result = Run(program);
        Assert.Equal(
            """
            whole true
            streamed true a=b|c=d basic
            again once more
            become GET GET / HTTP/1.1
            stream again TypeError: fetch failed: a body that was a stream cannot be sent again to where the redirect leads
            manual /
            error TypeError: fetch failed: the answer is a redirect, and the request says redirect: "error"
            endless TypeError: fetch failed: too many redirects
            packed 100000
            head 200  0
            abort head AbortError: This operation was aborted
            the beginning
            abort body Error: enough
            cancelled undefined
            upload fails Error: no more
            other name TypeError: fetch failed: the server's certificate is not trusted
            no plain name TypeError: fetch failed: Refused egress to "GET https://good.example./" to package "$root$" (BLY2003)
            nobody TypeError: fetch failed: no connection could be opened
            nobody in the open TypeError: fetch failed: the connection failed
            right hash 200
            wrong hash TypeError: fetch failed: the answer has another hash than the integrity that was asked for
            headers GET /path?q=%20 HTTP/1.1|Host: good.example|x-mine: a
            many true

            """,
            result.Output);
        Assert.Equal(
            "bailey: Refused egress to \"GET https://good.example./\" to package \"$root$\" by the sandbox (BLY2003). To allow it: no policy allows it: that is no host name in its one plain form\n",
            result.Error);
    }

    [Theory]
    [InlineData("Bailey.Fetcher")]
    [InlineData("Bailey.Tunnel")]
    public void Whichever_of_the_two_is_killed_within_a_body_the_guest_hears_of_it_and_may_ask_again(string victim)
    {
        using var program = new TemporaryProgram(
            Try + """
            (async () => {
              await attempt('slow', async () => {
                const answer = await fetch('https://good.example/slow');
                const reader = answer.body.getReader();
                await reader.read();
                console.log('ready');
                for (;;) await reader.read();
              });
              // A moment may pass before it is known that the other one has gone too.
              for (let status; status === undefined;) {
                try { status = (await fetch('https://good.example/')).status; console.log('again', status); } catch { await new Promise((resolve) => setTimeout(resolve, 20)); }
              }
            })();
            """,
            """ "egress":[{"origin":"https://good.example","methods":["GET"]}] """);
        using Process host = PublishedCli.Start(["run", program.Folder], within: internet.Host);
        Assert.Equal("ready", host.StandardOutput.ReadLine());
        int[] all = [.. Processes.Beneath(host.Id)];
        Process.GetProcessById(Assert.Single(all, pid => Processes.CommandOf(pid).StartsWith($"/app/{victim}", StringComparison.Ordinal))).Kill();
        CliResult result = PublishedCli.End(host);
        Assert.StartsWith("slow TypeError: terminated: ", result.Output, StringComparison.Ordinal);
        Assert.EndsWith("\nagain 200\n", result.Output, StringComparison.Ordinal);
        Assert.True(SpinWait.SpinUntil(() => all.All(Processes.IsGone), TimeSpan.FromSeconds(20)), "something was left");
    }

    [Fact]
    public void A_guest_without_egress_has_neither_process()
    {
        using var program = new TemporaryProgram(Try + "attempt('x', () => fetch('http://good.example/')).then(() => setInterval(() => {}, 1000))");
        using Process host = PublishedCli.Start(["run", program.Folder], within: internet.Host);
        Assert.StartsWith("x TypeError", host.StandardOutput.ReadLine(), StringComparison.Ordinal);
        string[] commands = [.. Processes.Beneath(host.Id).Select(Processes.CommandOf)];
        Assert.Contains(commands, static command => command.StartsWith("/app/Bailey.Worker", StringComparison.Ordinal));
        Assert.DoesNotContain(commands, static command => command.StartsWith("/app/Bailey.Fetcher", StringComparison.Ordinal) || command.StartsWith("/app/Bailey.Tunnel", StringComparison.Ordinal));
        host.Kill();
        host.WaitForExit();
    }

    private CliResult Run(TemporaryProgram program) => PublishedCli.Run(["run", program.Folder], within: internet.Host);
}
