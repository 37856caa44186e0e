using System.Text.Json;

namespace Bailey.Realm.Tests;

/// <summary>One attack of the corpus: a folder beneath <c>escapes/</c>. What its files are is in escapes/README.md.</summary>
internal sealed class EscapeCase
{
    // Nothing here leads the attack to the two lines: it has no console, and its errors are shown by this program's own code.
    private const string Main = """
        const { log } = console;
        const victim = require('victim');
        const effect = require('./effect.js');
        const loot = {};
        (async () => {
          let ended = 'returned';
          try {
            let got = require('evil')(victim, loot);
            if (got && typeof got.then === 'function') got = await got;
            if (got !== undefined) loot.value = got;
          } catch (error) {
            ended = error.name + ': ' + error.message;
          }
          try { victim.work(); } catch (error) { loot.broken = true; }
          for (let turn = 0; turn < 5; turn += 1) await turn;
          log(effect(victim, loot) ? 'effect' : 'no effect');
          log(ended);
        })();
        """;

    private EscapeCase(string folder)
    {
        JsonElement description = Parse(folder, "case.json")!.Value;
        Expected = new Expectation(description.GetProperty("expected"));
        Denied = Setting.Of(Parse(folder, "policy.json")) ?? Setting.NoGrants;
        Control = Setting.Of(Parse(folder, "control.json"));
        string effect = description.TryGetProperty("effect", out JsonElement stated) ? stated.GetString()! : "loot.value === secret";
        Files = new Dictionary<string, string>
        {
            ["/app/package.json"] = """{"name":"app","dependencies":{"evil":"1","victim":"1"}}""",
            ["/app/index.js"] = Main,
            ["/app/effect.js"] = $"const secret = 'the-victims-secret';\nmodule.exports = (victim, loot) => {effect};",
            ["/app/node_modules/evil/package.json"] = """{"name":"evil","dependencies":{"victim":"1"}}""",
            ["/app/node_modules/victim/package.json"] = """{"name":"victim"}""",
            ["/app/node_modules/victim/index.js"] = File.ReadAllText(Path.Combine(Root, "victim.js")),
        };
        foreach ((string part, string prefix) in new[] { ("guest", "/app/node_modules/evil"), ("files", "") })
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

    public Expectation Expected { get; }

    /// <summary>What the run that must deny is granted.</summary>
    public Setting Denied { get; }

    /// <summary>One grant more; null where the control is the engine without a realm.</summary>
    public Setting? Control { get; }

    /// <param name="name">The folder, from <c>escapes/</c> on.</param>
    public static EscapeCase Read(string name) => new(Path.Combine(Root, name));

    /// <summary>The cases of one wall.</summary>
    public static IEnumerable<string> Names(string wall) =>
        Directory.EnumerateDirectories(Path.Combine(Root, wall)).Select(path => Path.GetRelativePath(Root, path)).Order(StringComparer.Ordinal);

    private static JsonElement? Parse(string folder, string file)
    {
        string path = Path.Combine(folder, file);
        if (!File.Exists(path))
        {
            return null;
        }

        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(path));
        return document.RootElement.Clone();
    }

    /// <summary>LavaMoat's policy, and further members of the realm's configuration with a leading comma.</summary>
    internal sealed record Setting(string Policy, string Settings)
    {
        public static Setting NoGrants { get; } = new("""{"resources":{"evil":{},"victim":{}}}""", "");

        public static Setting? Of(JsonElement? file) => file is { } run
            ? new Setting(
                run.TryGetProperty("policy", out JsonElement policy) ? policy.GetRawText() : NoGrants.Policy,
                run.TryGetProperty("settings", out JsonElement settings)
                    ? string.Concat(settings.EnumerateObject().Select(entry => $",\"{entry.Name}\":{entry.Value.GetRawText()}"))
                    : "")
            : null;
    }
}
