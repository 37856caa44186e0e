namespace Bailey.Sandbox.Tests;

/// <summary>What is written into control groups, and where, without any.</summary>
public sealed class GroupWordsTests
{
    private static readonly SandboxLimits Some = new() { MemoryBytes = 256 << 20, Processes = 9, Threads = null };

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void What_is_written_is_the_approved_and_says_why(int version)
    {
        IReadOnlyList<GroupWrite> writes = GroupWrites.Of(version, Some);
        Assert.All(writes, static write => Assert.NotEmpty(write.Reason));
        Approved.Match($"group-v{version}.txt", string.Concat(writes.Select(static write => $"{write.File} = {write.Value}{(write.IsRequired ? "" : " (where it is there)")}: {write.Reason}\n")));
    }

    [Fact]
    public void A_tighter_limit_is_never_written_wider()
    {
        foreach (int version in (int[])[1, 2])
        {
            foreach (long bytes in (long[])[64L << 20, 1L << 30, 1L << 40])
            {
                Assert.Contains(GroupWrites.Of(version, Some with { MemoryBytes = bytes }), write => write.IsRequired && write.Value == $"{bytes}");
            }

            Assert.Contains(GroupWrites.Of(version, Some with { MemoryBytes = null }), static write => write is { IsRequired: true, Value: "-1" or "max" });
        }

        Assert.True(GroupWrites.Tasks(Some with { Processes = 1 }) <= GroupWrites.Tasks(Some with { Processes = 30 }));
        Assert.Equal(8192, GroupWrites.Tasks(Some with { Processes = int.MaxValue }));
        Assert.Equal(512, GroupWrites.Tasks(new SandboxLimits()));
    }

    public static TheoryData<string, string, string, string> Machines => new()
    {
        {
            "systemd, version 2", "0::/user.slice/user-1000.slice/user@1000.service/app.slice/run-1.scope",
            "30 23 0:26 / /sys/fs/cgroup rw,nosuid shared:4 - cgroup2 cgroup2 rw,nsdelegate",
            "2: =/sys/fs/cgroup/user.slice/user-1000.slice/user@1000.service/app.slice/run-1.scope"
        },
        {
            "version 1, one controller each, and version 2 beside it", "4:memory:/a/b\n3:cpu,cpuacct:/\n8:pids:/\n0::/",
            "35 31 0:32 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory\n34 31 0:30 / /sys/fs/cgroup/cpu,cpuacct rw - cgroup cgroup rw,cpu,cpuacct\n"
            + "40 31 0:37 / /sys/fs/cgroup/pids rw - cgroup cgroup rw,pids\n41 31 0:38 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw",
            "2: =/sys/fs/cgroup/unified|1: cpuacct=/sys/fs/cgroup/cpu,cpuacct memory=/sys/fs/cgroup/memory/a/b pids=/sys/fs/cgroup/pids"
        },
        {
            "a container that mounted its own part", "4:memory:/docker/0123", "35 31 0:32 /docker/0123 /sys/fs/cgroup/memory ro - cgroup cgroup rw,memory",
            "1: memory=/sys/fs/cgroup/memory"
        },
        { "seen from a namespace that it was moved out of", "0::/../other", "30 23 0:26 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw", "" },
        { "no memory controller", "8:pids:/", "40 31 0:37 / /sys/fs/cgroup/pids rw - cgroup cgroup rw,pids", "" },
        { "no groups", "", "30 23 0:26 / / rw - ext4 /dev/sda rw", "" },
    };

    [Theory]
    [MemberData(nameof(Machines))]
    public void Its_own_groups_are_found_where_they_are_mounted(string machine, string memberships, string mounts, string expected)
    {
        Assert.NotEmpty(machine);
        string found = string.Join('|', GroupTree.Parse(memberships.Split('\n'), mounts.Split('\n')).Select(static tree =>
            $"{tree.Version}: {string.Join(' ', tree.Folders.OrderBy(static folder => folder.Key, StringComparer.Ordinal).Select(static folder => $"{folder.Key}={folder.Value}"))}"));
        Assert.Equal(expected, found);
    }
}
