using System.Diagnostics;
using Bailey.Bench.Measuring;

namespace Bailey.Bench.Sandboxing;

/// <summary>What sandboxes around native programs cost: a whole command, a start by a host that runs, memory, the network.</summary>
internal static class SandboxSection
{
    /// <summary>The section's name for --only.</summary>
    public const string Name = "sandboxes";

    private const string Nothing = """{"bailey":1}""";
    private static readonly string[] Program = ["/bin/true"];

    /// <summary>Measures all of it, in turn; a first round of each fills the caches.</summary>
    public static SandboxResults Measure(bool quick, Action<string> say) => MeasureAsync(quick, say).GetAwaiter().GetResult();

    private static async Task<SandboxResults> MeasureAsync(bool quick, Action<string> say)
    {
        (Contender[] here, string[] missing) = Contender.Find();
        foreach (string one in missing)
        {
            say(one);
        }

        say("sandboxes: whole commands");
        Samples whole = Whole(here, quick ? 5 : 30);
        await using BaileyHost host = BaileyHost.Start(new BaileyHostOptions { Broker = Place.Broker });
        say("sandboxes: starts by a host that runs");
        Samples spawn = await Spawn(host, quick ? 10 : 60);
        say("sandboxes: memory");
        SandboxMemoryRow[] memory = await SandboxMemory.MeasureAsync(here, quick ? 4 : 8);
        say("sandboxes: egress");
        EgressResults egress = await EgressCost.MeasureAsync(host, quick ? 3 : 9);
        return new SandboxResults(whole.Spreads(), spawn.Spreads(), spawn.Pairs(Contender.Bailey, Contender.Bubblewrap, static (one, other) => one - other), memory, egress, missing);
    }

    private static Samples Whole(Contender[] here, int rounds)
    {
        var samples = new Samples();
        for (int round = -1; round < rounds; round++)
        {
            foreach (Contender one in round % 2 == 0 ? here : here.Reverse())
            {
                double took = Run(one);
                if (round >= 0)
                {
                    samples.Add(one.Name, took);
                }
            }
        }

        return samples;
    }

    private static double Run(Contender contender)
    {
        string[] command = contender.Command(Program);
        long start = Stopwatch.GetTimestamp();
        _ = Child.Output(command[0], Place.Work, command.AsSpan(1));
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static async Task<Samples> Spawn(BaileyHost host, int rounds)
    {
        Contender[] others = [.. Contender.All.Where(static one => one.Name is Contender.Bare or Contender.Bubblewrap)];
        var samples = new Samples();
        for (int round = -3; round < rounds; round++)
        {
            var took = new Dictionary<string, double>(StringComparer.Ordinal);
            foreach (Contender one in others)
            {
                took[one.Name] = Run(one);
            }

            long start = Stopwatch.GetTimestamp();
            _ = await NativeRun.RunAsync(host, Nothing, Program);
            took[Contender.Bailey] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            foreach ((string name, double milliseconds) in round < 0 ? [] : took)
            {
                samples.Add(name, milliseconds);
            }
        }

        return samples;
    }
}
