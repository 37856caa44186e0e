using System.IO.Compression;

namespace Bailey.Library.Tests;

/// <summary>samples/04-library with the packed package, as a user has it.</summary>
public sealed class SampleTests : IDisposable
{
    private static readonly string Sample = Path.Combine(Published.Repository, "samples", "04-library");

    private readonly string _folder = Directory.CreateTempSubdirectory("bailey-package-").FullName;

    [Fact]
    public void The_sample_builds_from_the_packed_package_and_prints_what_the_manual_says()
    {
        string program = Path.Combine(_folder, "sample");
        Copy(Sample, program);
        string package = Pack(Path.Combine(program, "feed"));
        using (ZipArchive archive = ZipFile.OpenRead(package))
        {
            string[] names = [.. archive.Entries.Select(static entry => entry.FullName)];
            Assert.Contains("README.md", names);
            Assert.Contains("lib/net10.0/Bailey.xml", names);
            Assert.Contains("tools/linux-x64/worker/Bailey.Worker.dll", names);
        }

        // A package folder of its own: the machine's would keep an older package of the same version.
        string output = Command.Run(program, "dotnet", ["run", "-c", "Release"], ("NUGET_PACKAGES", Path.Combine(_folder, "packages")));
        Assert.Contains($"```\n{output}```\n", Manual(), StringComparison.Ordinal);
        Assert.Equal(4, output.Count(static c => c == '\n'));
    }

    [Fact]
    public void Packing_twice_gives_the_same_bytes() =>
        Assert.Equal(File.ReadAllBytes(Pack(Path.Combine(_folder, "one"))), File.ReadAllBytes(Pack(Path.Combine(_folder, "two"))));

    [Theory]
    [InlineData("Program.cs", "csharp")]
    [InlineData("plugin/index.mjs", "js")]
    [InlineData("plugin/bailey.json", "json")]
    public void The_manual_shows_the_sample_as_it_is(string file, string language) =>
        Assert.Contains($"```{language}\n{File.ReadAllText(Path.Combine(Sample, file))}```\n", Manual(), StringComparison.Ordinal);

    [Fact]
    public void The_sample_is_short() => Assert.InRange(File.ReadAllLines(Path.Combine(Sample, "Program.cs")).Count(static line => line.Length > 0), 1, 32);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Manual() => File.ReadAllText(Path.Combine(Published.Repository, "docs", "library.md"));

    private static string Pack(string feed)
    {
        // With the programs that ./test published; without BaileyPrograms packing publishes them itself.
        string project = Path.Combine(Published.Repository, "src", "Bailey");
        Command.Run(Published.Repository, "dotnet", ["pack", project, "-c", "Release", "--nologo", "-v", "quiet", $"-p:BaileyPrograms={Published.Folder}", "-o", feed]);
        return Directory.GetFiles(feed, "Bailey.*.nupkg").Single();
    }

    private static void Copy(string from, string to)
    {
        foreach (string file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            string name = Path.GetRelativePath(from, file);
            if (name.Split('/')[0] is not ("bin" or "obj" or "feed"))
            {
                string target = Path.Combine(to, name);
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Copy(file, target);
            }
        }
    }
}
