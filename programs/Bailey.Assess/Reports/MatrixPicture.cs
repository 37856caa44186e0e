using System.Globalization;
using System.Text;
using Bailey.Assess.Attacks;

namespace Bailey.Assess.Reports;

/// <summary>The matrix: each cell says its counts and draws each of its attempts.</summary>
internal static class MatrixPicture
{
    private const int PerRow = 24;
    private const int Step = 8;

    public static string Of(Assessment assessment)
    {
        var html = new StringBuilder("<div class=\"wide\"><table class=\"matrix\"><thead><tr><th></th>");
        foreach (Column column in assessment.Columns)
        {
            html.Append(CultureInfo.InvariantCulture, $"<th>{column.Title}</th>");
        }

        html.Append("</tr></thead><tbody>");
        foreach (Criterion criterion in Criterion.All)
        {
            html.Append(CultureInfo.InvariantCulture, $"<tr><th>{criterion.Title}<br/><span class=\"soft\" style=\"font-weight:400;white-space:normal\">{criterion.Question}</span></th>");
            foreach (Column column in assessment.Columns)
            {
                Attempt[] attempts = [.. assessment.Attempts.Where(attempt => attempt.Class == column.Id && attempt.Criterion == criterion.Id).OrderBy(attempt => attempt.Verdict)];
                html.Append("<td>").Append(Counts(Cell.Of(attempts))).Append(Dots(attempts)).Append("</td>");
            }

            html.Append("</tr>");
        }

        return html.Append("</tbody></table></div>").ToString();
    }

    private static string Counts(Cell cell)
    {
        if (cell.Tried == 0)
        {
            return "<span class=\"soft\">nothing tried</span>";
        }

        string text = string.Create(CultureInfo.InvariantCulture, $"<b class=\"stopped\">{cell.Stopped}</b> of {cell.Tried} stopped");
        text += cell.Known > 0 ? string.Create(CultureInfo.InvariantCulture, $", <b class=\"known\">{cell.Known}</b> with a reason") : "";
        return text + (cell.Unexplained > 0 ? string.Create(CultureInfo.InvariantCulture, $", <b class=\"open\">{cell.Unexplained} unexplained</b>") : "");
    }

    private static string Dots(Attempt[] attempts)
    {
        if (attempts.Length == 0)
        {
            return "";
        }

        int rows = (attempts.Length + PerRow - 1) / PerRow;
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {PerRow * Step} {rows * Step}\" aria-hidden=\"true\">");
        for (int i = 0; i < attempts.Length; i++)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"d {WallPicture.Kind(attempts[i].Verdict)}\" x=\"{(i % PerRow * Step) + 1}\" y=\"{(i / PerRow * Step) + 1}\" width=\"6\" height=\"6\" rx=\"1.5\"><title>{attempts[i].Name}</title></rect>");
        }

        return svg.Append("</svg>").ToString();
    }
}
