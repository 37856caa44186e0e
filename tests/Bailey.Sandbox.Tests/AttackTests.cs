using Bailey.Assess.Attacks;
using Bailey.Assess.Native;
using Bailey.Assess.Script;
using Xunit.Abstractions;

namespace Bailey.Sandbox.Tests;

/// <summary>Native code that has taken over a worker, against the sandbox alone.</summary>
[Collection(nameof(Ground))]
public sealed class AttackTests(AttackRuns runs, ITestOutputHelper output) : IClassFixture<AttackRuns>
{
    public static TheoryData<string> Attempts => [.. AttackList.Attempts];

    [Theory]
    [MemberData(nameof(Attempts))]
    public void An_attempt_is_refused_to_a_warm_worker(string name)
    {
        Assert.Equal(AttackList.OpenWhenWarm.ContainsKey(name), Reached(runs.Warm, name));
        AssertReachedBare(name);
    }

    [Theory]
    [MemberData(nameof(Attempts))]
    public void An_attempt_is_refused_to_a_starting_worker(string name)
    {
        Assert.Equal(AttackList.OpenWhileStarting.ContainsKey(name), Reached(runs.Starting, name));
        AssertReachedBare(name);
    }

    [Theory]
    [MemberData(nameof(Attempts))]
    public void An_attempt_is_refused_to_a_warm_worker_where_namespaces_are_refused(string name)
    {
        Assert.Equal("Landlock 0  ", runs.WithoutNamespaces["mechanism"]);
        Assert.Equal(AttackList.OpenWithoutNamespaces.ContainsKey(name), Reached(runs.WithoutNamespaces, name));
        AssertReachedBare(name);
    }

    // No file and no call tells it any more; the processor's instructions and the clocks do.
    [Theory]
    [InlineData("see_host_name", "")]
    [InlineData("see_kernel_release", "")]
    [InlineData("see_user", "-1:-1")]
    [InlineData("see_mounts", "")]
    [InlineData("see_cpuinfo", "")]
    [InlineData("see_disk_size", "")]
    [InlineData("see_time_zone", "UTC")]
    public void A_warm_worker_learns_nothing_of_the_host_by_name_where_namespaces_are_refused(string what, string expected)
    {
        Assert.Equal("reached " + expected, runs.WithoutNamespaces[what]);
        Assert.NotEqual(runs.Bare[what], runs.WithoutNamespaces[what]);
    }

    [Fact]
    public void The_ladder_names_what_each_layer_stops()
    {
        output.WriteLine($"{"attempt",-40}{"bare",-9}{"names",-9}{"filter",-9}{"starting",-9}{"warm",-9}");
        foreach (string name in AttackList.Attempts)
        {
            output.WriteLine($"{name,-40}{Show(runs.Bare, name),-9}{Show(runs.NamespacesOnly, name),-9}{Show(runs.FilterOnly, name),-9}{Show(runs.Starting, name),-9}{Show(runs.Warm, name),-9}{runs.Bare[name]} | {runs.Warm[name]}");
        }

        int[] counts = [.. new[] { runs.Bare, runs.NamespacesOnly, runs.FilterOnly, runs.Starting, runs.Warm }
            .Select(run => AttackList.Attempts.Count(name => Reached(run, name)))];
        output.WriteLine($"reached of {AttackList.Attempts.Count}: bare {counts[0]}, namespaces only {counts[1]}, filter only {counts[2]}, starting {counts[3]}, warm {counts[4]}");
        Assert.True(counts[0] > counts[1] && counts[0] > counts[2] && counts[1] > counts[4] && counts[2] > counts[4]);
    }

    // A few of the corpus, by the road of `bailey assess`; EscapeTests has all of it.
    [Fact]
    public void The_realm_stops_what_succeeds_with_the_realm_down_behind_the_other_walls()
    {
        using var sandboxes = Sandboxes.Open();
        var escapes = Battery.Open(("Bailey.Escapes", Ground.Escapes), sandboxes, TimeSpan.FromMinutes(5));
        Assert.True(escapes.Attempts.Count >= 240);
        Attempt[] attempts = [.. CorpusAssault.Run(sandboxes, escapes, ["realm/poison-array-push", "realm/process-binding", "realm/fine-timer", "realm/module-cache"])];
        Assert.All(attempts, attempt => Assert.Equal(Verdict.Stopped, attempt.Verdict));
        Assert.All(attempts, attempt => Assert.Equal([Walls.Realm], attempt.StoppedOnlyBy));
        Assert.Equal(["guests", "host", "fingerprint", "guests"], attempts.Select(attempt => attempt.Criterion));
    }

