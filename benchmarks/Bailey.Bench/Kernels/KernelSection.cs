using Bailey.Bench.Measuring;

namespace Bailey.Bench.Kernels;

/// <summary>What one kernel took in each column, and column to column.</summary>
/// <param name="Kernel">The kernel's name.</param>
/// <param name="Milliseconds">CPU time of one run by column.</param>
/// <param name="Ratios">By name of <see cref="KernelSection.Compared"/>: how many times as long, over processes that ran one after the other.</param>
internal sealed record KernelRow(string Kernel, Dictionary<string, Spread> Milliseconds, Dictionary<string, Spread> Ratios);

/// <summary>The kernels in all columns.</summary>
internal static class KernelSection
{
    /// <summary>Ratio, its column and the column it is compared with.</summary>
    public static readonly (string Name, string Column, string Base)[] Compared =
    [
        ("bailey/raw", "bailey", "raw"),
        ("baileyNoJit/rawNoJit", "baileyNoJit", "rawNoJit"),
        ("baileyNoJit/bailey", "baileyNoJit", "bailey"),
        ("ses/node", "ses", "node"),
        ("lavamoat/node", "lavamoat", "node"),
        ("ses/bailey", "ses", "bailey"),
    ];

    /// <summary>
    /// Runs each kernel in each column in turn, one fresh process each, and every other round backwards: what else the machine does falls
    /// on all columns alike.
    /// </summary>
    public static KernelRow Measure(Kernel kernel, KernelColumn[] columns)
    {
        kernel.Write();
        var samples = columns.ToDictionary(static column => column.Name, static _ => new List<double>(), StringComparer.Ordinal);
        for (int round = 0; round < columns.Max(static column => column.Groups); round++)
        {
            foreach (KernelColumn column in round % 2 == 0 ? columns : columns.Reverse())
            {
                if (round < column.Groups)
                {
                    samples[column.Name].Add(column.Measure(kernel));
                }
            }
        }

        var ratios = new Dictionary<string, Spread>(StringComparer.Ordinal);
        foreach ((string name, string column, string other) in Compared)
        {
            ratios[name] = Spread.Of(samples[column].Zip(samples[other], static (a, b) => a / b));
        }

        return new KernelRow(kernel.Name, samples.ToDictionary(static pair => pair.Key, static pair => Spread.Of(pair.Value), StringComparer.Ordinal), ratios);
    }
}
