using Bailey.Assess.Attacks;

namespace Bailey.Assess.Reports;

internal static class TextReport
{
    public static void Print(Assessment assessment)
    {
        foreach (Attempt a in assessment.Attempts)
        {
            Console.WriteLine($"{a.Name,-40}{a.Criterion,-12}{a.Verdict,-12} only by {string.Join('+', a.StoppedOnlyBy),-22} bare {a.Bare.Reached} {a.Bare.Detail} | full {a.Full.Reached} {a.Full.Detail}");
        }
    }
}
