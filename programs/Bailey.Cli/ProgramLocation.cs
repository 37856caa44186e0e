namespace Bailey.Cli;

/// <summary>Where a program and its policy files are.</summary>
/// <param name="Folder">Absolute folder of the program.</param>
/// <param name="Entry">The entry relative to it; null takes bailey.json's.</param>
internal sealed record ProgramLocation(string Folder, string? Entry)
{
    /// <summary>bailey.json beside the program.</summary>
    public string BaileyPath => Path.Combine(Folder, "bailey.json");

    /// <summary>LavaMoat's policy: beside bailey.json, or where LavaMoat itself keeps it.</summary>
    public string PolicyPath => First("policy.json", "lavamoat/node/policy.json");

    /// <summary>Finds the program that an argument names: a folder, or a file in one with a package.json or bailey.json.</summary>
    /// <returns>Null where there is nothing.</returns>
    public static ProgramLocation? Find(string argument)
    {
        string path = Path.GetFullPath(argument);
        if (Directory.Exists(path))
        {
            return new ProgramLocation(path, null);
        }

        if (!File.Exists(path))
        {
            return null;
        }

        string folder = Path.GetDirectoryName(path)!;
        for (string? above = folder; above is not null; above = Path.GetDirectoryName(above))
        {
            if (File.Exists(Path.Combine(above, "bailey.json")) || File.Exists(Path.Combine(above, "package.json")))
            {
                folder = above;
                break;
            }
        }

        return new ProgramLocation(folder, Path.GetRelativePath(folder, path));
    }

    /// <summary>The program with the texts of its policy files.</summary>
    public GuestProgram Load(IReadOnlyList<string> arguments) => GuestProgram.FromFolder(Folder) with { Entry = Entry, Arguments = arguments };

    private string First(params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            string path = Path.Combine(Folder, name);
            if (File.Exists(path))
            {
                return path;
            }
        }

        return Path.Combine(Folder, names[0]);
    }
}
