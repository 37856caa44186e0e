using System.Text.Json;

namespace Bailey.Web.Hardened;

/// <summary>What the shell asks to compile: <c>{text, goal: script|module|handler, name?}</c>.</summary>
internal static class CompileRequest
{
    private const int LongestName = 64;

    /// <summary>Reads it; null when it is something else.</summary>
    public static PageText? Read(JsonElement root)
    {
        string? Text(string name) => root.ValueKind == JsonValueKind.Object && root.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
        return (Text("text"), Text("goal"), Text("name")) switch
        {
            ({ } text, "script", _) => new PageText(TextGoal.Script, text),
            ({ } text, "module", _) => new PageText(TextGoal.Module, text),
            ({ } text, "handler", { Length: <= LongestName } name) => new PageText(TextGoal.Handler, text, name.ToLowerInvariant()),
            _ => null,
        };
    }
}
