using System.Diagnostics;

namespace Bailey.Sandbox.Tests;

/// <summary>bubblewrap dies before its child would die with it: the real one, held at that moment.</summary>
[Collection(nameof(Ground))]
public sealed class OrphanTests(Ground ground)
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);

    // It says who its child is before it lets it go. Into a pipe that is full it says it for ever.
    private const string Deaf = """
        exec 40<>hold
        dd if=/dev/zero of=hold oflag=nonblock bs=4096 count=1024 2>&-
        child_of() { local one; for one in $(cat /proc/$1/task/$1/children); do [ "$(cat /proc/$one/comm)" = bwrap ] && echo $one; done; }

        """;

    // Somebody else tells the host.
    private const string Held = Deaf + """
        ( until child=$(child_of $$) && [ "$child" ]; do sleep 0.01; done; printf '{"child-pid": %d}' $child >&6 ) &
        exec /usr/bin/bwrap "$@" 6>&40
        """;

    // Nobody tells the host. What is kept is the child's state in the kernel after its parent's end.
    private const string DiesYoung = Deaf + """
        /usr/bin/bwrap "$@" 6>&40 &
        until child=$(child_of $!) && [ "$child" ]; do sleep 0.01; done
        kill -9 $!; wait $!
        echo "$child $(sed 's/.*) //' /proc/$child/stat | cut -c1)" > orphan
        exit 1
        """;

    // After the child was let go, before it asks to die with its parent; 40 is a number that no plan has.
    private const string HeldLater = "exec /usr/bin/bwrap --block-fd 40 \"$@\" 40<>hold";

    [Fact]
    public async Task A_bubblewrap_that_is_killed_before_it_lets_its_child_go_leaves_nothing()
    {
        using var bubblewrap = new OtherBubblewrap(Held);
        using Sandboxes sandboxes = Open(bubblewrap);
        using SandboxProcess process = sandboxes.Spawn(ground.Start("sleep"));
        using (Process launcher = Process.GetProcessById(process.LauncherPid))
        {
            launcher.Kill();
        }

        Assert.Equal(9, (await process.Exit.WaitAsync(Long)).Signal);
        Assert.False(Directory.Exists($"/proc/{process.Pid}"));
    }

    [Fact]
    public void A_bubblewrap_that_dies_before_it_names_its_child_leaves_nothing()
    {
        using var bubblewrap = new OtherBubblewrap(DiesYoung);
        using Sandboxes sandboxes = Open(bubblewrap);
        Assert.Equal("BLY3002", Assert.Throws<WallUnavailableException>(() => sandboxes.Spawn(ground.Start("sleep"))).Code);
        string[] orphan = File.ReadAllText(bubblewrap.In("orphan")).Split(' ', StringSplitOptions.TrimEntries);
        Assert.Equal("S", orphan[1]); // the control: it had outlived its parent
        Assert.False(Directory.Exists($"/proc/{orphan[0]}"));
    }

    [Theory]
    [InlineData("""printf '{ "child-pid": ' >&6""")]
    [InlineData("exit 0")]
    public void A_bubblewrap_that_dies_in_the_middle_of_a_word_is_no_wall(string script)
    {
        using var bubblewrap = new OtherBubblewrap(script);
        using Sandboxes sandboxes = Open(bubblewrap);
        Assert.Equal("BLY3002", Assert.Throws<WallUnavailableException>(() => sandboxes.Spawn(ground.Start("sleep"))).Code);
    }

    [Fact]
    public async Task A_program_whose_host_dies_while_its_sandbox_is_made_never_begins()
    {
        Assert.True(await Begins(killed: false), "the control: it begins where its host lives");
        Assert.False(await Begins(killed: true));
    }

    private static async Task<bool> Begins(bool killed)
    {
        using var bubblewrap = new OtherBubblewrap(HeldLater);
        string program = Path.Combine(Ground.Layout.PublishFolder, Ground.Layout.Executable);
        using Process host = Process.Start(new ProcessStartInfo(program, ["program-host", bubblewrap.Path, bubblewrap.Folder]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        try
        {
            int[] pids = [.. (await host.StandardOutput.ReadLineAsync().WaitAsync(Long))!.Split(' ').Select(int.Parse)];
            if (killed)
            {
                host.Kill();
                Wait(() => Processes.IsGone(pids[0]));
                Assert.False(Processes.IsGone(pids[1]), "the control: what was being made has outlived them");
            }

            bubblewrap.Release();
            Wait(() => Processes.IsGone(pids[1]));
            return File.Exists(bubblewrap.In("begun"));
        }
        finally
        {
            host.Kill();
            await host.WaitForExitAsync();
        }
    }

    private static Sandboxes Open(OtherBubblewrap bubblewrap) => Sandboxes.Open(new SandboxOptions { Bubblewrap = bubblewrap.Path, TryFirst = false });

    private static void Wait(Func<bool> condition) => Assert.True(SpinWait.SpinUntil(condition, Long));
}
