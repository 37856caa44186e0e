using System.Diagnostics;

namespace Bailey.Sandbox.Tests;

/// <summary>Workers without namespaces. AttackTests has the attacks on them, where the kernel really refuses; here bubblewrap says that it does.</summary>
[Collection(nameof(Ground))]
public sealed class FallbackTests(Ground ground) : IDisposable
{
    private const string Refused = "bwrap: Creating new namespace failed: Operation not permitted";

    private readonly string folder = Directory.CreateTempSubdirectory("bailey-fallback-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void The_plan_is_the_approved_one() => Approved.Match("fallback-plan.txt", FallbackPlan.Compile(new WorkerStart("/stage", "/app/Bailey.Worker", ["guest"], new SandboxLimits())).ToString());

    [Fact]
    public void The_rows_are_the_approved_ones_and_say_why()
    {
        Assert.All(FallbackSyscalls.Rows, row => Assert.True(row.Reason.Length > 3, row.Name));
        Approved.Match("fallback-syscalls.txt", string.Join('\n', StagedFilters.Fallback.Explain()) + "\n");
        Assert.Empty(FallbackSyscalls.Rows.Select(row => row.Name).Except(WorkerSyscalls.Rows.Select(row => row.Name)));
    }

    [Fact]
    public async Task Both_runtimes_work_before_and_after_the_second_filter()
    {
        using Sandboxes sandboxes = Open(Refused);
        using SandboxProcess process = sandboxes.Spawn(ground.Start("engine"));
        Ground.SendSecondFilter(process.Channel, process.Mechanism);
        ExitStatus status = await process.Exit;
        Assert.True(status.Code == 0, $"{status}");
        Assert.Equal(SandboxMechanism.Landlock, process.Mechanism);
    }

    [Fact]
    public async Task Its_memory_is_limited_and_killing_ends_it()
    {
        using Sandboxes sandboxes = Open(Refused);
        using SandboxProcess hog = sandboxes.Spawn(ground.Start("hog") with { Limits = new SandboxLimits { MemoryBytes = 160_000_000 } });
        using SandboxProcess sleeper = sandboxes.Spawn(ground.Start("sleep"));
        await sleeper.Channel.ReadExactlyAsync(new byte[1]);
        sleeper.Kill();
        Assert.Equal(9, (await sleeper.Exit).Signal);
        Assert.Equal(LimitKind.Memory, (await hog.Exit).Limit);
    }

    // "sleep" does not listen: the kernel ends it.
    [Fact]
    public async Task The_death_of_the_host_kills_it()
    {
        string program = Path.Combine(Ground.Layout.PublishFolder, Ground.Layout.Executable);
        using Process host = Process.Start(
            new ProcessStartInfo(program, ["host", ground.Stage, Ground.Executable, "sleep", Bubblewrap(Refused)]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        string pid = (await host.StandardOutput.ReadLineAsync())!.Split(' ')[1];
        Assert.True(SpawnTests.Lives(pid), "the control: it lives while its host lives");
        host.Kill();
        await host.WaitForExitAsync();
        for (int i = 0; i < 500 && SpawnTests.Lives(pid); i++)
        {
            await Task.Delay(20);
        }

        Assert.False(SpawnTests.Lives(pid));
    }

    [Theory]
    [InlineData("bwrap: Can't find source path /stage: No such file or directory")]
    [InlineData("bwrap: Unknown option --disable-userns")]
    [InlineData("")]
    public void Only_a_kernel_that_refuses_is_a_reason_to_go_without_namespaces(string said)
    {
        using Sandboxes sandboxes = Open(said);
        Assert.Equal("BLY3002", Assert.Throws<WallUnavailableException>(() => sandboxes.Spawn(ground.Start("list"))).Code);
    }

    [Fact]
    public void A_start_that_is_refused_once_is_not_made_again_without_namespaces()
    {
        // Refused the first time, and not when it is tried again.
        using Sandboxes sandboxes = Open(Refused, until: "mkdir \"$0.once\" 2>/dev/null || exit 0");
        Assert.Equal("BLY3002", Assert.Throws<WallUnavailableException>(() => sandboxes.Spawn(ground.Start("list"))).Code);
    }

    [Fact]
    public void Programs_web_hosts_and_tunnels_are_refused_with_the_reason_and_the_fix()
    {
        using Sandboxes sandboxes = Open(Refused);
        using (sandboxes.Spawn(ground.Start("list")))
        {
            // The control, and from here on it is known that namespaces are refused.
        }

        using var listener = new Interop.OwnedDescriptor(-1, ownsHandle: false);
        WallUnavailableException web = Assert.Throws<WallUnavailableException>(() => sandboxes.Spawn(ground.Start("list") with { Class = SandboxClass.WebHost, Listener = listener }));
        WallUnavailableException program = Assert.Throws<WallUnavailableException>(() => sandboxes.Spawn(new ProgramStart(["/bin/true"], "/", new SandboxLimits())));
        Assert.StartsWith("Web hosts and tunnels need namespaces", web.Missing, StringComparison.Ordinal);
        Assert.StartsWith("Native programs need namespaces", program.Missing, StringComparison.Ordinal);
        Assert.Matches("sysctl -w", program.Advice);
    }

    [Fact]
    public void Nobody_goes_without_namespaces_who_did_not_allow_it()
    {
        using Sandboxes sandboxes = Sandboxes.Open(new SandboxOptions { Bubblewrap = Bubblewrap(Refused), TryFirst = false });
        Assert.Equal("BLY3002", Assert.Throws<WallUnavailableException>(() => sandboxes.Spawn(ground.Start("list"))).Code);
    }

    [Fact]
    public void The_report_has_every_clause_of_the_worker_and_says_what_is_lost()
    {
        var options = new SandboxOptions();
        EnforcementReport report = EnforcementReport.ForFallback(options);
        string[] lost = [.. report.Clauses.Where(clause => clause.Level is EnforcementLevel.Unsupported).Select(clause => clause.Clause)];
        Assert.Equal(["other processes: invisible", "no new executable memory", "identity: uniform"], lost);
        Assert.Empty(EnforcementReport.ForWorker(options).Clauses.Select(clause => clause.Clause).Except(report.Clauses.Select(clause => clause.Clause)));
    }

    private Sandboxes Open(string said, string until = "") =>
        Sandboxes.Open(new SandboxOptions { Bubblewrap = Bubblewrap(said, until), Fallback = true, TryFirst = false });

    // A program in bubblewrap's place that refuses with these words.
    private string Bubblewrap(string said, string until = "")
    {
        string path = Path.Combine(folder, "bwrap");
        File.WriteAllText(path, $"#!/bin/sh\n{until}\necho \"{said}\" >&2\nexit 1\n");
        HostFile.SetPermissions(path, 0b111_101_101);
        HostFile.SetPermissions(folder, 0b111_111_111);
        return path;
    }
}