    [Theory]
    [InlineData("see_host_name", "localhost")]
    [InlineData("see_user", "1000:1000")]
    [InlineData("see_process_id", "1")]
    [InlineData("see_meminfo", "MemTotal:        8388608 kB")]
    [InlineData("see_version", "Linux version 6.0.0")]
    [InlineData("see_uptime", "0.00 0.00")]
    [InlineData("see_loadavg", "0.00 0.00 0.00 1/1 1")]
    [InlineData("see_cmdline", "quiet")]
    [InlineData("see_stat", "cpu  0 0 0 0 0 0 0 0 0 0")]
    [InlineData("see_time_zone", "UTC")]
    [InlineData("see_devices", "/dev/urandom")]
    [InlineData("see_root", "/app,/dev,/dotnet,/empty,/lib,/lib64,/proc")]
    [InlineData("see_environment", "CANARY,DATAGRAM,DOTNET_EnableDiagnostics,DOTNET_EnableWriteXorExecute,DOTNET_ROOT,DOTNET_TieredPGO,HOME,LANG,LD_LIBRARY_PATH,PORT,PORT6,PWD,SCRATCH,SEGMENT,TZ,VICTIM")]
    public void A_starting_worker_sees_one_invented_machine(string what, string expected)
    {
        Assert.Equal("reached " + expected, runs.Starting[what]);
        Assert.NotEqual(runs.Bare[what], runs.Starting[what]);
    }

    public static TheoryData<string> Surfaces => [.. IdentityTable.Rows.Select(row => row.Surface)];

    [Theory]
    [MemberData(nameof(Surfaces))]
    public void What_is_said_of_a_surface_is_what_workers_and_programs_see(string surface)
    {
        IdentityRow row = IdentityTable.Rows.Single(row => row.Surface == surface);
        string bare = runs.Bare[row.Probe];
        Assert.All([row.By, row.Reason], text => Assert.NotEmpty(text));
        foreach ((string said, string seen) in new[] { (row.Worker, runs.Starting[row.Probe]), (row.Program, runs.Program[row.Probe]) })
        {
            switch (said)
            {
                case IdentityTable.Own:
                    Assert.Equal(bare, seen);
                    Assert.NotEmpty(row.Leak);
                    break;
                case IdentityTable.Absent:
                    Assert.Equal("reached ", seen);
                    Assert.NotEqual("reached ", bare); // the control: outside it is there
                    break;
                default:
                    Assert.EndsWith(said, seen, StringComparison.Ordinal);
                    Assert.False(bare.EndsWith(said, StringComparison.Ordinal), $"bare: {bare}");
                    break;
            }
        }
    }

    [Fact]
    public void Standard_streams_and_the_channel_are_its_only_descriptors()
    {
        // Files of its own root, pipes between its own threads and copies of its standard streams are what the runtime opened since.
        string[] foreign = [.. Foreign(runs.Starting["see_descriptors"])];
        Assert.Equal(["0=/dev/null", "1=pipe", "2=pipe", "3=socket"], foreign);
        Assert.NotEqual(foreign, Foreign(runs.Bare["see_descriptors"]));
    }

    [Fact]
    public void What_a_worker_sees_is_reported()
    {
        foreach ((string name, string value) in runs.Starting.Where(pair => pair.Key.StartsWith("see_", StringComparison.Ordinal)))
        {
            output.WriteLine($"{name,-24}{value}\n{"",-24}bare: {runs.Bare[name]}");
        }
    }

    private static IEnumerable<string> Foreign(string descriptors) => descriptors["reached ".Length..].Split(',').Where(entry =>
        !entry.Contains("=/app/", StringComparison.Ordinal) && !entry.Contains("=/dotnet/", StringComparison.Ordinal)
        && !entry.Contains("=/proc/", StringComparison.Ordinal)
        && !(entry.EndsWith("=pipe", StringComparison.Ordinal) && entry[..2] is not ("1=" or "2="))
        && !(entry.EndsWith("=/dev/null", StringComparison.Ordinal) && entry[..2] is not "0="));

    // The control: the same attempt by the same program, without the wall.
    private void AssertReachedBare(string name) => Assert.True(Reached(runs.Bare, name), $"bare: {runs.Bare[name]}");

    private static string Show(IReadOnlyDictionary<string, string> run, string name) => Reached(run, name) ? "REACHED" : "-";

    private static bool Reached(IReadOnlyDictionary<string, string> run, string name)
    {
        Assert.DoesNotContain("Failed", run[name], StringComparison.Ordinal);
        return run[name].StartsWith("reached", StringComparison.Ordinal);
    }
}
