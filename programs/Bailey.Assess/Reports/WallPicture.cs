using System.Globalization;
using System.Text;
using Bailey.Assess.Attacks;
using Bailey.Assess.Native;

namespace Bailey.Assess.Reports;

/// <summary>
/// Every attempt as a ray towards the host, in the sector of its criterion; it ends at the wall that it does not pass. The faint rest of the line
/// is where it got without walls.
/// </summary>
internal static class WallPicture
{
    private const double Margin = 150;
    private const double MarginBelow = 62;
    private const double Outside = 238;
    private const double InsideTheRealm = 178;
    private const double Keep = 58;

    private static readonly (string Wall, double Radius, double Width)[] Rings = [(Walls.Realm, 198, 7), (Walls.Filter, 146, 7), (Walls.Namespaces, 100, 9)];

    /// <param name="columns">Whose attempts are drawn.</param>
    public static string Of(Assessment assessment, params string[] columns)
    {
        Attempt[] attempts = [.. assessment.Attempts.Where(attempt => columns.Contains(attempt.Class, StringComparer.Ordinal) && attempt.Verdict != Verdict.NotShown)];
        bool withRealm = attempts.Any(static attempt => !attempt.Exploit);
        double outer = withRealm ? Outside : InsideTheRealm;
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"{-outer - Margin} {-outer - MarginBelow} {2 * (outer + Margin)} {2 * (outer + MarginBelow)}\" role=\"img\" aria-label=\"{attempts.Length} attempts as rays; where each ends\">");
        var rays = new StringBuilder();
        var ends = new StringBuilder();
        Attempt[][] sectors = [.. Criterion.All.Select(criterion => attempts.Where(attempt => attempt.Criterion == criterion.Id).OrderBy(End).ThenBy(attempt => attempt.Exploit).ToArray())];
        // Wider where more was tried, but nobody vanishes.
        double[] shares = [.. sectors.Select(static sector => Math.Sqrt(sector.Length) + 2)];
        double from = -Math.PI / 2;
        for (int i = 0; i < sectors.Length; i++)
        {
            double sector = 2 * Math.PI * shares[i] / shares.Sum();
            for (int j = 0; j < sectors[i].Length; j++)
            {
                Ray(svg, rays, ends, sectors[i][j], from + (sector * (0.04 + (0.92 * (j + 0.5) / sectors[i].Length))));
            }

            Label(ends, Criterion.All[i], sectors[i].Length, from + (sector / 2), outer + 14);
            from += sector;
        }

        foreach ((string wall, double radius, double width) in Rings.Where(ring => withRealm || ring.Wall != Walls.Realm))
        {
            svg.Append(CultureInfo.InvariantCulture, $"<circle class=\"wall {wall}\" r=\"{radius}\" stroke-width=\"{width}\" stroke-dasharray=\"11 3\"><title>{Walls.Title(wall)}</title></circle>");
        }

        int through = attempts.Count(static attempt => attempt.Verdict == Verdict.Unexplained);
        svg.Append(rays).Append(CultureInfo.InvariantCulture, $"<circle class=\"keep\" r=\"{Keep - 6}\"/>").Append(ends)
            .Append(CultureInfo.InvariantCulture, $"<text class=\"big\" x=\"0\" y=\"6\" text-anchor=\"middle\">{through}</text>")
            .Append(CultureInfo.InvariantCulture, $"<text class=\"small\" x=\"0\" y=\"25\" text-anchor=\"middle\">unexplained</text></svg>");
        return svg.ToString();
    }

    private static void Ray(StringBuilder ghosts, StringBuilder rays, StringBuilder ends, Attempt attempt, double angle)
    {
        double begin = attempt.Exploit ? InsideTheRealm : Outside;
        double end = End(attempt);
        char kind = Kind(attempt.Verdict);
        (double ax, double ay) = At(angle, begin);
        (double bx, double by) = At(angle, end);
        (double cx, double cy) = At(angle, Keep);
        ghosts.Append(CultureInfo.InvariantCulture, $"<path class=\"ghost\" d=\"M{bx:0.0} {by:0.0}L{cx:0.0} {cy:0.0}\"/>");
        rays.Append(CultureInfo.InvariantCulture, $"<path class=\"ray {kind}\" d=\"M{ax:0.0} {ay:0.0}L{bx:0.0} {by:0.0}\"/>");
        if (kind != 's')
        {
            ends.Append(CultureInfo.InvariantCulture, $"<circle class=\"dot {kind}\" cx=\"{bx:0.0}\" cy=\"{by:0.0}\" r=\"{(kind == 'u' ? 6 : 2.6)}\"><title>{attempt.Name}</title></circle>");
        }
    }

    // The first wall on its way that would stop it alone.
    private static double End(Attempt attempt) => attempt switch
    {
        { Verdict: Verdict.Unexplained } => Keep - 14,
        { Verdict: Verdict.Known } => Keep + 16,
        { Exploit: false } => Rings[0].Radius + 4,
        _ when attempt.WithoutWall.TryGetValue(Walls.Namespaces, out Reading? filterAlone) && filterAlone.Reached => Rings[2].Radius + 5,
        _ => Rings[1].Radius + 4,
    };

    private static void Label(StringBuilder svg, Criterion criterion, int count, double angle, double radius)
    {
        (double x, double y) = At(angle, radius);
        string anchor = Math.Cos(angle) switch { > 0.2 => "start", < -0.2 => "end", _ => "middle" };
        // Two lines, away from the circle.
        y += Math.Sin(angle) * 14;
        svg.Append(CultureInfo.InvariantCulture, $"<text class=\"label\" x=\"{x:0}\" y=\"{y:0}\" text-anchor=\"{anchor}\">{criterion.Title}<tspan class=\"small\" x=\"{x:0}\" dy=\"19\">{count}</tspan></text>");
    }

    private static (double X, double Y) At(double angle, double radius) => (radius * Math.Cos(angle), radius * Math.Sin(angle));

    internal static char Kind(Verdict verdict) => verdict switch { Verdict.Stopped => 's', Verdict.Known => 'k', Verdict.Unexplained => 'u', _ => 'n' };
}
