using System.Text.Json;
using Xunit;

namespace Bailey.Realm.Tests;

/// <summary>The corpus of attacks on wall 1, with every other wall down.</summary>
public sealed class EscapeTests
{
    /// <summary>Fewer cases than these mean that the corpus was not found.</summary>
    private const int FewestCases = 240;

    public static TheoryData<string> Realm => [.. EscapeCase.Names("realm")];

    [Fact]
    public void The_corpus_is_there() => Assert.True(EscapeCase.Names("realm").Count() >= FewestCases);

    [Theory]
    [MemberData(nameof(Realm))]
    public void An_attack_gets_nothing(string name)
    {
        EscapeCase attack = EscapeCase.Read(name);
        (bool effect, string end) = EscapeOutcome.Denied(attack, out InMemoryGuest guest);
        Assert.False(effect, $"it had its effect, and ended with: {end}");
        Assert.True(attack.Expected.Matches(end), $"it ended with: {end}\nexpected: {attack.Expected}");
        Assert.Equal(attack.Expected.Refusals, guest.Refusals.Select(Words));
    }

    [Theory]
    [MemberData(nameof(Realm))]
    public void The_same_attack_has_its_effect_without_the_denial(string name)
    {
        (bool effect, string end) = EscapeOutcome.Control(EscapeCase.Read(name));
        Assert.True(effect, $"it had no effect, and ended with: {end}");
    }

    private static string Words(string refusal)
    {
        using JsonDocument record = JsonDocument.Parse(refusal);
        Assert.Equal("realm", record.RootElement.GetProperty("wall").GetString());
        return Expectation.Words(record.RootElement);
    }
}
