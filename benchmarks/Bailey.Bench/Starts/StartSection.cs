using System.Diagnostics;
using Bailey.Bench.Measuring;

namespace Bailey.Bench.Starts;

/// <summary>Starts. Cold: nothing of the host runs before; its code cache is as the run before left it. Warm: a broker runs and keeps a worker waiting.</summary>
/// <param name="Milliseconds">Cold: wall time from start to end of the process, by host.</param>
/// <param name="Warm">Warm: wall milliseconds from asking for a guest to its first output.</param>
/// <param name="Ratios">lavamoat/bailey and bailey/node, over runs that followed one another.</param>
internal sealed record StartRow(Dictionary<string, Spread> Milliseconds, Spread Warm, Dictionary<string, Spread> Ratios);

/// <summary><c>run samples/01-hello</c> in each host.</summary>
internal static class StartSection
{
    /// <summary>The section's name for --only.</summary>
    public const string Name = "starts";

    /// <summary>Starts them in turn; a round before the first fills the caches.</summary>
    public static StartRow Measure(bool quick)
    {
        string folder = Path.Combine(Place.Root, "samples", "01-hello");
        var samples = Hosts.All.ToDictionary(static host => host.Name, static _ => new List<double>(), StringComparer.Ordinal);
        for (int round = -1; round < (quick ? 3 : 15); round++)
        {
            foreach ((string name, Func<string, string[]> command) in Hosts.All)
            {
                string[] words = command(folder);
                long start = Stopwatch.GetTimestamp();
                string output = Child.Output(words[0], folder, words.AsSpan(1));
                double took = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
                if (output.Trim() != "hello, world")
                {
                    throw new WrongResultException($"{name} said {output}");
                }

                if (round >= 0)
                {
                    samples[name].Add(took);
                }
            }
        }

        string rounds = quick ? "5" : "30";
        Spread warm = Spread.Of(Child.Ask(Place.WarmStart, Place.Broker, folder, rounds, "1").Samples);

        Spread Ratio(string a, string b) => Spread.Of(samples[a].Zip(samples[b], static (x, y) => x / y));
        return new StartRow(
            samples.ToDictionary(static pair => pair.Key, static pair => Spread.Of(pair.Value), StringComparer.Ordinal),
            warm,
            new(StringComparer.Ordinal) { ["lavamoat/bailey"] = Ratio("lavamoat", "bailey"), ["bailey/node"] = Ratio("bailey", "node") });
    }
}
