using System.Diagnostics;

namespace Bailey.Sandbox.Tests;

[Collection(nameof(Ground))]
public sealed class DoctorTests
{
    [Fact]
    public void Where_tests_run_everything_stands() =>
        Assert.DoesNotContain(SandboxDoctor.Check().Findings, finding => finding.Status == DoctorStatus.Missing);

    [Fact]
    public void Without_bubblewrap_nothing_starts_and_the_doctor_says_so()
    {
        var options = new SandboxOptions { Bubblewrap = "/nonexistent/bwrap" };
        Assert.Equal("BLY3001", Assert.Throws<WallUnavailableException>(() => Sandboxes.Open(options)).Code);
        DoctorFinding finding = SandboxDoctor.Check(options).Findings.Single(f => f.Status == DoctorStatus.Missing);
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
        // Guests have their fallback, which this host does not allow.
        Assert.Contains("namespaces\tAbsent", refused, StringComparison.Ordinal);
        Assert.Contains("open\tBLY3002", refused, StringComparison.Ordinal);

        // The control: the same program in the same place, where they are allowed.
        string allowed = await Doctor(["--dev-bind", "/", "/"]);
        Assert.Contains("namespaces\tReady", allowed, StringComparison.Ordinal);
        Assert.Contains("open\tReady", allowed, StringComparison.Ordinal);
    }

    public static TheoryData<string, string, string> Broken => new()
    {
        { "Linux on x86-64 or arm64", "BLY3010", "Missing" },
        { "bubblewrap", "BLY3001", "Missing" },
        { "user of sandboxes", "BLY3009", "Missing" },
        { "bubblewrap runs", "BLY3013", "Missing" },
        { "libseccomp", "BLY3003", "Missing" },
        { "staged roots", "BLY3008", "Missing" },
        { "JavaScriptCore", "BLY3005", "Missing" },
        { "Landlock", "BLY3014", "Absent" },
        { "Perl", "BLY3011", "Absent" },
        { "control groups", "BLY3015", "Absent" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_missing_piece_is_said_with_what_is_lost_and_what_to_do(string clause, string code, string status)
    {
        Diagnosis diagnosis = Simulated(clause, code switch
        {
            "BLY3001" => Messages.BubblewrapMissing(["/usr/bin/bwrap"]),
            "BLY3003" => Messages.SeccompMissing(),
            "BLY3005" => Messages.LibraryMissing("libjavascriptcoregtk-6.0.so.1"),
            "BLY3008" => Messages.StageRootNotOurs("/var/tmp/bailey-1000"),
            "BLY3009" => Messages.UserRefused(60977, "EPERM"),
            "BLY3010" => Messages.UnknownSystem(),
            "BLY3011" => Messages.PerlMissing("/usr/bin/perl"),
            "BLY3015" => Messages.NoControlGroups("version 1: no group can be made beneath /sys/fs/cgroup/memory (EACCES)"),
            "BLY3013" => Messages.BubblewrapOld("bubblewrap 0.7.0"),
            _ => Messages.LandlockWeak("This kernel has none, or it is off.", "Start a newer one."),
        });
        DoctorFinding finding = diagnosis.Findings.Single(finding => finding.Clause == clause);
        Assert.Equal(status, finding.Status.ToString());
        Assert.All([finding.Reason, finding.Lost, finding.Advice], text => Assert.NotEmpty(text));
        Assert.Equal(status == "Missing" ? null : SandboxMechanism.Namespaces, diagnosis.Workers);

        // The control: the same machine as it is.
        DoctorStatus here = clause == "control groups" && !GroupTests.Usable ? DoctorStatus.Absent : DoctorStatus.Ready;
        Assert.Equal(here, SandboxDoctor.Check().Findings.Single(finding => finding.Clause == clause).Status);
    }

    [Fact]
    public void Every_row_has_its_simulation() =>
        Assert.Equal(SandboxDoctor.Check().Findings.Select(finding => finding.Clause).Order(), Broken.Select(row => (string)row[0]).Append("namespaces").Order());

    public static TheoryData<string> Complaints => [.. NamespaceAdvice.Known.Select(known => known.Complaint)];

    [Theory]
    [MemberData(nameof(Complaints))]
    public void What_bubblewrap_complains_of_has_a_command_that_helps(string complaint)
    {
        Diagnosis diagnosis = Simulated("namespaces", Messages.NamespacesRefused("bwrap: " + complaint, NamespaceAdvice.For("bwrap: " + complaint)));
        DoctorFinding finding = diagnosis.Findings.Single(finding => finding.Clause == "namespaces");
        Assert.Matches("apt-get install|sysctl -w|docker run", finding.Advice);
        // A bubblewrap that is too old is no kernel that refuses.
        Assert.Equal(complaint == "Unknown option" || !Sandboxes.Fenced ? null : SandboxMechanism.Landlock, diagnosis.Workers);
        Assert.False(diagnosis.HasPrograms);
        Assert.NotEmpty(finding.Lost);
    }

    [Theory]
    [InlineData("bubblewrap 0.7.0\n", null)]
    [InlineData("bubblewrap 0.8.0\n", "CVE-2026-87766")]
    [InlineData("bubblewrap 0.11.1\n", "CVE-2026-87766")]
    [InlineData("bubblewrap 0.12.0\n", "0.12.0")]
    [InlineData("bubblewrap 0.12.1-2ubuntu3", "0.12.1-2ubuntu3")]
    [InlineData("", null)]
    [InlineData("true (GNU coreutils) 9.1", null)]
    public void An_old_bubblewrap_is_refused_and_what_is_to_be_known_of_another_is_said(string printed, string? said)
    {
        if (said is null)
        {
            Assert.Equal("BLY3013", Assert.Throws<WallUnavailableException>(() => BubblewrapVersion.Require(printed)).Code);
        }
        else
        {
            Assert.Contains(said, BubblewrapVersion.Require(printed), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_report_of_the_worker_names_its_clauses_and_its_gaps()
    {
        EnforcementReport report = EnforcementReport.ForWorker(new SandboxOptions());
        Assert.IsType<EnforcementLevel.Enforced>(report.Clauses.Single(c => c.Clause.StartsWith("network", StringComparison.Ordinal)).Level);
        Assert.IsType<EnforcementLevel.Sampled>(report.Clauses.Single(c => c.Clause == "memory").Level);
        Assert.IsType<EnforcementLevel.Unsupported>(report.Clauses.Single(c => c.Clause == "no new executable memory").Level);
    }

    private static Diagnosis Simulated(string clause, WallUnavailableException broken) =>
        SandboxDoctor.Check(new SandboxOptions(), (tried, attempt) => tried == clause ? throw broken : attempt());

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
