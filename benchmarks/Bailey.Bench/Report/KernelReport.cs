using Bailey.Bench.Kernels;
using Bailey.Bench.Measuring;

namespace Bailey.Bench.Report;

/// <summary>The kernels' two tables.</summary>
internal static class KernelReport
{
    /// <summary>CPU time by column.</summary>
    public static Table Times(IReadOnlyList<KernelRow> rows)
    {
        KernelColumn[] columns = KernelColumn.All(quick: true);
        return new Table(
            "Kernels: CPU milliseconds of one run, median over fresh processes",
            ["kernel", .. columns.Select(static column => column.Name)],
            [.. rows.Select(row => (string[])[row.Kernel, .. columns.Select(column => Table.Median(row.Milliseconds[column.Name]))])],
            [.. columns.Select(static column => $"{column.Name}: {column.Title}")]);
    }

    /// <summary>Ratios with intervals, and their median over the kernels.</summary>
    public static Table Ratios(IReadOnlyList<KernelRow> rows)
    {
        string[] names = [.. KernelSection.Compared.Select(static one => one.Name)];
        return new Table(
            "Kernels: how many times as long, median of pairs of processes [interval]",
            ["kernel", .. names],
            [
                .. rows.Select(row => (string[])[row.Kernel, .. names.Select(name => Table.Interval(row.Ratios[name]))]),
                ["median", .. names.Select(name => Table.Number(Middle(rows, name)))],
            ],
            "The interval holds the true median with 95 % probability where a column has nine processes; with fewer it is least..greatest.");
    }

    /// <summary>The median over the kernels of one ratio.</summary>
    public static double Middle(IReadOnlyList<KernelRow> rows, string ratio) => Spread.Of(rows.Select(row => row.Ratios[ratio].Median)).Median;
}
