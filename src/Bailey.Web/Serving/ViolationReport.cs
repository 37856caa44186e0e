using System.Text.Json;

namespace Bailey.Web.Serving;

/// <summary>One violation that a browser reported. The page could have sent it itself: it is a claim.</summary>
/// <param name="Directive">Of Content-Security-Policy: <c>connect-src</c>.</param>
/// <param name="Blocked">What was blocked: a URL, or <c>inline</c>, <c>eval</c>. At most 1024 UTF-16 units; any text.</param>
public sealed record ViolationReport(string Directive, string Blocked)
{
    /// <summary>The largest report that is read, in bytes.</summary>
    public const int LargestBytes = 16 * 1024;

    private static readonly (string Directive, string Grant)[] Powers =
    [
        ("script-src inline", "bailey.json: frame.inline = true (declared grade)"),
        ("script-src eval", "bailey.json: frame.eval = true (declared grade)"),
        ("script-src wasm-eval", "bailey.json: frame.wasm = true (declared grade)"),
        ("worker-src", "bailey.json: frame.workers = true"),
        ("form-action", "bailey.json: frame.forms = true"),
        ("frame-src", "no policy allows it"),
        ("object-src", "no policy allows it"),
        ("require-trusted-types-for", "no policy allows it"),
        ("trusted-types", "no policy allows it"),
    ];

    /// <summary>Reads the body of a <c>report-uri</c> request; null when it is none.</summary>
    public static ViolationReport? Read(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 8 });
            using JsonDocument document = JsonDocument.ParseValue(ref reader);
            return document.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("csp-report", out JsonElement report)
                ? new ViolationReport(Cut(Text(report, "effective-directive") ?? Text(report, "violated-directive"), 64), Cut(Text(report, "blocked-uri"), 1024))
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The line of the policy that would allow it.</summary>
    public string Grant()
    {
        string directive = Directive.StartsWith("script-src", StringComparison.Ordinal) ? $"script-src {Blocked}" : Directive;
        if (Powers.FirstOrDefault(power => power.Directive == directive).Grant is { } known)
        {
            return known;
        }

        return Uri.TryCreate(Blocked, UriKind.Absolute, out Uri? uri) && uri.Scheme is "http" or "https" or "ws" or "wss"
            ? $"bailey.json: egress += {{ \"origin\": \"{uri.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped)}\", \"methods\": [\"GET\"] }} (a later release)"
            : "no policy allows it";
    }

    private static string? Text(JsonElement report, string name) =>
        report.ValueKind == JsonValueKind.Object && report.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string Cut(string? text, int length) => text is null ? "" : text.Length <= length ? text : text[..length];
}
