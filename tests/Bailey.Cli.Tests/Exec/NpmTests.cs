using System.Diagnostics;
using System.Security.Cryptography;

namespace Bailey.Cli.Tests.Exec;

/// <summary><c>npm ci</c> with an install script that looks around, against a registry on loopback.</summary>
public sealed class NpmTests : IDisposable
{
    // What a package's install script does here, and what became of it, in a file of the program's folder.
    private const string Script =
        """
        const fs = require('fs');
        const seen = {};
        try { seen.secret = fs.readFileSync('/secret/token', 'utf8') } catch (error) { seen.secret = error.code }
        require('net').connect(Number(process.env.REGISTRY_PORT), '127.0.0.1')
          .on('connect', () => done('connected')).on('error', (error) => done(error.code));
        function done(direct) { fs.writeFileSync('seen.json', JSON.stringify({ ...seen, direct })); process.exit() }
        """;

    private readonly ExecFolder folder = new();
    private readonly Process registry;
    private readonly int port;

    public NpmTests()
    {
        folder.Write("registry/package/package.json", """{"name":"dep","version":"1.0.0","scripts":{"install":"node script.js"}}""");
        folder.Write("registry/package/script.js", Script);
        folder.Write("secret/token", "t0k3n");
        string served = Path.Combine(folder.Path, "registry");
        Run("tar", "-czf", Path.Combine(served, "dep-1.0.0.tgz"), "-C", served, "package");
        registry = Process.Start(new ProcessStartInfo("/usr/bin/python3", ["-u", "-m", "http.server", "0", "--bind", "127.0.0.1", "-d", served])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        })!;
        registry.ErrorDataReceived += static (_, _) => { };
        port = int.Parse(registry.StandardOutput.ReadLine()!.Split(' ')[5], System.Globalization.CultureInfo.InvariantCulture);
        registry.BeginErrorReadLine();

        string integrity = "sha512-" + Convert.ToBase64String(SHA512.HashData(File.ReadAllBytes(Path.Combine(served, "dep-1.0.0.tgz"))));
        folder.Write("app/package.json", """{"name":"app","version":"1.0.0","dependencies":{"dep":"1.0.0"}}""");
        folder.Write("app/package-lock.json", $$"""
            {"name":"app","version":"1.0.0","lockfileVersion":3,"requires":true,"packages":{
              "":{"name":"app","version":"1.0.0","dependencies":{"dep":"1.0.0"} },
              "node_modules/dep":{"version":"1.0.0","resolved":"http://localhost:{{port}}/dep-1.0.0.tgz","integrity":"{{integrity}}","hasInstallScript":true} } }
            """);
    }

    public void Dispose()
    {
        registry.Kill();
        registry.WaitForExit();
        registry.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void Packages_come_from_the_granted_registry_and_their_install_scripts_have_no_more_than_the_program()
    {
        CliResult refused = Install(origin: "http://localhost:1", files: "");
        Assert.NotEqual(0, refused.ExitCode);
        Assert.Contains($"localhost:{port}", refused.Error, StringComparison.Ordinal);

        CliResult installed = Install($"http://localhost:{port}", files: "");
        Assert.True(installed.ExitCode == 0, installed.Error);
        Assert.Equal("""{"secret":"ENOENT","direct":"ECONNREFUSED"}""", Seen());

        // The control: one grant more, and the script has it.
        CliResult wider = Install($"http://localhost:{port}", files: """,{"path":"/secret","source":"secret","access":"read"}""");
        Assert.True(wider.ExitCode == 0, wider.Error);
        Assert.Equal("""{"secret":"t0k3n","direct":"ECONNREFUSED"}""", Seen());
    }

    private string Seen() => File.ReadAllText(Path.Combine(folder.Path, "app/node_modules/dep/seen.json"));

    private CliResult Install(string origin, string files)
    {
        folder.Policy($$"""
             "children":64,"limits":{"memory":"2GB"},"env":{"NO_PROXY":"","no_proxy":"","REGISTRY_PORT":"{{port}}" },
             "files":[{"path":"/app","source":"app","access":"write"}{{files}}],"egress":[{"origin":"{{origin}}","methods":["GET"],"privateAddresses":true}]
             """);
        return folder.Run(["npm", "ci", "--prefix", "/app", $"--registry=http://localhost:{port}/", "--fetch-retries=0", "--no-audit", "--no-fund", "--no-update-notifier"]);
    }

    private static void Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(program, arguments);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}
