using System.Globalization;
using System.Net;
using System.Runtime.InteropServices;
using System.Text;
using Bailey.Assess.Attacks;

namespace Bailey.Assess.Reports;

/// <summary>The report as one page: no script, no other file, nothing fetched.</summary>
internal static class HtmlReport
{
    public static string Of(Assessment assessment)
    {
        Cell all = Cell.Of(assessment.Attempts);
        var page = new StringBuilder();
        page.Append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"/><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>")
            .Append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\"/>")
            .Append("<meta name=\"color-scheme\" content=\"light dark\"/><title>Bailey: assessment</title><style>").Append(Style()).Append("</style></head><body>");
        page.Append(CultureInfo.InvariantCulture, $"<p class=\"soft\">bailey assess, {assessment.When:yyyy-MM-dd HH:mm} UTC, {Text(RuntimeInformation.OSArchitecture.ToString())}, {Environment.ProcessorCount} processors</p>")
            .Append(CultureInfo.InvariantCulture, $"<h1>{(all.Unexplained == 0 ? "Nothing came through that is not explained." : $"{all.Unexplained} attacks came through.")}</h1>")
            .Append(CultureInfo.InvariantCulture, $"<p>{all.Tried} attacks that succeed without walls were made on this machine's walls: hostile JavaScript, and native code as after an exploit.</p>")
            .Append("<ul class=\"numbers\">").Append(Number(all.Stopped, "stopped", "stopped")).Append(Number(all.Known, "known", "succeeded, with a reason")).Append(Number(all.Unexplained, "open", "unexplained")).Append("</ul>");
        page.Append("<div class=\"pictures\">");
        Figure(page, assessment, ["javascript", "worker"], "A guest. From outside: JavaScript against the realm. From inside of it: native code, as after an exploit, against the system-call filter and the namespaces.");
        Figure(page, assessment, ["program"], "A native program of bailey exec. Its filter is a list of refusals: what ends in amber succeeded in a place of its own, for a reason that is told below.");
        page.Append("</div>").Append("<h2>Who gets what</h2><p class=\"soft\">Each square is an attempt: <b class=\"stopped\">stopped</b>, <b class=\"known\">succeeded with a reason</b>, <b class=\"open\">unexplained</b>; hollow: it does not succeed here without walls either, so nothing is shown.</p>")
            .Append(MatrixPicture.Of(assessment));
        page.Append("<h2>Which wall stops what</h2><p class=\"soft\">One wall was taken down, the others stood. What succeeded then is stopped by that wall alone; everything else by either.</p>");
        Table(page, ["where", "wall taken down", "succeeded", "of", "which"], assessment.WallsDown.Select(static wall => new[]
        {
            wall.Class, Native.Walls.Title(wall.Wall), $"{wall.Succeeded.Count}", $"{wall.Tried}", string.Join(", ", wall.Succeeded.Take(12).Select(static attempt => attempt.Name)) + (wall.Succeeded.Count > 12 ? ", …" : ""),
        }));
        Section(page, "Unexplained", ["where", "attempt", "what it got"], assessment.With(Verdict.Unexplained).Select(static attempt => new[] { attempt.Class, attempt.Name, Printable.Of(attempt.Full.Detail) }));
        Section(page, "What succeeds, and why that is no hole", ["where", "reason", "attempts"], assessment.With(Verdict.Known).GroupBy(static attempt => (attempt.Class, attempt.Reason))
            .Select(static group => new[] { group.Key.Class, group.Key.Reason!, string.Join(", ", group.Select(static attempt => attempt.Name)) }));
        Section(page, "Not shown here", ["where", "attempt", "without walls"], assessment.With(Verdict.NotShown).Select(static attempt => new[] { attempt.Class, attempt.Name, Printable.Of(attempt.Bare.Detail) }));
        Section(page, "Not tried", ["what", "why"], assessment.NotTried.Select(static row => new[] { row.What, row.Why }));
        Section(page, "Size and time", ["what", "value", "measured now, under these conditions"], assessment.Measures.Select(static measure => new[] { measure.Title, measure.Text, measure.Conditions }));
        page.Append(CultureInfo.InvariantCulture, $"<h2>Every attempt</h2><details><summary>{assessment.Attempts.Count} rows</summary>");
        Table(page, ["where", "attempt", "verdict", "without walls", "behind all walls"], assessment.Attempts.Select(static attempt => new[]
        {
            attempt.Class, attempt.Name, Words.Of(attempt.Verdict), Shown(attempt.Bare), Shown(attempt.Full),
        }));
        return page.Append("</details></body></html>\n").ToString();
    }

    private static string Shown(Reading reading) => (reading.Reached ? "succeeded: " : "refused: ") + Printable.Of(reading.Detail);

    private static void Figure(StringBuilder page, Assessment assessment, string[] columns, string caption)
    {
        if (assessment.Attempts.Any(attempt => columns.Contains(attempt.Class, StringComparer.Ordinal)))
        {
            page.Append("<figure>").Append(WallPicture.Of(assessment, columns)).Append("<figcaption>").Append(Text(caption)).Append(" Rings, from outside: ").Append(Rings(assessment.Attempts.Any(attempt => !attempt.Exploit && columns.Contains(attempt.Class, StringComparer.Ordinal)))).Append(". The faint lines are how far each got without walls.</figcaption></figure>");
        }
    }

    private static string Rings(bool withRealm) => string.Join(", ", new[] { Native.Walls.Realm, Native.Walls.Filter, Native.Walls.Namespaces }
        .Where(wall => wall != Native.Walls.Realm || withRealm)
        .Select(static wall => $"<b style=\"color:var(--{wall})\">{Native.Walls.Title(wall)}</b>"));

    private static string Number(int count, string kind, string label) => string.Create(CultureInfo.InvariantCulture, $"<li><b class=\"{kind}\">{count}</b>{label}</li>");

    private static void Section(StringBuilder page, string title, string[] headings, IEnumerable<string[]> rows)
    {
        string[][] all = [.. rows];
        if (all.Length > 0)
        {
            page.Append(CultureInfo.InvariantCulture, $"<h2>{title}</h2>");
            Table(page, headings, all);
        }
    }

    private static void Table(StringBuilder page, string[] headings, IEnumerable<string[]> rows)
    {
        page.Append("<div class=\"wide\"><table><thead><tr>");
        page.AppendJoin("", headings.Select(static heading => $"<th>{Text(heading)}</th>")).Append("</tr></thead><tbody>");
        foreach (string[] row in rows)
        {
            page.Append("<tr>").AppendJoin("", row.Select(static cell => $"<td>{Text(cell)}</td>")).Append("</tr>");
        }

        page.Append("</tbody></table></div>");
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);

    private static string Style()
    {
        using var reader = new StreamReader(typeof(HtmlReport).Assembly.GetManifestResourceStream("page.css")!);
        return reader.ReadToEnd();
    }
}
