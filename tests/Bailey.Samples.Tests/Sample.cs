using System.Runtime.CompilerServices;
using Bailey.Assess.Script;
using Xunit;

namespace Bailey.Samples.Tests;

/// <summary>A copy of a sample in a folder of its own, so that runs neither see each other nor the repository.</summary>
internal sealed class Sample : IDisposable
{
    private Sample(string folder) => Folder = folder;

    public string Folder { get; }

    public string Output => Path.Combine(Folder, "app", "out");

    public string App => Path.Combine(Folder, "app");

    public string Home => Path.Combine(Folder, "home");

    public static string Repository { get; } = Find();

    public static string Cli { get; } = Path.Combine(Repository, "artifacts", "publish", "cli", "Bailey.Cli");

    /// <summary>Copies the sample. Its packages are there: ./test installs them first.</summary>
    public static Sample Copy(string name)
    {
        string source = Path.Combine(Repository, "samples", name);
        Assert.True(File.Exists(Cli), "Bailey is not built: run ./test");
        bool isInstalled = !File.Exists(Path.Combine(source, "package-lock.json")) || Directory.Exists(Path.Combine(source, "node_modules"));
        Assert.True(isInstalled, $"{name} has no packages: npm ci --ignore-scripts in samples/{name}");
        var sample = new Sample(Directory.CreateTempSubdirectory("bailey-sample-").FullName);
        HostileSample.Copy(source, sample.App);
        foreach (string left in !Directory.Exists(sample.Output) ? [] : Directory.EnumerateFiles(sample.Output, "*.html", SearchOption.AllDirectories))
        {
            File.Delete(left);
        }

        Directory.CreateDirectory(sample.Home);
        return sample;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static string Find([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", ".."));
}
