using System.Diagnostics;

namespace Bailey.Cli.Tests.Exec;

/// <summary>Programs as they come from Debian, each doing what it is there for.</summary>
[Collection(nameof(Internet))]
public sealed class WellKnownProgramTests(Internet internet)
{
    [Fact]
    public void Git_clones_from_a_granted_server_into_a_granted_folder_and_from_no_other()
    {
        using var folder = new ExecFolder();
        folder.Write("made/note", "hello\n");
        Directory.CreateDirectory(Path.Combine(folder.Path, "clones"));
        File.SetUnixFileMode(Path.Combine(folder.Path, "clones"), (UnixFileMode)0x1FF);
        Shell(folder, "cd made && git init -q && git add note && git -c user.name=a -c user.email=a@b commit -q -m one && git update-server-info");
        using Process server = Process.Start(new ProcessStartInfo("/usr/bin/python3", ["-u", "-m", "http.server", "0", "--bind", "127.0.0.1", "-d", Path.Combine(folder.Path, "made")])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        })!;
        try
        {
            string port = server.StandardOutput.ReadLine()!.Split(' ')[5];
            string url = $"http://localhost:{port}/.git";
            string[] clone = ["git", "-c", "http.noProxy=", "clone", "-q", url, "/clones/c"];
            var proxied = $$""" "children":16,"env":{"NO_PROXY":"","no_proxy":""},"files":[{"path":"/clones","source":"clones","access":"write"}],"egress":[{"origin":"http://{0}","methods":["GET"],"privateAddresses":true}] """;
            folder.Policy(proxied.Replace("{0}", "localhost:1", StringComparison.Ordinal));
            Assert.NotEqual(0, folder.Run(clone).ExitCode);
            folder.Policy(proxied.Replace("{0}", $"localhost:{port}", StringComparison.Ordinal));
            Assert.Equal(("", 0), (folder.Run(clone) is var done ? done.Error : "", done.ExitCode));
            Assert.Equal("hello\n", File.ReadAllText(Path.Combine(folder.Path, "clones/c/note")));
        }
        finally
        {
            server.Kill();
        }
    }

    [Fact]
    public void Node_runs_a_program_with_packages_from_a_granted_folder_and_no_other()
    {
        using var folder = new ExecFolder(""" "files":[{"path":"/app","source":"app","access":"read"}],"limits":{"memory":"1GB"} """);
        folder.Write("app/index.js", "console.log(require('shout')('hello'), require('os').cpus().length, require('fs').existsSync('/root'))");
        folder.Write("app/node_modules/shout/index.js", "module.exports = (text) => text.toUpperCase()");
        CliResult result = folder.Run(["node", "/app/index.js"]);
        Assert.Equal(("", "HELLO 1 false\n"), (result.Error, result.Output));
        folder.Policy("");
        Assert.Contains("MODULE_NOT_FOUND", folder.Run(["node", "/app/index.js"]).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Python_finds_the_proxy_by_itself()
    {
        using var folder = new ExecFolder(""" "egress":[{"origin":"http://good.example","methods":["GET"]},{"origin":"https://good.example","methods":["CONNECT"]}] """);
        const string get = "import ssl, urllib.request; print(urllib.request.urlopen('{0}', context=ssl._create_unverified_context()).read(5))";
        Assert.Equal("b'hello'\n", folder.Python(get.Replace("{0}", "http://good.example/", StringComparison.Ordinal), internet.Host).Output);
        Assert.Equal("b'hello'\n", folder.Python(get.Replace("{0}", "https://good.example/", StringComparison.Ordinal), internet.Host).Output);
        Assert.Contains("HTTP Error 403", folder.Python(get.Replace("{0}", "http://other.example/", StringComparison.Ordinal), internet.Host).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Chromium_shows_a_granted_page_and_none_of_its_ways_past_a_proxy_leads_anywhere()
    {
        using var folder = new ExecFolder(""" "children":128,"limits":{"memory":"8GB","cpu":"10m","wall":"5m"},"egress":[{"origin":"http://good.example","methods":["GET"]}] """);
        string[] packets = ["udp 192.31.196.30 3478", "udp 192.31.196.31 3478", "tcp 192.31.196.32 80", "tcp 192.31.196.11 80"];
        string[] page = ["--headless=new", "--disable-gpu", "--user-data-dir=/tmp/profile-{0}", "--virtual-time-budget=6000", "--timeout=20000", "--dump-dom", "http://good.example/leaks"];
        string[] Page(string profile) => [.. page.Select(argument => argument.Replace("{0}", profile, StringComparison.Ordinal))];
        // A browser that has little of the machine may end before it has tried everything: then both are asked again.
        string[] sentBare = [];
        for (int attempt = 0; attempt < 5 && sentBare.Length < packets.Length; attempt++)
        {
            int[] before = [.. packets.Select(internet.Count)];
            CliResult inside = folder.Run(["chromium", .. Page("in")], within: internet.Host, options: ["--preset", "chromium"]);
            Assert.Contains("id=\"p\">tried", inside.Output, StringComparison.Ordinal);
            Assert.Contains("http://other.example", inside.Error, StringComparison.Ordinal);
            Assert.Equal(before, packets.Select(internet.Count));

            // The control: the same page in the same browser, bare.
            string profile = $"bare-{Guid.NewGuid():N}";
            internet.Bare(["chromium", "--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run", "--disable-quic", .. Page(profile)]);
            Directory.Delete("/tmp/profile-" + profile, recursive: true);
            sentBare = [.. packets.Where((packet, i) => internet.Count(packet) > before[i])];
        }

        Assert.Equal(packets, sentBare);
    }

    private static void Shell(ExecFolder folder, string script)
    {
        using Process shell = Process.Start(new ProcessStartInfo("sh", ["-c", script]) { WorkingDirectory = folder.Path, UseShellExecute = false })!;
        shell.WaitForExit();
        Assert.Equal(0, shell.ExitCode);
    }
}
