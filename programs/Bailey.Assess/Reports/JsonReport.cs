namespace Bailey.Assess.Reports;

internal static class JsonReport
{
    public static string Of(Assessment assessment) => $"{assessment.Attempts.Count}";
}
