using System.Globalization;
using System.Text.Json;
using Bailey.Bench.Measuring;

namespace Bailey.Bench.Sandboxing;

/// <summary>One client, bare and through its tunnel, in turn. The server is this process.</summary>
internal static class EgressCost
{
    private const string Direct = "direct";
    private const string Tunnel = "tunnel";
    private const string Proxy = "3128";
    private const string Python = "/usr/bin/python3";
    private const int Larges = 2;
    private const int Smalls = 100;
    private const int Connections = 200;

    /// <summary>Measures in rounds, each with a sandbox of its own; a first round is not counted.</summary>
    public static async Task<EgressResults> MeasureAsync(BaileyHost host, int rounds)
    {
        using var server = new BodyServer();
        string script = File.ReadAllText(Path.Combine(Place.Benchmarks, "sandboxes", "client.py"));
        string[] Command(string via) => [Python, "-c", script, server.Authority, via, .. ((int[])[Larges, Smalls, Connections]).Select(static count => count.ToString(CultureInfo.InvariantCulture))];
        string bailey = NativeRun.Granting($"http://{server.Authority}");
        var large = new Samples();
        var small = new Samples();
        var many = new Samples();
        for (int round = -1; round < rounds; round++)
        {
            foreach (string column in (string[])[Direct, Tunnel])
            {
                // Off this thread: the server needs it not, but blocked threads would be in its way.
                string output = column == Direct
                    ? await Task.Run(() => Child.Output(Python, Place.Root, Command(Direct).AsSpan(1)))
                    : await NativeRun.RunAsync(host, bailey, Command(Proxy));
                Answer answer = JsonSerializer.Deserialize<Answer>(output, JsonSerializerOptions.Web)!;
                if (round >= 0)
                {
                    large.Add(column, Spread.Of(answer.Large).Median);
                    small.Add(column, Spread.Of(answer.Small).Median);
                    many.Add(column, answer.Many);
                }
            }
        }

        return new EgressResults(
            large.Spreads(), large.Pairs(Tunnel, Direct, static (one, other) => one / other), small.Spreads(), small.Pairs(Tunnel, Direct, static (one, other) => one - other), many.Spreads(), Connections);
    }

    /// <summary>What the client prints.</summary>
    /// <param name="Large">MB/s of each large body.</param>
    /// <param name="Small">Milliseconds of each small request.</param>
    /// <param name="Many">Milliseconds of all connections at once.</param>
    private sealed record Answer(double[] Large, double[] Small, double Many);
}
