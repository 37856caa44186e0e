using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Bailey.Assess.Attacks;

namespace Bailey.Assess.Reports;

/// <summary>The report as JSON, printable ASCII. Members are added, never renamed; <c>format</c> counts up when one changes its meaning.</summary>
internal static class JsonReport
{
    private const int Format = 1;

    public static string Of(Assessment assessment)
    {
        Cell all = Cell.Of(assessment.Attempts);
        var report = new JsonObject
        {
            ["format"] = Format,
            ["when"] = assessment.When.ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture),
            ["machine"] = new JsonObject { ["system"] = RuntimeInformation.OSDescription, ["architecture"] = $"{RuntimeInformation.ProcessArchitecture}", ["processors"] = Environment.ProcessorCount },
            ["total"] = Counts(all),
            ["columns"] = Array(assessment.Columns, static column => new JsonObject { ["id"] = column.Id, ["title"] = column.Title, ["exploit"] = column.Exploit, ["walls"] = column.Walls }),
            ["criteria"] = Array(Criterion.All, static criterion => new JsonObject { ["id"] = criterion.Id, ["title"] = criterion.Title, ["question"] = criterion.Question }),
            ["matrix"] = Array(
                from criterion in Criterion.All from column in assessment.Columns select (criterion, column),
                pair =>
                {
                    JsonObject cell = Counts(assessment.CellOf(pair.criterion, pair.column));
                    cell.Insert(0, "criterion", pair.criterion.Id);
                    cell.Insert(1, "column", pair.column.Id);
                    return cell;
                }),
            ["wallsDown"] = Array(assessment.WallsDown, static wall => new JsonObject
            {
                ["column"] = wall.Class, ["wall"] = wall.Wall, ["tried"] = wall.Tried, ["succeeded"] = Array(wall.Succeeded, static attempt => attempt.Name),
            }),
            ["unexplained"] = Array(assessment.Unexplained, static attempt => new JsonObject { ["column"] = attempt.Class, ["name"] = attempt.Name, ["detail"] = Printable.Of(attempt.Full.Detail) }),
            ["knownLeaks"] = Array(assessment.With(Verdict.Known), static attempt => new JsonObject { ["column"] = attempt.Class, ["name"] = attempt.Name, ["reason"] = attempt.Reason }),
            ["notTried"] = Array(assessment.NotTried, static row => new JsonObject { ["what"] = row.What, ["why"] = row.Why }),
            ["measures"] = Array(assessment.Measures, static measure => new JsonObject
            {
                ["id"] = measure.Id, ["value"] = measure.Value, ["unit"] = measure.Unit, ["conditions"] = measure.Conditions,
            }),
            ["attempts"] = Array(assessment.Attempts, One),
        };
        return report.ToJsonString();
    }

    private static JsonObject One(Attempt attempt)
    {
        var without = new JsonObject();
        foreach ((string wall, Reading reading) in attempt.WithoutWall)
        {
            without[wall] = Reading(reading);
        }

        return new JsonObject
        {
            ["column"] = attempt.Class, ["name"] = attempt.Name, ["criterion"] = attempt.Criterion, ["verdict"] = Words.Of(attempt.Verdict),
            ["bare"] = Reading(attempt.Bare), ["withoutWall"] = without, ["full"] = Reading(attempt.Full), ["reason"] = attempt.Reason,
        };
    }

    private static JsonObject Reading(Reading reading) => new() { ["succeeded"] = reading.Reached, ["detail"] = Printable.Of(reading.Detail) };

    private static JsonObject Counts(Cell cell) => new()
    {
        ["tried"] = cell.Tried, ["stopped"] = cell.Stopped, ["known"] = cell.Known, ["unexplained"] = cell.Unexplained, ["notShown"] = cell.NotShown,
    };

    private static JsonArray Array<T>(IEnumerable<T> rows, Func<T, JsonNode?> one) => new([.. rows.Select(one)]);
}
