using System.Text.Json;

namespace Bailey.Web.Hardened;

/// <summary>What the shell gets for a page. js/shell reads it.</summary>
internal static class PageAnswer
{
    /// <summary>Writes <c>{status, url, type, html, texts, scripts, modules, findings}</c>.</summary>
    public static byte[] Write(
        PageFile page, IEnumerable<(PageText Text, CompiledText Code)> texts, IEnumerable<string> modules, IEnumerable<PageFinding>? findings = null) => CompiledText.Object(json =>
    {
        json.WriteNumber("status", page.Status);
        json.WriteString("url", page.Url);
        json.WriteString("type", page.Type);
        json.WriteString("html", page.Html);
        json.WriteStartObject("texts");
        foreach ((PageText text, CompiledText code) in texts.DistinctBy(static row => row.Text.Key(), StringComparer.Ordinal))
        {
            json.WriteString(text.Key(), code.Url);
        }

        json.WriteEndObject();
        Strings(json, "scripts", page.Forecast?.Files.Where(static file => file.Goal == TextGoal.Script).Select(static file => file.Path) ?? []);
        Strings(json, "modules", modules);
        json.WriteStartArray("findings");
        foreach (PageFinding finding in findings ?? [])
        {
            json.WriteStartObject();
            json.WriteString("path", finding.Path);
            json.WriteString("code", finding.Code);
            json.WriteString("message", finding.Message);
            json.WriteString("fix", finding.Fix);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    /// <summary>Findings on texts that do not run.</summary>
    public static IEnumerable<PageFinding> Faults(PageFile page, IEnumerable<(PageText Text, CompiledText Code)> texts) => texts
        .Where(static row => row.Code.Fault is not null)
        .Select(row => Fault(page.Url.Split('?')[0], row.Text.Description, row.Code.Fault!));

    /// <summary>A finding on a text that does not run.</summary>
    public static PageFinding Fault(string path, string what, TextFault fault) => new(
        path, fault.Type == "SyntaxError" ? "text.syntax" : "text.refused", $"{what} does not run: {fault.Message} ({fault.Line}:{fault.Column})",
        fault.Type == "SyntaxError" ? "Scripts run in strict mode: mend the syntax, or load a strict form of the text." : "Load a plainer or shorter form of the text.");

    private static void Strings(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (string value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }
}
