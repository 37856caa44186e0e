using Bailey.Assess.Attacks;

namespace Bailey.Assess.Reports;

/// <summary>Verdicts as reports name them.</summary>
internal static class Words
{
    public static string Of(Verdict verdict) => verdict switch
    {
        Verdict.Stopped => "stopped",
        Verdict.Known => "known leak",
        Verdict.Unexplained => "unexplained",
        _ => "not shown",
    };
}
