using System.Diagnostics;

namespace Bailey.Sandbox.Tests;

[Collection(nameof(Ground))]
public sealed class DoctorTests
{
    [Fact]
    public void Where_tests_run_everything_stands() =>
        Assert.DoesNotContain(SandboxDoctor.Check(), finding => finding.Status == DoctorStatus.Missing);

    [Fact]
    public void Without_bubblewrap_nothing_starts_and_the_doctor_says_so()
    {
        var options = new SandboxOptions { Bubblewrap = "/nonexistent/bwrap" };
        Assert.Equal("BLY3001", Assert.Throws<WallUnavailableException>(() => Sandboxes.Open(options)).Code);
        DoctorFinding finding = SandboxDoctor.Check(options).Single(f => f.Status == DoctorStatus.Missing);
        Assert.Equal("bubblewrap", finding.Clause);
        Assert.Contains("Install", finding.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void A_program_that_only_calls_itself_bubblewrap_is_no_wall() =>
        Assert.Equal("BLY3002", Assert.Throws<WallUnavailableException>(() => Sandboxes.Open(new SandboxOptions { Bubblewrap = "/bin/false" })).Code);

    [Fact]
    public async Task Where_user_namespaces_are_refused_nothing_starts()
    {
        string refused = await Doctor(["--unshare-user", "--disable-userns", "--dev-bind", "/", "/"]);
        Assert.Contains("namespaces\tMissing", refused, StringComparison.Ordinal);
        Assert.Contains("open\tBLY3002", refused, StringComparison.Ordinal);

        // The control: the same program in the same place, where they are allowed.
        string allowed = await Doctor(["--dev-bind", "/", "/"]);
        Assert.Contains("namespaces\tReady", allowed, StringComparison.Ordinal);
        Assert.Contains("open\tReady", allowed, StringComparison.Ordinal);
    }

    [Fact]
    public void The_report_of_the_worker_names_its_clauses_and_its_gaps()
    {
        EnforcementReport report = EnforcementReport.ForWorker(new SandboxOptions());
        Assert.IsType<EnforcementLevel.Enforced>(report.Clauses.Single(c => c.Clause.StartsWith("network", StringComparison.Ordinal)).Level);
        Assert.IsType<EnforcementLevel.Sampled>(report.Clauses.Single(c => c.Clause == "memory").Level);
        Assert.IsType<EnforcementLevel.Unsupported>(report.Clauses.Single(c => c.Clause == "no new executable memory").Level);
    }

    private static async Task<string> Doctor(string[] flags)
    {
        string program = Path.Combine(Ground.Layout.PublishFolder, Ground.Layout.Executable);
        string[] become = Interop.LibC.geteuid() == 0 ? ["setpriv", "--reuid", "60977", "--regid", "60977", "--clear-groups"] : ["env"];
        string[] command = [.. become, "bwrap", .. flags, program, "doctor"];
        using Process process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return output;
    }
}
