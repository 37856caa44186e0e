using System.Diagnostics;

namespace Bailey.Sandbox.Tests;

[Collection(nameof(Ground))]
public sealed class LimitTests(Ground ground)
{
    private static readonly SandboxLimits Wide = new() { WallTime = TimeSpan.FromSeconds(30), MemoryBytes = 4L << 30, CpuTime = TimeSpan.FromSeconds(20) };

    [Fact]
    public async Task A_worker_that_takes_too_much_memory_is_ended_and_the_limit_is_named()
    {
        const long limit = 300 << 20;
        const long overshoot = 200 << 20;
        using SandboxProcess process = ground.Sandboxes.Spawn(ground.Start("hog") with { Limits = Wide with { MemoryBytes = limit } });
        ExitStatus status = await process.Exit;
        Assert.Equal((LimitKind?)LimitKind.Memory, status.Limit);
        Assert.Equal(9, status.Signal);
        Assert.InRange(process.PeakMemoryBytes, limit, limit + overshoot);
    }

    [Fact]
    public async Task A_worker_that_computes_too_long_is_ended_and_the_limit_is_named()
    {
        using SandboxProcess process = ground.Sandboxes.Spawn(ground.Start("spin") with { Limits = Wide with { CpuTime = TimeSpan.FromMilliseconds(500) } });
        Assert.Equal((LimitKind?)LimitKind.CpuTime, (await process.Exit).Limit);
        Assert.InRange(process.CpuTime.TotalMilliseconds, 500, 900);
    }

    [Fact]
    public async Task A_worker_that_only_waits_is_ended_by_the_clock()
    {
        var watch = Stopwatch.StartNew();
        ExitStatus status = await ground.Run(ground.Start("sleep") with { Limits = Wide with { WallTime = TimeSpan.FromMilliseconds(700) } });
        Assert.Equal((LimitKind?)LimitKind.WallTime, status.Limit);
        Assert.InRange(watch.ElapsedMilliseconds, 700, 3000);
    }

    [Fact]
    public async Task A_worker_that_starts_threads_for_ever_is_ended()
    {
        ExitStatus status = await ground.Run(ground.Start("threads") with { Limits = Wide with { Threads = 64, Descriptors = 4096 } });
        Assert.Equal((LimitKind?)LimitKind.Threads, status.Limit);
    }

    [Fact]
    public async Task A_worker_within_its_limits_is_left_alone()
    {
        using SandboxProcess process = ground.Sandboxes.Spawn(ground.Start("echo") with { Limits = Wide });
        await Task.Delay(300);
        await process.Channel.WriteAsync(new byte[] { 1 });
        await process.Channel.ReadExactlyAsync(new byte[1]);
        process.Channel.Dispose();
        Assert.Equal((7, null), ((await process.Exit).Code, (await process.Exit).Limit));
        Assert.InRange(process.PeakMemoryBytes, 10 << 20, 200 << 20);
    }

    [Fact]
    public async Task Limits_that_are_set_later_count_from_then()
    {
        using SandboxProcess process = ground.Sandboxes.Spawn(ground.Start("echo") with { Limits = Wide with { WallTime = null } });
        await Task.Delay(500);
        Assert.False(process.Exit.IsCompleted);
        var watch = Stopwatch.StartNew();
        process.Limit(Wide with { WallTime = TimeSpan.FromMilliseconds(300) });
        Assert.Equal((LimitKind?)LimitKind.WallTime, (await process.Exit).Limit);
        Assert.InRange(watch.ElapsedMilliseconds, 290, 2000);
    }

    [Theory]
    [InlineData(64)]
    [InlineData(200)]
    public async Task Descriptors_end_at_their_number(int limit)
    {
        ExitStatus status = await ground.Run(ground.Start("descriptors") with { Limits = Wide with { Descriptors = limit } });
        int opened = int.Parse(status.Diagnostics.Split("opened ")[1], System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange(opened, 1, limit);
        Assert.True(opened > limit - 60, $"{opened} of {limit}");
    }

    [Fact]
    public async Task A_flood_of_diagnostics_is_cut_at_64_KiB()
    {
        ExitStatus status = await ground.Run(ground.Start("flood"));
        Assert.Equal(64 * 1024, status.Diagnostics.Length);
    }
}
