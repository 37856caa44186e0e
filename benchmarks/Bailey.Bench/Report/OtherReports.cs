using System.Globalization;
using Bailey.Bench.Costs;
using Bailey.Bench.Frames;
using Bailey.Bench.Starts;

namespace Bailey.Bench.Report;

/// <summary>The tables beside the kernels'.</summary>
internal static class OtherReports
{
    /// <summary>Single operations.</summary>
    public static Table Costs(IEnumerable<CostRow> rows) => new(
        "Operations: CPU time of one",
        ["operation", "unit", "bailey", "ses"],
        [.. rows.Select(static row => (string[])[row.Name, row.Unit, Table.Interval(row.Values["bailey"]), Table.Interval(row.Values.GetValueOrDefault("ses"))])]);

    /// <summary>Operations of <c>node:</c> modules.</summary>
    public static Table Modules(IEnumerable<CostRow> rows)
    {
        string[] columns = ["bailey", "bailey, jit", "node"];
        return new(
            "Operations of node: modules: wall microseconds of one; plain and with \"dynamicCode\": \"jit\"",
            ["operation", .. columns],
            [.. rows.Select(row => (string[])[row.Name, .. columns.Select(column => Table.Interval(row.Values[column]))])]);
    }

    /// <summary>Cold starts.</summary>
    public static Table Starts(StartRow row) => new(
        "Starts of samples/01-hello: wall milliseconds; cold from start to end of the process, warm from asking to the first output",
        ["", "median [interval]"],
        [
            .. row.Milliseconds.Select(static pair => (string[])[pair.Key, Table.Interval(pair.Value)]),
            ["bailey, warm worker", Table.Interval(row.Warm)],
            .. row.Ratios.Select(static pair => (string[])[$"ratio {pair.Key}", Table.Interval(pair.Value)]),
        ]);

    /// <summary>Memory.</summary>
    public static Table Memory(IEnumerable<MemoryRow> rows) => new(
        "Memory of one guest that waits: MB that are the process's alone, and with its part of what is shared",
        ["host", "process", "private", "proportional"],
        [.. rows.Select(static row => (string[])[row.Host, row.Process, Table.Number(row.Private), Table.Number(row.Proportional)])],
        "Private is what one more guest costs; the rest depends on what else runs.");

    /// <summary>Contained pages.</summary>
    public static Table Frames(IEnumerable<FrameRow> rows)
    {
        string[] grades = ["declared", "hardened"];
        return new(
            "Pages in Chromium: milliseconds from the start of the page's navigation to the end of its load, cache warm",
            ["page", "bare", .. grades, .. grades.Select(static grade => $"{grade}/bare")],
            [
                .. rows.Select(row => (string[])
                [
                    row.Page, Table.Interval(row.Milliseconds["bare"]), .. grades.Select(grade => Table.Interval(row.Milliseconds.GetValueOrDefault(grade))),
                    .. grades.Select(grade => Table.Interval(row.Ratios.GetValueOrDefault(grade))),
                ]),
            ]);
    }

    /// <summary>Sizes of scripts.</summary>
    public static Table Bundles(IEnumerable<BundleRow> rows) => new(
        "Scripts that browsers load: bytes",
        ["script", "plain", "gzip"],
        [.. rows.Select(static row => (string[])[row.Name, row.Bytes.ToString(CultureInfo.InvariantCulture), row.Gzip.ToString(CultureInfo.InvariantCulture)])]);
}
