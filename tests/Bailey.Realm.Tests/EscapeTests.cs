using System.Text.Json;
using System.Text.RegularExpressions;
using Xunit;

namespace Bailey.Realm.Tests;

/// <summary>The corpus of attacks on wall 1, with every other wall down.</summary>
public sealed partial class EscapeTests
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
        InMemoryGuest guest = InMemoryGuest.Run(attack.Files, attack.Denied.Policy, attack.Denied.Settings);
        (bool effect, string end) = Outcome(guest.Output);
        Assert.False(effect, $"it had its effect, and ended with: {end}");
        Assert.True(attack.Expected.Matches(end), $"it ended with: {end}\nexpected: {attack.Expected}");
        Assert.Equal(attack.Expected.Refusals, guest.Refusals.Select(Words));
    }

    [Theory]
    [MemberData(nameof(Realm))]
    public void The_same_attack_has_its_effect_without_the_denial(string name)
    {
        EscapeCase attack = EscapeCase.Read(name);
        string output = attack.Control is { } control
            ? InMemoryGuest.Run(attack.Files, control.Policy, control.Settings).Output
            : PlainProgram.Run(attack.Files);
        (bool effect, string end) = Outcome(output);
        Assert.True(effect, $"it had no effect, and ended with: {end}");
    }

    /// <summary>The two lines that the program itself writes at its end, after whatever the attack had others write.</summary>
    private static (bool Effect, string End) Outcome(string output)
    {
        Match match = LastLines().Match(output.TrimEnd('\n'));
        Assert.True(match.Success, $"the program did not come to its end:\n{output}");
        return (match.Groups["effect"].Value == "effect", match.Groups["end"].Value);
    }

    [GeneratedRegex(@"^(?<effect>effect|no effect)\n(?<end>[\s\S]*)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LastLines();

    private static string Words(string refusal)
    {
        using JsonDocument record = JsonDocument.Parse(refusal);
        Assert.Equal("realm", record.RootElement.GetProperty("wall").GetString());
        return Expectation.Words(record.RootElement);
    }
}
