using System.Text.Json;
using Bailey.Bench.Kernels;
using Bailey.Bench.Measuring;

namespace Bailey.Bench.Report;

/// <summary>All that one ./bench measured.</summary>
/// <param name="Conditions">Where and when.</param>
/// <param name="Kernels">The kernels that were asked for.</param>
internal sealed record Results(Conditions Conditions, IReadOnlyList<KernelRow> Kernels)
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>One JSON object on standard output; times in the unit that a name says, CPU milliseconds otherwise.</summary>
    public void PrintJson() => Console.WriteLine(JsonSerializer.Serialize(this, Indented));

    /// <summary>Tables for people.</summary>
    public void Print()
    {
        string versions = string.Join(", ", Conditions.Versions.Select(static pair => $"{pair.Key} {pair.Value}"));
        Console.WriteLine($"{Conditions.Date:yyyy-MM-dd HH:mm}Z, commit {Conditions.Commit}; {Conditions.Cores} cores, {Conditions.Processor}; load {Conditions.Load:0.0}");
        Console.WriteLine(versions);
        if (Kernels.Count > 0)
        {
            KernelReport.Times(Kernels).Print();
            KernelReport.Ratios(Kernels).Print();
        }
    }
}
