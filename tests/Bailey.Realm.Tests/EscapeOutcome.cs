using System.Text.RegularExpressions;

namespace Bailey.Realm.Tests;

/// <summary>How a case's program ended: the two lines that it writes itself, after whatever the attack had others write.</summary>
/// <param name="Effect">Whether the attack had its effect.</param>
/// <param name="End">What the attack's caller saw.</param>
internal sealed partial record EscapeOutcome(bool Effect, string End)
{
    /// <summary>The run that must deny.</summary>
    public static EscapeOutcome Denied(EscapeCase attack, out InMemoryGuest guest)
    {
        guest = InMemoryGuest.Run(attack.Files, attack.Denied.Policy, attack.Denied.Settings);
        return Of(guest.Output);
    }

    /// <summary>The same with one grant more, or in the engine without a realm.</summary>
    public static EscapeOutcome Control(EscapeCase attack) => Of(attack.Control is { } control
        ? InMemoryGuest.Run(attack.Files, control.Policy, control.Settings).Output
        : PlainProgram.Run(attack.Files));

    /// <exception cref="InvalidOperationException">The program did not come to its end.</exception>
    private static EscapeOutcome Of(string output)
    {
        Match match = LastLines().Match(output.TrimEnd('\n'));
        return match.Success
            ? new EscapeOutcome(match.Groups["effect"].Value == "effect", match.Groups["end"].Value)
            : throw new InvalidOperationException($"the program did not come to its end:\n{output}");
    }

    [GeneratedRegex(@"^(?<effect>effect|no effect)\n(?<end>[\s\S]*)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LastLines();
}
