using System.Globalization;
using Bailey.Bench.Measuring;
using Spectre.Console;

namespace Bailey.Bench.Report;

/// <summary>A table of texts: drawn where a person looks, plain columns in a pipe.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Headings">One per column.</param>
/// <param name="Rows">As many cells as headings; the first names the row.</param>
/// <param name="Notes">Lines below it.</param>
internal sealed record Table(string Title, string[] Headings, IReadOnlyList<string[]> Rows, params string[] Notes)
{
    /// <summary>Prints it to standard output.</summary>
    public void Print()
    {
        if (Console.IsOutputRedirected)
        {
            PrintPlain();
            return;
        }

        var table = new Spectre.Console.Table { Title = new TableTitle(Markup.Escape(Title)), Border = TableBorder.Rounded };
        for (int i = 0; i < Headings.Length; i++)
        {
            table.AddColumn(new TableColumn(Markup.Escape(Headings[i])) { Alignment = i == 0 ? Justify.Left : Justify.Right });
        }

        foreach (string[] row in Rows)
        {
            table.AddRow([.. row.Select(Markup.Escape)]);
        }

        AnsiConsole.Write(table);
        foreach (string note in Notes)
        {
            AnsiConsole.MarkupLineInterpolated($"[grey]{note}[/]");
        }
    }

    /// <summary>Three significant digits, without an exponent.</summary>
    public static string Number(double value) => value switch
    {
        >= 100 => value.ToString("0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("0.0", CultureInfo.InvariantCulture),
        _ => value.ToString("0.00", CultureInfo.InvariantCulture),
    };

    /// <summary>The median alone.</summary>
    public static string Median(Spread? spread) => spread is null ? "-" : Number(spread.Median);

    /// <summary>The median and its interval.</summary>
    public static string Interval(Spread? spread) =>
        spread is null ? "-" : spread.Count == 1 ? Number(spread.Median) : $"{Number(spread.Median)} [{Number(spread.Low)}..{Number(spread.High)}]";

    private void PrintPlain()
    {
        int[] widths = [.. Headings.Select((heading, i) => Math.Max(heading.Length, Rows.Select(row => row[i].Length).DefaultIfEmpty().Max()))];
        Console.WriteLine();
        Console.WriteLine(Title);
        foreach (string[] row in Rows.Prepend(Headings))
        {
            Console.WriteLine(string.Join("  ", row.Select((cell, i) => i == 0 ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i]))).TrimEnd());
        }

        foreach (string note in Notes)
        {
            Console.WriteLine(note);
        }
    }
}
