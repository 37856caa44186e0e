using System.Text;
using System.Text.Json;
using Bailey.Bench.Measuring;

namespace Bailey.Bench.Kernels;

/// <summary>One workload: benchmarks/kernels/NAME.js defines run(), which returns a value that only a right engine returns.</summary>
/// <param name="Name">Its name and its file's.</param>
/// <param name="Result">What run() must return, as text.</param>
/// <param name="Libraries">npm files that are evaluated beside it, by the name it knows them by.</param>
/// <param name="Texts">npm files it gets as strings, by name.</param>
internal sealed record Kernel(string Name, string Result, Dictionary<string, string>? Libraries, Dictionary<string, string>? Texts)
{
    private static readonly JsonSerializerOptions Camel = new(JsonSerializerDefaults.Web);

    /// <summary>All of benchmarks/kernels/kernels.json.</summary>
    public static Kernel[] All { get; } =
        JsonSerializer.Deserialize<Kernel[]>(File.ReadAllText(Path.Combine(Place.Benchmarks, "kernels", "kernels.json")), Camel)!;

    /// <summary>The program's folder.</summary>
    public string Folder => Path.Combine(Place.Work, "kernels", Name);

    /// <summary>A script whose completion value is the function run, in strict mode.</summary>
    public string Script => Path.Combine(Folder, "script.js");

    /// <summary>A CommonJS package whose exports are the function run.</summary>
    public string Package => Path.Combine(Folder, "node_modules", "kernel", "index.js");

    /// <summary>What the package is granted in Bailey: nothing.</summary>
    public const string Policy = """{"resources":{"kernel":{}}}""";

    // LavaMoat gives float arrays only where they are granted.
    private const string LavaMoatPolicy = """{"resources":{"kernel":{"globals":{"Float64Array":true}}}}""";

    /// <summary>Writes the forms in which the columns take the same text.</summary>
    public void Write()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Package)!);
        string text = Text();
        File.WriteAllText(Script, $"(function () {{\"use strict\";\n{text}\nreturn run;\n}})()\n");
        File.WriteAllText(Package, $"\"use strict\";\n{text}\nmodule.exports = run;\n");
        File.WriteAllText(Path.Combine(Path.GetDirectoryName(Package)!, "package.json"), """{"name":"kernel","version":"1.0.0","main":"index.js"}""");
        File.WriteAllText(
            Path.Combine(Folder, "package.json"), """{"name":"program","version":"1.0.0","private":true,"dependencies":{"kernel":"1.0.0"}}""");
        File.WriteAllText(Path.Combine(Folder, "policy.json"), LavaMoatPolicy);
        File.Copy(Path.Combine(Place.Benchmarks, "node", "program.js"), Path.Combine(Folder, "index.js"), overwrite: true);
    }

    /// <summary>The answer's samples, if its result is right.</summary>
    /// <exception cref="WrongResultException">It is not.</exception>
    public double[] Checked(string column, ChildAnswer answer) => answer.Result == Result
        ? answer.Samples
        : throw new WrongResultException($"{Name} in {column} returned {answer.Result} instead of {Result}");

    private string Text()
    {
        var text = new StringBuilder();
        foreach ((string name, string file) in Libraries ?? [])
        {
            text.Append("const ").Append(name).Append(" = (function () { const module = { exports: {} }; const exports = module.exports;\n")
                .Append(File.ReadAllText(Place.Npm(file))).Append("\nreturn module.exports; })();\n");
        }

        foreach ((string name, string file) in Texts ?? [])
        {
            text.Append("const ").Append(name).Append(" = ").Append(JsonSerializer.Serialize(File.ReadAllText(Place.Npm(file)))).Append(";\n");
        }

        return text.Append(File.ReadAllText(Path.Combine(Place.Benchmarks, "kernels", Name + ".js"))).ToString();
    }
}
