using System.Diagnostics;

namespace Bailey.Sandbox.Tests;

/// <summary>
/// Control groups, each promise beside the same program where samples alone hold it. Where this machine lets nobody make groups, the programs' own ends are
/// what samples give, and <see cref="Usable"/> says so.
/// </summary>
[Collection(nameof(Ground))]
public sealed class GroupTests(Ground ground)
{
    private const long Megabyte = 1 << 20;
    private const long Little = 96 * Megabyte;

    // 200 MB into a file, then the end.
    private const string Fill = """my $x = "x" x 1048576; for (1..200) { syswrite($f, $x) == 1048576 or exit 4 } exit 3;""";

    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);

    /// <summary>Whether groups can be made where the tests run.</summary>
    public static bool Usable { get; } = SandboxDoctor.Check().Limits != LimitMechanism.Monitor;

    public static TheoryData<string> FilesOfMemory => new()
    {
        """open(my $f, ">", "/tmp/full") or exit 5; """ + Fill,
        """my $n = "full"; my $d = syscall(319, $n, 0); open(my $f, ">&=", $d) or exit 5; """ + Fill, // memfd_create
    };

    [Theory]
    [MemberData(nameof(FilesOfMemory))]
    public async Task Memory_in_files_of_memory_counts(string program)
    {
        Assert.Equal(Usable ? LimitKind.Memory : null, (await Run(Perl(program, new SandboxLimits { MemoryBytes = Little }))).Limit);

        // The controls: the same program with more memory, and the same where samples see processes alone.
        Assert.Equal(3, (await Run(Perl(program, new SandboxLimits { MemoryBytes = 1024 * Megabyte }))).Code);
        Assert.Equal(3, (await Run(Perl(program, new SandboxLimits { MemoryBytes = Little }), groups: false)).Code);
    }

    [Fact]
    public async Task Memory_that_is_taken_at_once_ends_at_the_limit()
    {
        const string program = """my $x = "x" x (600 * 1048576); exit 3;""";
        using var sandboxes = Sandboxes.Open();
        using SandboxProgram hog = sandboxes.Spawn(Perl(program, new SandboxLimits { MemoryBytes = Little }));
        Assert.Equal(LimitKind.Memory, (await hog.Process.Exit.WaitAsync(Long)).Limit);
        Assert.True(!Usable || hog.Process.PeakMemoryBytes < Little + (32 * Megabyte), $"{hog.Process.PeakMemoryBytes}");
        Assert.Equal(3, (await Run(Perl(program, new SandboxLimits { MemoryBytes = 2048 * Megabyte }))).Code);
    }

    [Fact]
    public async Task A_workers_memory_is_held_and_another_one_lives_on()
    {
        using SandboxProcess other = ground.Sandboxes.Spawn(ground.Start("echo") with { Limits = new SandboxLimits { MemoryBytes = 512 * Megabyte } });
        using SandboxProcess hog = ground.Sandboxes.Spawn(ground.Start("hog") with { Limits = new SandboxLimits { MemoryBytes = 160 * Megabyte } });
        Assert.Equal(LimitKind.Memory, (await hog.Exit.WaitAsync(Long)).Limit);
        await other.Channel.WriteAsync(new byte[] { 1 });
        await other.Channel.ReadExactlyAsync(new byte[1]);
        Assert.Equal(Usable, other.LimitsBy != LimitMechanism.Monitor);
    }

    [Fact]
    public async Task Limits_that_come_later_are_held_too()
    {
        using SandboxProcess process = ground.Sandboxes.Spawn(ground.Start("hog") with { Limits = new SandboxLimits { MemoryBytes = 4096 * Megabyte } });
        process.Limit(new SandboxLimits { MemoryBytes = 160 * Megabyte });
        Assert.Equal(LimitKind.Memory, (await process.Exit.WaitAsync(Long)).Limit);
        Assert.True(process.PeakMemoryBytes < 600 * Megabyte, $"{process.PeakMemoryBytes}");
    }

    [Fact]
    public async Task Processor_time_of_children_that_nobody_waits_for_counts()
    {
        // Each ends in time to be in no sum, and its parent does not ask.
        const string program = """$SIG{CHLD} = "IGNORE"; while (1) { if (my $child = fork) { waitpid($child, 0) } else { my $end = (times)[0] + 0.2; 1 while (times)[0] < $end; exit } }""";
        var limits = new SandboxLimits { CpuTime = TimeSpan.FromSeconds(1.5), WallTime = TimeSpan.FromSeconds(20), Processes = 8, Threads = null };
        Assert.Equal(Usable ? LimitKind.CpuTime : LimitKind.WallTime, (await Run(Perl(program, limits) with { Children = true })).Limit);

        // The control: samples alone never see it all.
        Assert.Equal(LimitKind.WallTime, (await Run(Perl(program, limits with { WallTime = TimeSpan.FromSeconds(6) }) with { Children = true }, groups: false)).Limit);
    }

    [Fact]
    public async Task A_fork_bomb_among_allowed_children_is_ended_and_the_limit_is_named()
    {
        var limits = new SandboxLimits { Processes = 8, Threads = null, WallTime = TimeSpan.FromSeconds(30) };
        // The control comes first: what is left of a bomb, thousands of processes that are ending, takes the machine for a while.
        ExitStatus few = await Run(Perl("for (1..5) { fork or do { sleep 1; exit } } exit 3", limits) with { Children = true });
        Assert.Equal((3, null), (few.Code, few.Limit));
        Assert.Equal(LimitKind.Processes, (await Run(Perl("fork while 1", limits) with { Children = true })).Limit);
    }

    [Fact]
    public async Task Nothing_is_left_of_a_sandbox_that_ended_nor_of_its_host()
    {
        string[] before = Groups();
        var sandboxes = Sandboxes.Open();
        using SandboxProcess process = sandboxes.Spawn(ground.Start("sleep"));
        Assert.Equal(Usable, Groups().Except(before, StringComparer.Ordinal).Any());
        process.Kill();
        await process.Exit;
        sandboxes.Dispose();
        Assert.True(SpinWait.SpinUntil(() => !Groups().Except(before, StringComparer.Ordinal).Any(), Long));
    }

    [Fact]
    public async Task What_a_killed_host_left_is_taken_away_by_the_next_one_and_nothing_of_a_living_one()
    {
        string[] before = Groups();
        (Process killed, string[] ofKilled) = await Host(before);
        (Process living, string[] ofLiving) = await Host([.. before, .. ofKilled]);
        using (killed)
        using (living)
        {
            try
            {
                killed.Kill();
                await killed.WaitForExitAsync();
                Assert.Equal(Usable, ofKilled.Length > 0);
                Assert.All(ofKilled, group => Assert.True(Directory.Exists(group), "the control: nobody has taken it away yet"));
                Assert.True(SpinWait.SpinUntil(() => ofKilled.All(IsEmpty), Long));

                using (var next = Sandboxes.Open())
                {
                    using SandboxProcess process = next.Spawn(ground.Start("sleep"));
                    Assert.DoesNotContain(ofKilled, Directory.Exists);
                    Assert.All(ofLiving, group => Assert.True(Directory.Exists(group)));
                    process.Kill();
                    await process.Exit;
                }
            }
            finally
            {
                living.Kill();
                await living.WaitForExitAsync();
            }
        }

        // And of the second one, by one more.
        Assert.True(SpinWait.SpinUntil(() => ofLiving.All(IsEmpty), Long));
        using var last = Sandboxes.Open();
        using SandboxProcess another = last.Spawn(ground.Start("sleep"));
        Assert.DoesNotContain(ofLiving, Directory.Exists);
    }

    [Fact]
    public async Task Where_no_group_can_be_made_samples_hold_and_the_doctor_says_so()
    {
        using (var groups = new ControlGroups([new GroupTree(1, new Dictionary<string, string>(StringComparer.Ordinal) { [GroupTree.Memory] = "/proc/sys" })]))
        {
            Assert.Null(groups.Hold(Environment.ProcessId, new SandboxLimits()));
            Assert.Equal(LimitMechanism.Monitor, groups.Mechanism);
            Assert.Contains("/proc/sys", groups.Reason, StringComparison.Ordinal);
        }

        Assert.Contains("control groups\tAbsent", await DoctorOfSomebody(), StringComparison.Ordinal);
        ExitStatus status = await Run(Perl("""my @x; push @x, "x" x 1048576 while 1""", new SandboxLimits { MemoryBytes = Little }), groups: false);
        Assert.Equal(LimitKind.Memory, status.Limit);
    }

    // Membership and the end of all are what version 2 has without controllers. This machine's are with version 1.
    [SecondVersionFact]
    public async Task In_a_group_of_version_2_one_word_ends_everything()
    {
        Assert.Equal(Interop.Errno.None, GroupFolder.Make(GroupTree.Here().Single(static tree => tree.Version == 2).Folders[""], out GroupFolder? folder));
        using (folder)
        {
            string path = Path.Combine(folder!.Path, GroupFolder.NewName());
            Assert.Equal(Interop.Errno.None, GroupFolder.MakeOne(path));
            using var group = new ControlGroup(2, new Dictionary<string, string>(StringComparer.Ordinal) { [""] = path });
            using Process inside = Process.Start("/bin/sleep", "60");
            using Process outside = Process.Start("/bin/sleep", "60");
            Assert.Equal(Interop.Errno.None, group.Enter(inside.Id));
            Assert.Equal($"{inside.Id}", ControlFile.Read(Path.Combine(path, "cgroup.procs")));
            group.Kill();
            await inside.WaitForExitAsync().WaitAsync(Long);
            Assert.False(outside.HasExited, "the control: who is not in it lives");
            outside.Kill();
            await outside.WaitForExitAsync();
        }

        Assert.False(Directory.Exists(folder!.Path));
    }

    private static ProgramStart Perl(string program, SandboxLimits limits) => new(["/usr/bin/perl", "-e", program], "/", limits with { WallTime = limits.WallTime ?? Long });

    private static async Task<ExitStatus> Run(ProgramStart start, bool groups = true)
    {
        using var sandboxes = Sandboxes.Open(new SandboxOptions { ControlGroups = groups });
        using SandboxProgram program = sandboxes.Spawn(start);
        return await program.Process.Exit.WaitAsync(Long);
    }

    private static string[] Groups() => [.. GroupTree.Here().SelectMany(static tree => tree.Folders.Values).Distinct(StringComparer.Ordinal)
        .Where(Directory.Exists).SelectMany(static own => Directory.GetDirectories(own, "bailey-*"))];

    private static bool IsEmpty(string group) => Directory.GetDirectories(group).Append(group).All(static folder => ControlFile.Read(Path.Combine(folder, "cgroup.procs")).Length == 0);

    private async Task<(Process Host, string[] Groups)> Host(string[] known)
    {
        string program = Path.Combine(Ground.Layout.PublishFolder, Ground.Layout.Executable);
        Process host = Process.Start(new ProcessStartInfo(program, ["host", ground.Stage, Ground.Executable, "sleep"]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        _ = await host.StandardOutput.ReadLineAsync().WaitAsync(Long);
        return (host, [.. Groups().Except(known, StringComparer.Ordinal)]);
    }

    // Somebody who may not write any tree of groups.
    private static async Task<string> DoctorOfSomebody()
    {
        string program = Path.Combine(Ground.Layout.PublishFolder, Ground.Layout.Executable);
        string[] command = [.. Interop.LibC.geteuid() == 0 ? (string[])["setpriv", "--reuid", "60977", "--regid", "60977", "--clear-groups"] : ["env"], program, "doctor"];
        using Process process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return output;
    }
}

/// <summary>A test that needs a tree of version 2 in which it may make groups.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SecondVersionFactAttribute : FactAttribute
{
    public SecondVersionFactAttribute()
    {
        GroupFolder? folder = null;
        if (GroupTree.Here().FirstOrDefault(static tree => tree.Version == 2) is { } tree)
        {
            _ = GroupFolder.Make(tree.Folders[""], out folder);
        }

        Skip = folder is null ? "no tree of version 2 can be written here" : null;
        folder?.Dispose();
    }
}
