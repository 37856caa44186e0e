using System.Text.Json;
using System.Text.RegularExpressions;

namespace Bailey.Realm.Tests;

/// <summary>How an attack must end where it is denied: what its caller sees, and what the audit is told.</summary>
internal sealed class Expectation
{
    private readonly Regex _end;

    /// <param name="json">See <c>expected</c> in escapes/README.md.</param>
    public Expectation(JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.String)
        {
            _end = Whole(json.GetString()!);
            return;
        }

        Refusals = [.. json.GetProperty("refusals").EnumerateArray().Select(Words)];
        _end = Whole(json.TryGetProperty("end", out JsonElement end) ? end.GetString()! : @"\w+: (.* is not defined\. )?" + Regex.Escape(Refusals[^1]));
    }

    /// <summary>What the audit is told, in order, as the sentence that people read.</summary>
    public IReadOnlyList<string> Refusals { get; } = [];

    public bool Matches(string end) => _end.IsMatch(end);

    public override string ToString() => _end.ToString();

    /// <summary>The sentence of a refusal, from the audit's record or a case's row.</summary>
    public static string Words(JsonElement refusal)
    {
        string package = refusal.TryGetProperty("package", out JsonElement named) ? named.GetString()! : "evil";
        return $"Refused {refusal.GetProperty("kind").GetString()} \"{refusal.GetProperty("subject").GetString()}\" to package {package}: "
            + $"no grant in policy. To allow it: {refusal.GetProperty("grant").GetString()}";
    }

    private static Regex Whole(string pattern) => new($@"\A(?:{pattern})\z", RegexOptions.Singleline | RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
}
