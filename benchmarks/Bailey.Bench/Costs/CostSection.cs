using Bailey.Bench.Measuring;

namespace Bailey.Bench.Costs;

/// <summary>One operation's cost.</summary>
/// <param name="Name">The operation.</param>
/// <param name="Unit">What the numbers are.</param>
/// <param name="Values">CPU time by column; a column is absent where it has no such operation.</param>
internal sealed record CostRow(string Name, string Unit, Dictionary<string, Spread> Values);

/// <summary>Single operations of a realm, beside the ses Compartment's on Node where that has the same.</summary>
internal static class CostSection
{
    /// <summary>The section's name for --only.</summary>
    public const string Name = "costs";

    private static readonly (string Name, string Title, string Unit, bool OnSes)[] Operations =
    [
        ("lockdown", "lockdown (Bailey: with the compiler, to an empty program's end)", "ms", true),
        ("compartment", "new compartment and its first script", "us", true),
        ("evaluate-new", "evaluate a new text of 50 characters", "us", true),
        ("evaluate-same", "evaluate the same text again", "us", true),
        ("host-call", "call of the host: Date.now()", "ns", true),
        ("transform-cold", "transform lodash, first text of a compiler, per KB", "us", false),
        ("transform-warm", "transform lodash, warm compiler, per KB", "us", false),
        ("transform-cached", "transform lodash, from the code cache, per KB", "us", false),
    ];

    /// <summary>Fresh processes for each operation and column, in turn.</summary>
    public static CostRow[] Measure(bool quick, Action<string> say) => [.. Operations.Select(operation =>
    {
        say($"cost {operation.Name}");
        var bailey = new List<double>();
        var ses = new List<double>();
        for (int i = 0; i < (quick ? 2 : 9); i++)
        {
            bailey.Add(Spread.Of(Child.AskSelf("cost", operation.Name).Samples).Median);
            if (operation.OnSes)
            {
                ses.Add(Spread.Of(Child.Ask("node", Path.Combine(Place.Benchmarks, "node", "costs.mjs"), operation.Name).Samples).Median);
            }
        }

        var values = new Dictionary<string, Spread>(StringComparer.Ordinal) { ["bailey"] = Spread.Of(bailey) };
        if (operation.OnSes)
        {
            values["ses"] = Spread.Of(ses);
        }

        return new CostRow(operation.Title, operation.Unit, values);
    })];
}
