using System.Text.Json;

namespace Bailey.Realm.Tests;

/// <summary>One attack of the corpus: a folder beneath <c>escapes/</c>. What its files are is in escapes/README.md.</summary>
internal sealed class EscapeCase
{
    private const string Main = """
        const report = (text) => console.log(String(text));
        try {
          const victim = require('victim');
          require('evil')(report, victim);
        } catch (error) {
          console.log('refused ' + error.name + ': ' + error.message);
        }
        """;

    private EscapeCase(string folder)
    {
        using JsonDocument description = Parse(folder, "case.json");
        JsonElement root = description.RootElement;
        Expected = root.GetProperty("expected").GetString()!;
        using JsonDocument denied = Parse(folder, "policy.json");
        Policy = denied.RootElement.GetProperty("policy").GetRawText();
        Settings = SettingsOf(denied.RootElement);
        using JsonDocument control = Parse(folder, "control.json");
        ControlPolicy = control.RootElement.TryGetProperty("policy", out JsonElement policy) ? policy.GetRawText() : null;
        ControlSettings = SettingsOf(control.RootElement);
        Files = new Dictionary<string, string>
        {
            ["/app/package.json"] = """{"name":"app","dependencies":{"evil":"1","victim":"1"}}""",
            ["/app/index.js"] = Main,
            ["/app/node_modules/evil/package.json"] = """{"name":"evil","dependencies":{"victim":"1"}}""",
            ["/app/node_modules/victim/package.json"] = """{"name":"victim"}""",
            ["/app/node_modules/victim/index.js"] = File.ReadAllText(Path.Combine(Root, "victim.js")),
        };
        foreach ((string part, string prefix) in new[] { ("attack", "/app/node_modules/evil"), ("files", "") })
        {
            string from = Path.Combine(folder, part);
            foreach (string file in Directory.Exists(from) ? Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories) : [])
            {
                Files[$"{prefix}/{Path.GetRelativePath(from, file)}"] = File.ReadAllText(file);
            }
        }
    }

    public static string Root { get; } = Path.Combine(AppContext.BaseDirectory, "escapes");

    /// <summary>Guest path to text.</summary>
    public Dictionary<string, string> Files { get; }

    /// <summary><c>refused</c>: the attack meets an error or an absence. <c>harmless</c>: it runs, and changes and learns nothing.</summary>
    public string Expected { get; }

    /// <summary>LavaMoat's policy of the run that must deny.</summary>
    public string Policy { get; }

    /// <summary>Further members of the configuration, with a leading comma.</summary>
    public string Settings { get; }

    /// <summary>The policy with one grant more; null where the control is the engine without a realm.</summary>
    public string? ControlPolicy { get; }

    public string ControlSettings { get; }

    public static EscapeCase Read(string name) => new(Path.Combine(Root, name));

    /// <summary>Names of the cases: <paramref name="open"/> ones are holes that are known and not closed.</summary>
    public static IEnumerable<string> Names(bool open)
    {
        string folder = open ? Path.Combine(Root, "open") : Root;
        return !Directory.Exists(folder)
            ? []
            : Directory.EnumerateDirectories(folder)
                .Where(path => File.Exists(Path.Combine(path, "case.json")))
                .Select(path => Path.GetRelativePath(Root, path))
                .Order(StringComparer.Ordinal);
    }

    private static string SettingsOf(JsonElement run) =>
        run.TryGetProperty("settings", out JsonElement settings)
            ? string.Concat(settings.EnumerateObject().Select(entry => $",\"{entry.Name}\":{entry.Value.GetRawText()}"))
            : "";

    private static JsonDocument Parse(string folder, string file) => JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, file)));
}
