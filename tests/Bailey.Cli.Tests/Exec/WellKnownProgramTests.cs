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

    private static void Shell(ExecFolder folder, string script)
    {
        using Process shell = Process.Start(new ProcessStartInfo("sh", ["-c", script]) { WorkingDirectory = folder.Path, UseShellExecute = false })!;
        shell.WaitForExit();
        Assert.Equal(0, shell.ExitCode);
    }
}
