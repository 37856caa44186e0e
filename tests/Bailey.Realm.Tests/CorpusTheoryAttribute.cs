using Xunit;

namespace Bailey.Realm.Tests;

/// <summary>A theory over the attack corpus, which takes minutes: it runs with BAILEY_LONG_TESTS=1.</summary>
public sealed class CorpusTheoryAttribute : TheoryAttribute
{
    /// <summary>Skips unless the long suites are asked for.</summary>
    public CorpusTheoryAttribute()
    {
        if (Environment.GetEnvironmentVariable("BAILEY_LONG_TESTS") is not "1")
        {
            Skip = "the attack corpus of wall 1 runs with ./test --all";
        }
    }
}
