using System.Text.Json;
using Bailey.Bench.Costs;
using Bailey.Bench.Measuring;

namespace Bailey.Bench.Modules;

/// <summary>Operations of <c>node:</c> modules by one program in each host: with Bailey they cross into the host process or are rewritten.</summary>
internal static class ModuleSection
{
    /// <summary>The section's name for --only.</summary>
    public const string Name = "modules";

    // A promise speaks of the first.
    private static readonly (string Name, string Title)[] Operations =
    [
        ("read-file", "readFileSync of 1 KB"),
        ("read-text", "readFileSync of 1 KB as UTF-8"),
        ("exists", "existsSync"),
        ("to-utf8", "Buffer of 64 KB to text"),
        ("from-utf8", "text of 64 KB to Buffer"),
        ("to-base64", "Buffer of 64 KB to base64"),
    ];

    /// <summary>Fresh processes of each host, in turn.</summary>
    public static CostRow[] Measure(bool quick)
    {
        string interpreted = Prepare("modules", "");
        string compiled = Prepare("modules-jit", """ "dynamicCode":"jit", """);
        (string Column, string Folder, string[] Command)[] columns =
        [
            ("bailey", interpreted, [Place.Cli, "run", interpreted, "/data/a.bin"]),
            ("bailey, jit", compiled, [Place.Cli, "run", compiled, "/data/a.bin"]),
            ("node", interpreted, ["node", "index.js", "data/a.bin"]),
        ];
        var rounds = columns.ToDictionary(static column => column.Column, static _ => new Dictionary<string, List<double>>(StringComparer.Ordinal), StringComparer.Ordinal);
        for (int i = 0; i < (quick ? 1 : 5); i++)
        {
            foreach ((string column, string folder, string[] command) in columns)
            {
                string output = Child.Output(command[0], folder, command.AsSpan(1));
                foreach ((string name, double[] samples) in JsonSerializer.Deserialize<Dictionary<string, double[]>>(output)!)
                {
                    if (!rounds[column].TryAdd(name, [.. samples]))
                    {
                        rounds[column][name].AddRange(samples);
                    }
                }
            }
        }

        return [.. Operations.Select(operation => new CostRow(
            operation.Title, "us", columns.ToDictionary(static column => column.Column, column => Spread.Of(rounds[column.Column][operation.Name]), StringComparer.Ordinal)))];
    }

    private static string Prepare(string name, string more)
    {
        string folder = Path.Combine(Place.Work, name);
        Directory.CreateDirectory(Path.Combine(folder, "data"));
        File.Copy(Path.Combine(Place.Benchmarks, "node", "modules.js"), Path.Combine(folder, "index.js"), overwrite: true);
        File.WriteAllBytes(Path.Combine(folder, "data", "a.bin"), new byte[1000]);
        File.WriteAllText(Path.Combine(folder, "package.json"), """{"name":"modules","version":"1.0.0","private":true}""");
        File.WriteAllText(Path.Combine(folder, "policy.json"), """{"resources":{}}""");
        File.WriteAllText(
            Path.Combine(folder, "bailey.json"),
            $$$"""{"bailey":1,{{{more}}}"entry":"index.js","clock":"real","files":[{"path":"/data","source":"data","access":"read"}],"limits":{"cpu":"60s"}}""");
        return folder;
    }
}
