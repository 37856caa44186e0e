using System.Text.Json;

namespace Bailey.Web.Serving;

/// <summary>One thing that the hardened grade's shell refused in the page, as it says. Whoever escaped its realm could say the same.</summary>
/// <param name="Kind">A word: <c>realm</c>, <c>worker</c>.</param>
/// <param name="Subject">What was asked for; any text.</param>
/// <param name="Reason">One sentence.</param>
/// <param name="Grant">The line of the policy that would allow it.</param>
public sealed record ShellReport(string Kind, string Subject, string Reason, string Grant)
{
    /// <summary>Reads <c>{"bailey-report": {kind, subject, reason, grant}}</c>; null when it is none.</summary>
    public static ShellReport? Read(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 8 });
            using JsonDocument document = JsonDocument.ParseValue(ref reader);
            if (document.RootElement is not { ValueKind: JsonValueKind.Object } root || !root.TryGetProperty("bailey-report", out JsonElement report)
                || report.ValueKind != JsonValueKind.Object)
            {
                return null;
            }

            string Text(string name, int longest) =>
                report.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String && value.GetString() is { } text
                    ? text[..Math.Min(text.Length, longest)]
                    : "";
            string kind = Text("kind", 64);
            // Words that the list knows as the server's own are not the page's to use.
            return kind.Length > 0 && kind.All(static c => char.IsAsciiLetterLower(c) || c == '-') && kind is not ("request" or "violation")
                ? new ShellReport(kind, Text("subject", 1024), Text("reason", 256), Text("grant", 256))
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
