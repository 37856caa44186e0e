using System.Diagnostics;
using Bailey.Interop;

namespace Bailey.Sandbox.Tests;

[Collection(nameof(Ground))]
public sealed class SpawnTests(Ground ground)
{
    [Fact]
    public async Task A_worker_answers_on_its_channel_and_ends_when_the_channel_ends()
    {
        using SandboxProcess process = ground.Sandboxes.Spawn(ground.Start("echo"));
        await process.Channel.WriteAsync("hello"u8.ToArray());
        var answer = new byte[5];
        await process.Channel.ReadExactlyAsync(answer);
        Assert.Equal("hello"u8.ToArray(), answer);

        process.Channel.Dispose();
        ExitStatus status = await process.Exit;
        Assert.Equal((7, null, null), (status.Code, status.Signal, status.Limit));
        Assert.Equal("", status.Diagnostics);
    }

    [Fact]
    public async Task Both_runtimes_work_before_and_after_the_second_filter()
    {
        using SandboxProcess process = ground.Sandboxes.Spawn(ground.Start("engine"));
        Ground.SendSecondFilter(process.Channel);
        ExitStatus status = await process.Exit;
        Assert.True(status.Code == 0, $"{status}");
        Assert.Contains("True", status.Diagnostics, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(42)]
    public async Task An_exit_code_comes_through(int code)
    {
        ExitStatus status = await ground.Run(ground.Start("exit", $"{code}"));
        Assert.Equal((code, null), (status.Code, status.Signal));
    }

    [Fact]
    public async Task A_crash_is_a_signal_and_its_last_words_are_kept()
    {
        ExitStatus status = await ground.Run(ground.Start("abort"));
        // abort(3): process 1 of a namespace does not die of its own SIGABRT, so the C library goes on to a forbidden instruction.
        Assert.Equal(LibC.SIGSEGV, status.Signal);
        Assert.Contains("on purpose", status.Diagnostics, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Killing_ends_it_at_once()
    {
        using SandboxProcess process = ground.Sandboxes.Spawn(ground.Start("sleep"));
        process.Kill();
        ExitStatus status = await process.Exit.WaitAsync(TimeSpan.FromSeconds(5));
        Assert.Equal((LibC.SIGKILL, null), (status.Signal, status.Limit));
        Assert.False(Directory.Exists($"/proc/{process.Pid}"));
    }

    [Fact]
    public async Task A_program_that_is_not_in_the_root_says_so()
    {
        ExitStatus status = await ground.Run(new WorkerStart(ground.Stage, "/app/Missing", [], new SandboxLimits()));
        Assert.Equal(1, status.Code);
        // bubblewrap's words, or the fence's.
        Assert.Contains(Sandboxes.Fenced ? "execve refused the program" : "execvp", status.Diagnostics, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Twenty_at_once_all_answer()
    {
        SandboxProcess[] processes = [.. Enumerable.Range(0, 20).Select(_ => ground.Sandboxes.Spawn(ground.Start("echo")))];
        foreach (SandboxProcess process in processes)
        {
            await process.Channel.WriteAsync(new byte[] { 1 });
            await process.Channel.ReadExactlyAsync(new byte[1]);
        }

        Assert.Equal(20, processes.Select(process => process.Pid).Distinct().Count());
        foreach (SandboxProcess process in processes)
        {
            process.Dispose();
        }

        ExitStatus[] ends = await Task.WhenAll(processes.Select(process => process.Exit));
        Assert.All(ends, end => Assert.NotNull(end.Signal));
    }

    [Fact]
    public void Its_user_on_the_host_is_never_root()
    {
        using SandboxProcess process = ground.Sandboxes.Spawn(ground.Start("sleep"));
        foreach (int pid in new[] { process.Pid, process.LauncherPid })
        {
            string ids = File.ReadLines($"/proc/{pid}/status").First(line => line.StartsWith("Uid:", StringComparison.Ordinal));
            string expected = LibC.geteuid() == 0 ? $"{SandboxUser.Choose()}" : $"{LibC.geteuid()}";
            Assert.All(ids.Split('\t')[1..], id => Assert.Equal(expected, id));
        }

        // The control: this process itself kept its own.
        Assert.Equal(LibC.geteuid(), LibC.getuid());
    }

    [Fact]
    public void No_process_list_shows_its_plan()
    {
        using SandboxProcess process = ground.Sandboxes.Spawn(ground.Start("sleep") with { Environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["SECRET"] = "s3cret" } });
        string commandLine = File.ReadAllText($"/proc/{process.LauncherPid}/cmdline");
        Assert.DoesNotContain("s3cret", commandLine, StringComparison.Ordinal);
        Assert.DoesNotContain(ground.Stage, commandLine, StringComparison.Ordinal);
        Assert.Contains(Ground.Executable, commandLine, StringComparison.Ordinal);
    }

    // "sleep" runs and does not listen: the kernel ends it. "echo" may not even have begun when its host dies, and bubblewrap not
    // yet have asked the kernel for that signal: the end of the channel ends it.
    [Theory]
    [InlineData("sleep")]
    [InlineData("echo")]
    public async Task The_death_of_the_host_kills_every_sandbox(string mode)
    {
        string program = Path.Combine(Ground.Layout.PublishFolder, Ground.Layout.Executable);
        using Process host = Process.Start(
            new ProcessStartInfo(program, ["host", ground.Stage, Ground.Executable, mode]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        string[] pids = (await host.StandardOutput.ReadLineAsync())!.Split(' ');
        Assert.All(pids, pid => Assert.True(Directory.Exists($"/proc/{pid}"), "the control: it lives while its host lives"));

        host.Kill();
        await host.WaitForExitAsync();
        for (int i = 0; i < 100 && pids.Any(Lives); i++)
        {
            await Task.Delay(20);
        }

        Assert.DoesNotContain(pids, Lives);
    }

    // A zombie that its new parent has not collected yet is dead.
    internal static bool Lives(string pid)
    {
        try
        {
            return !File.ReadAllText($"/proc/{pid}/stat").Contains(") Z ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }
}
