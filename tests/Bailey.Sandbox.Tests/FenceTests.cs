using System.Diagnostics;
using Bailey.Assess.Attacks;
using Bailey.Assess.Native;

namespace Bailey.Sandbox.Tests;

/// <summary>The Landlock domain that a worker has beside its namespaces, with a mistake in those or without the filter.</summary>
[Collection(nameof(Ground))]
public sealed class FenceTests(Ground ground)
{
    // Where nothing is to be read: the folder that covers others.
    private const string Mistaken = "/empty/folder";

    [Fact]
    public void A_file_that_a_mistake_in_the_mounts_shows_is_not_readable()
    {
        string folder = Directory.CreateTempSubdirectory("bailey-fence-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "canary"), "canary");
            HostFile.SetPermissions(folder, 0b111_101_101);
            WorkerStart start = ground.Start("attack", "read_host_file", "read_host_folder") with
            {
                Environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["CANARY"] = Mistaken + "/canary", ["SCRATCH"] = Mistaken },
            };
            SandboxPlan Mistake(bool fenced)
            {
                SandboxPlan plan = WorkerPlan.Compile(start, Sandboxes.MaskedHere(), fenced);
                string[] arguments = [.. plan.Arguments];
                int at = Array.IndexOf(arguments, "--proc");
                return plan with { Arguments = [.. arguments[..at], "--ro-bind", folder, Mistaken, .. arguments[at..]] };
            }

            Assert.Equal(("refused errno 13", "reached errno 0"), (Run(Mistake(fenced: true), start)["read_host_file"], Run(Mistake(fenced: false), start)["read_host_file"]));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Without_the_filter_there_is_still_no_tcp()
    {
        WorkerStart start = ground.Start("attack", "open_a_door");
        string Without(bool fenced) => Run(WorkerAssault.Unfiltered(WorkerPlan.Compile(start, Sandboxes.MaskedHere(), fenced)), start)["open_a_door"];
        Assert.Equal(("refused errno 13", "reached errno 0"), (Without(fenced: true), Without(fenced: false)));
    }

    [Fact]
    public async Task Nothing_runs_where_the_kernel_does_not_confine()
    {
        // Its standard input is no ruleset.
        string fence = Path.Combine(ground.Stage, FenceProgram.Path);
        using Process process = Process.Start(
            new ProcessStartInfo(fence, ["0-", "/proc", "/bin/echo", "unconfined"]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
        string output = await process.StandardOutput.ReadToEndAsync();
        string errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal((1, "", "bailey-fence: the kernel did not confine\n"), (process.ExitCode, output, errors));
    }

    [Fact]
    public void Every_class_has_a_domain_and_only_the_tunnel_connects()
    {
        using var listener = new Interop.OwnedDescriptor(-1, ownsHandle: false);
        WorkerStart start = ground.Start("list");
        FencePlan Of(SandboxClass sandbox) => WorkerPlan.Compile(
            start with { Class = sandbox, Listener = sandbox == SandboxClass.Worker ? null : listener }, Sandboxes.MaskedHere()).Fence!;
        Assert.False(Of(SandboxClass.Worker).Connects);
        Assert.False(Of(SandboxClass.WebHost).Connects);
        Assert.True(Of(SandboxClass.Tunnel).Connects);
        Assert.All(Of(SandboxClass.Worker).Rules, rule => Assert.StartsWith(ground.Stage, rule.Path, StringComparison.Ordinal));
        Assert.All(Of(SandboxClass.Worker).Rules, rule => Assert.NotEmpty(rule.Reason));
    }

    private Dictionary<string, string> Run(SandboxPlan plan, WorkerStart start)
    {
        using SandboxProcess process = ground.Sandboxes.Spawn(plan, start.Limits);
        return Battery.Lines(Battery.Finish(process));
    }
}
