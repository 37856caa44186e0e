namespace Bailey.Cli.Tests;

/// <summary>A program's folder that is deleted at the end of the test.</summary>
internal sealed class TemporaryProgram : IDisposable
{
    /// <summary>Makes a program of one entry and a policy.</summary>
    /// <param name="source">index.js.</param>
    /// <param name="bailey">Members of bailey.json besides version and entry, without braces.</param>
    /// <param name="policy">policy.json.</param>
    public TemporaryProgram(string source, string bailey = "", string policy = """{"resources":{}}""")
    {
        Folder = Directory.CreateTempSubdirectory("bailey-test-").FullName;
        Write("index.js", source);
        Write("package.json", """{"name":"program","version":"1.0.0"}""");
        Write("policy.json", policy);
        Write("bailey.json", $$"""{"bailey":1,"entry":"index.js"{{(bailey.Length > 0 ? "," + bailey : "")}}}""");
    }

    public string Folder { get; }

    public string Write(string name, string text)
    {
        string path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    public CliResult Run(string input = "", IReadOnlyDictionary<string, string>? environment = null) => PublishedCli.Run(["run", Folder], input, environment);

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
