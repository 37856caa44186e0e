using Bailey.Bench.Kernels;
using Bailey.Bench.Measuring;
using Bailey.Bench.Sandboxing;

namespace Bailey.Bench.Report;

/// <summary>One promise about speed and what was measured.</summary>
/// <param name="Text">The promise.</param>
/// <param name="Measured">The number, or that it was not measured.</param>
/// <param name="Holds">Null where it was not measured.</param>
internal sealed record Promise(string Text, string Measured, bool? Holds)
{
    private const double MostOverRaw = 1.10;
    private const double LeastOverSes = 50;
    private const double LeastOverLavaMoat = 2;
    private const double MostWarmMilliseconds = 5;
    private const double MostReadOverNode = 50;
    private const double MostDeclaredOverBare = 1.1;
    private const double MostHardenedOverBare = 1.6;
    private const double MostOverBubblewrap = 8;
    private const double MostSandboxMegabytes = 0.5;
    private const double LeastThroughTunnel = 0.8;
    private const double MostTunnelMilliseconds = 1;

    /// <summary>All promises, held against the results.</summary>
    public static Promise[] Of(Results results) =>
    [
        Make(
            "median over the kernels at most 1.10 times raw JavaScriptCore",
            results.Kernels.Count == Kernel.All.Length ? KernelReport.Middle(results.Kernels, "bailey/raw") : null,
            static ratio => ratio <= MostOverRaw),
        Loop(results, "intrinsic-globals"),
        Loop(results, "guest-globals"),
        Make(
            "run samples/01-hello, cold, at least 2 times faster than lavamoat",
            results.Starts?.Ratios["lavamoat/bailey"].Median,
            static ratio => ratio >= LeastOverLavaMoat),
        Make("a guest starts in a warm worker in at most 5 ms", results.Starts?.Warm.Median, static milliseconds => milliseconds <= MostWarmMilliseconds),
        Make(
            "readFileSync of 1 KB at most 50 us over Node's",
            results.Modules?[0].Values is { } read ? read["bailey"].Median - read["node"].Median : null,
            static microseconds => microseconds <= MostReadOverNode),
        Page(results, "declared", MostDeclaredOverBare),
        Page(results, "hardened", MostHardenedOverBare),
        Make("a native program starts at most 8 ms later than in bubblewrap alone", results.Sandboxes?.SpawnOver.Median, static milliseconds => milliseconds <= MostOverBubblewrap),
        Make(
            "a sandbox holds at most 0.5 MB beyond its program, its tunnel apart",
            results.Sandboxes?.Memory.Where(static row => row.Name.StartsWith(Contender.Bailey, StringComparison.Ordinal)).Max(static row => row.Sandbox),
            static megabytes => megabytes <= MostSandboxMegabytes),
        Make("a large body comes through the tunnel at 0.8 times the direct speed or more", results.Sandboxes?.Egress.LargeRatio.Median, static ratio => ratio >= LeastThroughTunnel),
        Make("a small request through the tunnel takes at most 1 ms more", results.Sandboxes?.Egress.SmallAdded.Median, static milliseconds => milliseconds <= MostTunnelMilliseconds),
    ];

    private static Promise Page(Results results, string grade, double most)
    {
        double[] medians = [.. results.Frames?.Pages.Select(row => row.Ratios.GetValueOrDefault(grade)?.Median).OfType<double>() ?? []];
        return Make($"a contained page, {grade}, loads in at most {Table.Number(most)} times the bare page's time (median over the pages)", medians.Length == 0 ? null : Spread.Of(medians).Median, ratio => ratio <= most);
    }

    private static Promise Loop(Results results, string kernel) => Make(
        $"{kernel} at least 50 times faster than the ses Compartment",
        results.Kernels.FirstOrDefault(row => row.Kernel == kernel)?.Ratios["ses/bailey"].Median,
        static ratio => ratio >= LeastOverSes);

    private static Promise Make(string text, double? measured, Func<double, bool> holds) =>
        new(text, measured is { } value ? Table.Number(value) : "not measured", measured is { } one ? holds(one) : null);

    /// <summary>The promises as a table.</summary>
    public static Table Print(IEnumerable<Promise> promises) => new(
        "Promises",
        ["promise", "measured", ""],
        [.. promises.Select(static one => (string[])[one.Text, one.Measured, one.Holds switch { true => "holds", false => "FAILS", null => "-" }])]);
}
