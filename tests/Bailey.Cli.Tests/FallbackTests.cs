using System.Text.Json;

namespace Bailey.Cli.Tests;

/// <summary>The command line where no user namespace can be made; with each its control, the same where they can.</summary>
public sealed class FallbackTests : IDisposable
{
    private readonly string state = Directory.CreateTempSubdirectory("bailey-state-").FullName;

    public FallbackTests() => Open(state);

    public void Dispose() => Directory.Delete(state, recursive: true);

    [Fact]
    public void A_guest_runs_and_bailey_says_once_behind_what()
    {
        using var program = new TemporaryProgram("console.log('hello'); try { require('fs').readFileSync('/etc/passwd') } catch (error) { console.log(error.code) }");
        Open(program.Folder);
        CliResult refused = Run(["run", program.Folder], allowed: false);
        Assert.Equal(("hello\nEACCES\n", 0), (refused.Output, refused.ExitCode));
        Assert.Single(refused.Error.Split('\n'), line => line.Contains("refuses user namespaces", StringComparison.Ordinal));
        Assert.Contains("Landlock and seccomp alone", refused.Error, StringComparison.Ordinal);

        CliResult allowed = Run(["run", program.Folder], allowed: true);
        Assert.Equal("hello\nEACCES\n", allowed.Output);
        Assert.DoesNotContain("Landlock", allowed.Error, StringComparison.Ordinal);
        string audit = File.ReadAllText(Path.Combine(state, "bailey/audit.jsonl"));
        Assert.Contains("\"sandbox\":\"landlock\"", audit, StringComparison.Ordinal);
        Assert.Contains("\"sandbox\":\"namespaces\"", audit, StringComparison.Ordinal);
    }

    [Fact]
    public void A_required_clause_that_is_lost_stops_the_start()
    {
        using var program = new TemporaryProgram("console.log('hello')", """ "identity":{"value":"uniform","required":true} """);
        Open(program.Folder);
        CliResult refused = Run(["run", program.Folder], allowed: false);
        Assert.Equal(("", 69), (refused.Output, refused.ExitCode));
        Assert.Contains("requires identity", refused.Error, StringComparison.Ordinal);
        Assert.Equal("hello\n", Run(["run", program.Folder], allowed: true).Output);

        // Reported where it is not required.
        program.Write("bailey.json", """{"bailey":1,"entry":"index.js","identity":"uniform"}""");
        CliResult reported = Run(["run", "--json", program.Folder], allowed: false);
        using JsonDocument first = JsonDocument.Parse(reported.Output.Split('\n')[0]);
        Assert.Equal(("sandbox", "landlock"), (first.RootElement.GetProperty("event").GetString(), first.RootElement.GetProperty("mechanism").GetString()));
    }

    [Fact]
    public void Programs_are_refused_and_the_doctor_says_what_is_lost()
    {
        using var folder = new Exec.ExecFolder();
        string policy = Path.Combine(folder.Path, "bailey.json");
        CliResult refused = Run(["exec", "--policy", policy, "--", "/bin/echo", "hello"], allowed: false);
        Assert.Equal(("", 69), (refused.Output, refused.ExitCode));
        Assert.Contains("BLY3002", refused.Error, StringComparison.Ordinal);
        Assert.Equal("hello\n", Run(["exec", "--policy", policy, "--", "/bin/echo", "hello"], allowed: true).Output);

        CliResult doctor = Run(["doctor", "--json"], allowed: false);
        using JsonDocument report = JsonDocument.Parse(doctor.Output);
        Assert.Equal((1, "landlock", false), (doctor.ExitCode, report.RootElement.GetProperty("guests").GetString(), report.RootElement.GetProperty("programs").GetBoolean()));
        CliResult control = Run(["doctor", "--json"], allowed: true);
        Assert.Equal(0, control.ExitCode);
    }

    private static void Open(string folder) => File.SetUnixFileMode(folder, (UnixFileMode)0x1FF);

    // As root, namespaces inside would be another matter: an ordinary user in both.
    private CliResult Run(string[] arguments, bool allowed)
    {
        string[] unprivileged = Environment.IsPrivilegedProcess ? ["setpriv", "--reuid", "60977", "--regid", "60977", "--clear-groups"] : [];
        string[] refusing = allowed ? [] : ["bwrap", "--unshare-user", "--disable-userns", "--dev-bind", "/", "/"];
        return PublishedCli.Run(arguments, within: [.. unprivileged, "env", $"XDG_STATE_HOME={state}", .. refusing]);
    }
}
