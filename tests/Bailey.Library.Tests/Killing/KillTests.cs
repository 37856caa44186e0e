using System.Diagnostics;
using System.Globalization;
using Bailey.Interop;
using Xunit.Abstractions;

namespace Bailey.Library.Tests.Killing;

/// <summary>Any one process is killed at any moment. <c>BAILEY_SEED</c> repeats a run's choices; the moments are the machine's.</summary>
[Collection("alone")]
public sealed class KillTests : IDisposable
{
    private const int LongestWait = 700;

    private static readonly int Rounds = Environment.GetEnvironmentVariable("BAILEY_LONG_TESTS") == "1" ? 300 : 8;
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(2);

    private readonly string? _state = Environment.GetEnvironmentVariable("XDG_STATE_HOME");
    private readonly string _folder = Directory.CreateTempSubdirectory("bailey-kill-").FullName;
    private readonly ITestOutputHelper _said;

    public KillTests(ITestOutputHelper said)
    {
        _said = said;
        Environment.SetEnvironmentVariable("XDG_STATE_HOME", _folder);
        Directory.CreateDirectory(Path.Combine(_folder, "page"));
        File.WriteAllText(Path.Combine(_folder, "page", "index.html"), "<p>page");
        Assert.Equal(Errno.None, LibC.set_child_subreaper());
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("XDG_STATE_HOME", _state);
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Whatever_is_killed_nothing_is_left_nobody_waits_and_every_answer_is_in_the_audit_log()
    {
        int seed = int.TryParse(Environment.GetEnvironmentVariable("BAILEY_SEED"), CultureInfo.InvariantCulture, out int wanted) ? wanted : Random.Shared.Next();
        var random = new Random(seed);
        _said.WriteLine($"BAILEY_SEED={seed}");
        HashSet<int> before = [.. Processes.Beneath(Environment.ProcessId)];
        int answers = 0;
        for (int round = 0; round < Rounds; round++)
        {
            (int broker, string victim, Scene scene) = await Once(random, before, round);
            answers += Answered(broker, scene, $"round {round} of seed {seed}: {victim} was killed");
        }

        Assert.True(answers > 0, "the control: somebody was answered");
    }

    [Fact]
    public async Task What_outlives_its_parent_is_seen()
    {
        HashSet<int> before = [.. Processes.Beneath(Environment.ProcessId)];
        using Process parent = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "setsid sleep 1000 & echo $!"]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        int orphan = int.Parse((await parent.StandardOutput.ReadLineAsync())!, CultureInfo.InvariantCulture);
        await parent.WaitForExitAsync();
        (int[] left, _) = await Remains.Wait(before, brokerDied: true, TimeSpan.FromSeconds(1));
        Assert.Equal([orphan], left);
        Process.GetProcessById(orphan).Kill();
        Assert.Empty((await Remains.Wait(before, brokerDied: true)).Left);
    }

    private async Task<(int Broker, string Victim, Scene Scene)> Once(Random random, HashSet<int> before, int round)
    {
        BaileyHost host = Published.StartHost();
        int broker = Processes.Beneath(Environment.ProcessId).First(pid => !before.Contains(pid) && !Processes.IsGone(pid));
        var scene = new Scene(host, _folder, round);
        if (round % 2 == 1)
        {
            // In every other round all of it is at work; else it may still be starting.
            await scene.Answered().WaitAsync(Long);
        }

        await Task.Delay(random.Next(LongestWait));
        int[] alive = [broker, .. Processes.Beneath(broker).Where(static pid => !Processes.IsGone(pid))];
        // The broker more often than its share: most depends on it.
        int victim = random.Next(4) == 0 ? broker : alive[random.Next(alive.Length)];
        string name = Processes.CommandOf(victim).Replace('\0', ' ');
        Kill(victim);
        Task ended = scene.End();
        Assert.True(await Task.WhenAny(ended, Task.Delay(Long)) == ended, $"{name} was killed, and a client waits");
        bool brokerDied = victim == broker;
        if (!brokerDied)
        {
            // All of it is gone before the broker goes.
            (int[] beneath, _) = await Remains.Wait(new HashSet<int>(before) { broker }, brokerDied: false);
            Assert.True(beneath.Length == 0, $"{name} was killed, and {string.Join(", ", beneath.Select(Processes.CommandOf))} is left beneath the broker");
        }

        await host.DisposeAsync().AsTask().WaitAsync(Long);
        (int[] left, int neverLetGo) = await Remains.Wait(before, brokerDied);
        Assert.True(left.Length == 0, $"{name} was killed, and {string.Join(", ", left.Select(Processes.CommandOf))} is left");
        _said.WriteLine($"round {round}: {name}{(neverLetGo > 0 ? $"; {neverLetGo} never let go" : "")}");
        return (broker, name, scene);
    }

    private int Answered(int broker, Scene scene, string told)
    {
        HashSet<string> lines = [.. File.ReadLines(Path.Combine(_folder, "bailey", "audit.jsonl"))];
        int answers = 0;
        foreach (Client client in scene.Clients.Where(static client => client.Guest is not null))
        {
            string start = $$"""{"broker":{{broker}},"guest":{{client.Guest!.Number}},""";
            string[] own = [.. lines.Where(line => line.StartsWith(start, StringComparison.Ordinal))];
            Assert.True(own.Any(static line => line.Contains("\"event\":\"started\"", StringComparison.Ordinal)), $"{told}; a start is not in the log");
            foreach (int answer in client.Answers)
            {
                string subject = $"\"subject\":\"{client.Subject}{answer}";
                Assert.True(own.Any(line => line.Contains(subject, StringComparison.Ordinal)), $"{told}; {subject} is not in the log");
                answers++;
            }
        }

        return answers;
    }

    private static void Kill(int pid)
    {
        try
        {
            using Process process = Process.GetProcessById(pid);
            process.Kill();
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
        {
            // It ended by itself.
        }
    }
}
