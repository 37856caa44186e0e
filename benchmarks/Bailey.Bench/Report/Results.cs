using System.Text.Json;
using Bailey.Bench.Costs;
using Bailey.Bench.Frames;
using Bailey.Bench.Kernels;
using Bailey.Bench.Measuring;
using Bailey.Bench.Sandboxing;
using Bailey.Bench.Starts;

namespace Bailey.Bench.Report;

/// <summary>All that one ./bench measured.</summary>
/// <param name="Conditions">Where and when.</param>
/// <param name="Kernels">The kernels that were asked for.</param>
/// <param name="Costs">Single operations; null where not asked for, as those below.</param>
/// <param name="Modules">Operations of node: modules.</param>
/// <param name="Starts">Cold starts.</param>
/// <param name="Memory">Memory of a guest.</param>
/// <param name="Frames">Contained pages.</param>
/// <param name="Sandboxes">Sandboxes around native programs.</param>
internal sealed record Results(Conditions Conditions, IReadOnlyList<KernelRow> Kernels, CostRow[]? Costs, CostRow[]? Modules, StartRow? Starts, MemoryRow[]? Memory, FrameResults? Frames, SandboxResults? Sandboxes)
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

        Table?[] others =
        [
            Costs is null ? null : OtherReports.Costs(Costs), Modules is null ? null : OtherReports.Modules(Modules), Starts is null ? null : OtherReports.Starts(Starts), Memory is null ? null : OtherReports.Memory(Memory),
            Frames is null ? null : OtherReports.Frames(Frames.Pages), Frames is null ? null : OtherReports.Bundles(Frames.Bundles),
            .. Sandboxes is null ? [] : SandboxReport.Of(Sandboxes),
        ];
        foreach (Table? table in others)
        {
            table?.Print();
        }
    }
}
