namespace Bailey.Assess.Measures;

/// <summary>What Bailey takes of the disk.</summary>
internal static class Installed
{
    // What is not needed to run anything.
    private static readonly string[] NotProduct = ["assess", "probes", "escapes", "hostile"];

    /// <summary>Where the programs are published, each in a folder of its own.</summary>
    public static string Folder { get; } = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, ".."));

    public static IEnumerable<Measure> Sizes()
    {
        string[] programs = [.. Directory.EnumerateDirectories(Folder).Where(folder => !NotProduct.Contains(Path.GetFileName(folder))).Order(StringComparer.Ordinal)];
        yield return new Measure(
            "installed", "installed size", programs.Sum(Size), "bytes",
            $"all files of {string.Join(", ", programs.Select(Path.GetFileName))}, without packages of the system and staged roots");
        foreach (string program in programs)
        {
            yield return new Measure($"installed.{Path.GetFileName(program)}", $"  of it {Path.GetFileName(program)}", Size(program), "bytes", "all files");
        }
    }

    private static double Size(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Sum(static file => new FileInfo(file).Length);
}
