using Xunit;

namespace Bailey.Realm.Tests;

/// <summary>The corpus of attacks on wall 1, with every other wall down.</summary>
public sealed class EscapeTests
{
    /// <summary>Fewer cases than these mean that the corpus was not found.</summary>
    private const int FewestCases = 40;

    public static TheoryData<string> Closed => [.. EscapeCase.Names(open: false)];

    public static TheoryData<string> Open => EscapeCase.Names(open: true).ToArray() is { Length: > 0 } names ? [.. names] : [""];

    [Fact]
    public void The_corpus_is_there() => Assert.True(EscapeCase.Names(open: false).Count() >= FewestCases);

    [CorpusTheory]
    [MemberData(nameof(Closed))]
    public void An_attack_gets_nothing(string name)
    {
        EscapeCase attack = EscapeCase.Read(name);
        string output = InMemoryGuest.Run(attack.Files, attack.Policy, attack.Settings).Output;
        Assert.DoesNotContain("SUCCEEDED", output, StringComparison.Ordinal);
        Assert.True(Verdict(output).StartsWith(attack.Expected, StringComparison.Ordinal), $"expected {attack.Expected}, got:\n{output}");
    }

    [CorpusTheory]
    [MemberData(nameof(Closed))]
    public void The_same_attack_succeeds_without_the_denial(string name)
    {
        EscapeCase attack = EscapeCase.Read(name);
        string output = attack.ControlPolicy is null
            ? PlainProgram.Run(attack.Files)
            : InMemoryGuest.Run(attack.Files, attack.ControlPolicy, attack.ControlSettings).Output;
        Assert.True(Verdict(output).StartsWith("SUCCEEDED", StringComparison.Ordinal), $"the control got:\n{output}");
    }

    /// <summary>When one of these fails, the hole is closed: move the case up.</summary>
    [CorpusTheory]
    [MemberData(nameof(Open))]
    public void A_known_hole_is_still_open(string name)
    {
        if (name.Length == 0)
        {
            return; // none is known
        }

        EscapeCase attack = EscapeCase.Read(name);
        string output = InMemoryGuest.Run(attack.Files, attack.Policy, attack.Settings).Output;
        Assert.Contains("SUCCEEDED", output, StringComparison.Ordinal);
    }

    /// <summary>The last line that is one; attacks with several steps may report a few.</summary>
    private static string Verdict(string output) =>
        output.Split('\n').LastOrDefault(line => line.StartsWith("SUCCEEDED", StringComparison.Ordinal)
            || line.StartsWith("refused", StringComparison.Ordinal) || line.StartsWith("harmless", StringComparison.Ordinal)) ?? "";
}
