using System.Diagnostics;

namespace Bailey.Cli.Tests.Exec;

/// <summary>A folder with a bailey.json that is deleted at the end of the test. Everybody may read it: as root, programs run as another user.</summary>
internal sealed class ExecFolder : IDisposable
{
    private const UnixFileMode Everybody = (UnixFileMode)0x1FF;

    /// <param name="bailey">Members of bailey.json besides the version, without braces.</param>
    public ExecFolder(string bailey = "")
    {
        Path = Directory.CreateTempSubdirectory("bailey-exec-").FullName;
        File.SetUnixFileMode(Path, Everybody);
        Policy(bailey);
    }

    public string Path { get; }

    /// <summary>Another bailey.json.</summary>
    public void Policy(string bailey) => Write("bailey.json", $$"""{"bailey":1{{(bailey.Length > 0 ? "," + bailey : "")}}}""");

    public string Write(string name, string text)
    {
        string path = System.IO.Path.Combine(Path, name);
        string folder = System.IO.Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(folder);
        File.SetUnixFileMode(folder, Everybody);
        File.WriteAllText(path, text);
        return path;
    }

    public CliResult Run(string[] program, string input = "", IReadOnlyDictionary<string, string>? environment = null, string[]? within = null, string[]? options = null) =>
        PublishedCli.Run(Arguments(program, options), input, environment, within);

    public Process Start(string[] program, string[]? within = null, string[]? options = null) => PublishedCli.Start(Arguments(program, options), within: within);

    public CliResult Python(string script, string[]? within = null) => Run(["/usr/bin/python3", "-u", "-c", script], within: within);

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private string[] Arguments(string[] program, string[]? options = null) => ["exec", "--policy", System.IO.Path.Combine(Path, "bailey.json"), .. options ?? [], "--", .. program];
}
