using Bailey.Interop;

namespace Bailey.Conformance.Tests;

/// <summary>Whether a run was what the test asks for.</summary>
/// <param name="Failure">What was wrong, or null.</param>
internal sealed record Verdict(string? Failure)
{
    public const string Completed = "Test262:AsyncTestComplete";

    public bool IsPass => Failure is null;

    /// <summary>Judges a run by the text of what it threw (null if nothing) and by what it printed.</summary>
    public static Verdict Of(TestFile file, string? thrown, string printed)
    {
        if (file.NegativeType is { } expected)
        {
            // A text that is refused is no text with an early error.
            return thrown is null ? new Verdict($"threw nothing, not {expected}")
                : thrown.Split(':', '\n')[0].Trim() != expected ? new Verdict($"threw {FirstLine(thrown)}, not {expected}")
                : thrown.Contains("; refused)", StringComparison.Ordinal) ? new Verdict($"refused: {FirstLine(thrown)}")
                : new Verdict((string?)null);
        }

        return thrown is not null ? new Verdict($"threw {FirstLine(thrown)}")
            : file.IsAsync && !printed.Split('\n').Contains(Completed) ? new Verdict($"did not complete: {FirstLine(printed)}")
            : new Verdict((string?)null);
    }

    /// <summary>Runs something that may throw a guest's error.</summary>
    /// <returns>The error as text, or null.</returns>
    public static string? Thrown(Action run)
    {
        try
        {
            run();
            return null;
        }
        catch (JSException error)
        {
            return error.Message.Length == 0 ? "(no text)" : error.Message;
        }
    }

    private static string FirstLine(string text) => text.Split('\n')[0];
}
