using System.Text.Json;

namespace Bailey.Policy.Tests;

/// <summary>Bailey beside LavaMoat's own packages: the same merge but for the differences that are listed here.</summary>
public sealed class LavaMoatDifferenceTests
{
    // Another seed makes other pairs; this one makes a failure come again.
    private const int Seed = 20261201;
    private const int Pairs = 10_000;

    /// <summary>What LavaMoat merges and Bailey does not merge so; then the same without it, which both merge alike.</summary>
    public static TheoryData<string, string, string, string> Known { get; } = new()
    {
        // A typing error that LavaMoat carries along grants nothing, and says nothing.
        { """{"resources":{"a":{"global":{"x":true}}}}""", "BLY1004", "an unknown member", """{"resources":{"a":{"globals":{"x":true}}}}""" },
        { """{"resources":{"a":{"globals":{"x":"wirte"}}}}""", "BLY1105", "an unknown grant", """{"resources":{"a":{"globals":{"x":"write"}}}}""" },
        { """{"resources":{"a":{"builtin":{"fs":"yes"}}}}""", "BLY1105", "a module granted by a word", """{"resources":{"a":{"builtin":{"fs":true}}}}""" },
        { """{"resources":{"a":{"globals":["x"]}}}""", "BLY1005", "a list for a map", """{"resources":{"a":{"globals":{"x":true}}}}""" },
        { """{"resources":{"a > b":{}}}""", "BLY1106", "white space in a canonical name", """{"resources":{"a>b":{}}}""" },
        { """{"resources":{"a":{"globals":{"x..y":true}}}}""", "BLY1102", "an empty part of a path", """{"resources":{"a":{"globals":{"x.y":true}}}}""" },
        // LavaMoat throws at these when a package starts.
        { """{"resources":{"a":{"globals":{"x.__proto__":true}}}}""", "BLY1101", "a path through a prototype", """{"resources":{"a":{"globals":{"x.y":true}}}}""" },
        // A reviewer could not see it.
        { """{"resources":{"a":{"globals":{"x\u202e":true}}}}""", "BLY1008", "an invisible character", """{"resources":{"a":{"globals":{"x":true}}}}""" },
        // LavaMoat keeps it; it is a note of the generator to itself.
        { """{"resources":{},"debugInfo":{"a":{}}}""", "BLY1110", "the debug form, whose notes are dropped", """{"resources":{}}""" },
    };

    [Fact]
    public void Ten_thousand_generated_pairs_are_merged_as_LavaMoat_merges_them()
    {
        IReadOnlyList<JsonElement> answers = LavaMoatItself.MergeGenerated(Seed, Pairs);
        Assert.Equal(Pairs, answers.Count);
        Assert.All(answers, LavaMoatAgreement.Assert);
        // Both kinds are there in number.
        Assert.InRange(answers.Count(LavaMoatAgreement.IsMerged), Pairs / 2, Pairs * 9 / 10);
    }

    [Theory]
    [MemberData(nameof(Known))]
    public void What_LavaMoat_lets_pass_and_Bailey_does_not_is_in_the_table(string policy, string code, string difference, string repaired)
    {
        JsonElement[] answers = [.. LavaMoatItself.Merge([(policy, "{}"), (repaired, "{}")])];
        Assert.True(LavaMoatAgreement.IsMerged(answers[0]), $"LavaMoat refuses {difference}");
        var reading = LavaMoatPolicy.Read(policy);
        Assert.Contains(reading.Findings, finding => finding.Code == code);
        Assert.NotEqual(answers[0].GetProperty("merged").GetString(), reading.Policy?.Write());
        LavaMoatAgreement.Assert(answers[1]);
    }
}
