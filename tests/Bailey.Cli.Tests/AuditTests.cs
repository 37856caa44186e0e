using System.Diagnostics;

namespace Bailey.Cli.Tests;

/// <summary>The audit log is a pipe whose reader goes away: from then on it cannot be written.</summary>
public sealed class AuditTests : IDisposable
{
    private readonly string _state = Directory.CreateTempSubdirectory("bailey-state-").FullName;

    public AuditTests()
    {
        Directory.CreateDirectory(Path.Combine(_state, "bailey"));
        using Process made = Process.Start("mkfifo", [Log]);
        made.WaitForExit();
    }

    private string Log => Path.Combine(_state, "bailey", "audit.jsonl");

    private Dictionary<string, string> Environment => new() { ["XDG_STATE_HOME"] = _state };

    public void Dispose() => Directory.Delete(_state, recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_guest_whose_refusal_cannot_be_recorded_has_no_answer_and_is_ended(bool isWritable)
    {
        const string source = "process.stdin.on('data', () => { try { require('fs').readFileSync('/etc/passwd') } catch { } console.log('answered'); process.exit(0) })";
        using var program = new TemporaryProgram(source, """ "stdin":true """);
        CliResult result = Go(PublishedCli.Start(["run", program.Folder], Environment), isWritable);
        Assert.Equal(isWritable ? ("answered\n", 0) : ("", 76), (result.Output, result.ExitCode));
        Assert.Equal(!isWritable, result.Error.Contains("the audit log cannot be written", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_guest_whose_request_cannot_be_recorded_has_no_answer_and_is_ended(bool isWritable)
    {
        const string source = "process.stdin.on('data', () => fetch('http://127.0.0.1:1/').catch(() => { }).then(() => { console.log('answered'); process.exit(0) }))";
        using var program = new TemporaryProgram(source, """ "stdin":true,"egress":[{"origin":"http://127.0.0.1:1","methods":["GET"],"privateAddresses":true}] """);
        CliResult result = Go(PublishedCli.Start(["run", program.Folder], Environment), isWritable);
        Assert.Equal(isWritable ? ("answered\n", 0) : ("", 76), (result.Output, result.ExitCode));
        Assert.Equal(!isWritable, result.Error.Contains("the audit log cannot be written", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_program_whose_end_cannot_be_recorded_did_not_end_well(bool isWritable)
    {
        using var folder = new Exec.ExecFolder(""" "stdin":true """);
        CliResult result = Go(
            PublishedCli.Start(["exec", "--policy", Path.Combine(folder.Path, "bailey.json"), "--", "sh", "-c", "read x; exit 3"], Environment), isWritable);
        Assert.Equal(isWritable ? 3 : 76, result.ExitCode);
        Assert.Equal(!isWritable, result.Error.Contains("the audit log cannot be written", StringComparison.Ordinal));
    }

    // Its start is recorded, then it is told to go on.
    private CliResult Go(Process process, bool isWritable)
    {
        var reader = new StreamReader(Log);
        Assert.Contains("started", reader.ReadLine(), StringComparison.Ordinal);
        Task rest = isWritable ? reader.ReadToEndAsync() : Task.CompletedTask;
        if (!isWritable)
        {
            reader.Dispose();
        }

        CliResult result = PublishedCli.End(process, "go\n");
        Assert.True(rest.Wait(TimeSpan.FromMinutes(1)));
        reader.Dispose();
        return result;
    }
}
