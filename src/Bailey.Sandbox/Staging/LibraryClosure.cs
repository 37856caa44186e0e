namespace Bailey.Sandbox;

/// <summary>Finds every shared library that a set of files needs, as the dynamic loader would, without running anything.</summary>
internal sealed class LibraryClosure(LoaderCache cache)
{
    private readonly SortedDictionary<string, string> libraries = new(StringComparer.Ordinal);
    private readonly HashSet<string> visited = new(StringComparer.Ordinal);

    /// <summary>Name of a library to its host path, ascending by name.</summary>
    public IReadOnlyDictionary<string, string> Libraries => libraries;

    /// <summary>The dynamic loader that the programs among the files name; null when none does.</summary>
    public string? Interpreter { get; private set; }

    /// <summary>Adds a library by its name, and what it needs.</summary>
    /// <exception cref="WallUnavailableException">The host has no such library.</exception>
    public void Add(string soname)
    {
        if (libraries.ContainsKey(soname))
        {
            return;
        }

        string path = cache.Find(soname) ?? throw Messages.LibraryMissing(soname);
        libraries.Add(soname, path);
        AddNeeded(path);
    }

    /// <summary>Adds what a file needs; libraries beside it or on its own run path count as staged with it.</summary>
    /// <returns>Whether it is an ELF file.</returns>
    public bool AddNeeded(string path)
    {
        if (!visited.Add(path))
        {
            return true;
        }

        if (ElfFile.Read(path) is not { } elf)
        {
            return false;
        }

        Interpreter ??= elf.Interpreter;
        string folder = Path.GetDirectoryName(path)!;
        foreach (string soname in elf.Needed)
        {
            bool isLoader = soname.StartsWith("ld-linux", StringComparison.Ordinal);
            bool beside = elf.RunPath.Any(p => p.Contains("$ORIGIN", StringComparison.Ordinal)) && File.Exists(Path.Combine(folder, soname));
            if (!isLoader && !beside)
            {
                Add(soname);
            }
        }

        return true;
    }
}
