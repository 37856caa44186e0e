using System.Reflection;

namespace Bailey.Browser.Tests.Provocations;

/// <summary>Reads tests/escapes/document.</summary>
internal static class Corpus
{
    private static readonly string Folder = typeof(Corpus).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(static row => row.Key == "Provocations").Value!;

    private const string Says = "const reached = () => { document.documentElement.dataset.reached = 'reached'; };\n";

    private static readonly Lazy<IReadOnlyList<Provocation>> Read = new(static () =>
        [.. Directory.EnumerateFiles(Folder, "*.md").Where(static file => !file.EndsWith("README.md", StringComparison.Ordinal)).Order(StringComparer.Ordinal).SelectMany(static file => Sections(File.ReadAllLines(file)))]);

    /// <summary>Every attack, in the order of the files.</summary>
    public static IReadOnlyList<Provocation> All => Read.Value;

    /// <summary>A page that no file holds, and that says something.</summary>
    public static Provocation Page(string name, string script) =>
        new(name, "", ControlKind.Frame, Gesture: false, Alone: false, Says: "that it ran", Absent: null, Seldom: false, new Dictionary<string, string>([new(Block(name, ["js"], script).File, Block(name, ["js"], script).Content)]));

    private static IEnumerable<Provocation> Sections(string[] lines)
    {
        for (int at = 0; at < lines.Length;)
        {
            int next = Array.FindIndex(lines, at + 1, static line => line.StartsWith("## ", StringComparison.Ordinal));
            next = next < 0 ? lines.Length : next;
            if (lines[at].StartsWith("## ", StringComparison.Ordinal))
            {
                yield return Section(lines[at..next]);
            }

            at = next;
        }
    }

    private static Provocation Section(string[] lines)
    {
        string name = lines[0][3..];
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        var options = new Dictionary<string, string>(StringComparer.Ordinal);
        var why = new List<string>();
        for (int at = 1; at < lines.Length; at++)
        {
            string line = lines[at];
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                int end = Array.IndexOf(lines, "```", at + 1);
                string text = string.Join('\n', lines[(at + 1)..end]);
                (string file, string content) = Block(name, line[3..].Split(' '), text);
                files.Add(file, content);
                at = end;
            }
            else if (line.StartsWith("- ", StringComparison.Ordinal))
            {
                string[] option = line[2..].Split(": ", 2);
                options.Add(option[0], option.Length > 1 ? option[1] : "");
            }
            else if (line.Length > 0)
            {
                why.Add(line);
            }
        }

        ControlKind control = options.Remove("control", out string? kind) ? Enum.Parse<ControlKind>(kind, ignoreCase: true) : ControlKind.Frame;
        bool seldom = options.Remove("seldom", out string? absent);
        if (!seldom)
        {
            options.Remove("absent", out absent);
        }

        var read = new Provocation(
            name, string.Join(' ', why), control, options.Remove("gesture"), options.Remove("alone"),
            options.Remove("says", out string? says) ? says : null, absent, seldom, files);
        return options.Count == 0 && files.ContainsKey("index.html") && why.Count > 0
            ? read
            : throw new InvalidDataException($"{name}: it has no page or no reason, or an option that is none: {string.Join(", ", options.Keys)}");
    }

    private static (string File, string Content) Block(string name, string[] fence, string text) => fence switch
    {
        ["html"] => ("index.html", $"<!doctype html><meta charset=\"utf-8\"><title>{name}</title><body>\n{text}\n"),
        ["js"] => ("index.html", $"<!doctype html><meta charset=\"utf-8\"><title>{name}</title><body>\n<script>\n{(text.Contains("reached", StringComparison.Ordinal) ? Says : "")}{text}\n</script>\n"),
        [_, var file] => (file, text),
        _ => throw new InvalidDataException($"{name}: a block is html, js, or has a file name"),
    };
}
