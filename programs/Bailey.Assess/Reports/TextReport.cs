using Bailey.Assess.Attacks;
using Spectre.Console;

namespace Bailey.Assess.Reports;

/// <summary>The report for people: tables, in colour on a terminal.</summary>
internal static class TextReport
{
    private const int PipeWidth = 160;

    public static void Print(Assessment assessment)
    {
        if (Console.IsOutputRedirected)
        {
            AnsiConsole.Profile.Width = PipeWidth;
            AnsiConsole.Profile.Capabilities.Ansi = false;
            AnsiConsole.Profile.Capabilities.ColorSystem = ColorSystem.NoColors;
        }

        AnsiConsole.Write(Matrix(assessment));
        AnsiConsole.MarkupLine("[grey]stopped/tried; known leaks in brackets; what does not succeed without walls either is not counted[/]\n");
        AnsiConsole.Write(WallTable(assessment));
        Section("Known leaks", assessment.With(Verdict.Known), static attempt => attempt.Reason!, "why it is none");
        Section("Not shown here", assessment.With(Verdict.NotShown), static attempt => "it does not succeed without walls either: " + attempt.Bare.Detail, "why");
        Section("UNEXPLAINED SUCCESSES", assessment.With(Verdict.Unexplained), static attempt => attempt.Full.Detail, "what was got");
        Table facts = New("not tried", "why");
        foreach ((string what, string why) in assessment.NotTried)
        {
            facts.AddRow(Markup.Escape(what), Markup.Escape(why));
        }

        if (assessment.NotTried.Count > 0)
        {
            AnsiConsole.Write(facts);
        }

        Table measures = New("measured now", "value", "conditions");
        foreach (Measures.Measure measure in assessment.Measures)
        {
            measures.AddRow(Markup.Escape(measure.Title), Markup.Escape(measure.Text), Markup.Escape(measure.Conditions));
        }

        AnsiConsole.Write(measures);
        Cell all = Cell.Of(assessment.Attempts);
        AnsiConsole.MarkupLine(all.Unexplained == 0
            ? $"[green]{all.Stopped} of {all.Tried} attempts stopped, {all.Known} known leaks, nothing unexplained.[/]"
            : $"[red]{all.Unexplained} attempts succeeded and nobody has said why they may.[/]");
    }

    private static Table Matrix(Assessment assessment)
    {
        Table table = New(["", .. assessment.Columns.Select(static column => column.Title)]);
        foreach (Criterion criterion in Criterion.All)
        {
            table.AddRow([criterion.Title, .. assessment.Columns.Select(column => Show(assessment.CellOf(criterion, column)))]);
        }

        return table;
    }

    private static string Show(Cell cell) => cell switch
    {
        { Tried: 0 } => "[grey]-[/]",
        { Unexplained: > 0 } => $"[red]{cell.Stopped}/{cell.Tried}  {cell.Unexplained} UNEXPLAINED[/]",
        { Known: > 0 } => $"[yellow]{cell.Stopped}/{cell.Tried} ({cell.Known})[/]",
        _ => $"[green]{cell.Stopped}/{cell.Tried}[/]",
    };

    private static Table WallTable(Assessment assessment)
    {
        Table table = New("with this wall down", "succeeded", "of", "stopped by it alone, such as");
        foreach (WallDown wall in assessment.WallsDown)
        {
            table.AddRow(
                Markup.Escape(wall.Title), $"{wall.Succeeded.Count}", $"{wall.Tried}",
                Markup.Escape(string.Join(", ", wall.Succeeded.Take(4).Select(static attempt => attempt.Name))));
        }

        return table;
    }

    private static void Section(string title, IEnumerable<Attempt> attempts, Func<Attempt, string> text, string heading)
    {
        Table table = New("where", title, heading);
        foreach (Attempt attempt in attempts)
        {
            table.AddRow(Markup.Escape(attempt.Class), Markup.Escape(attempt.Name), Markup.Escape(Printable.Of(text(attempt))));
        }

        if (table.Rows.Count > 0)
        {
            AnsiConsole.Write(table);
        }
    }

    private static Table New(params string[] columns) => new Table().Border(TableBorder.Minimal).AddColumns(columns);
}
