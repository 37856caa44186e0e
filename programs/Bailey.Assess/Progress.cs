namespace Bailey.Assess;

/// <summary>What is going on, on standard error: an assessment takes its time.</summary>
internal static class Progress
{
    public static void Say(string what) => Console.Error.WriteLine($"bailey: {what}");
}
