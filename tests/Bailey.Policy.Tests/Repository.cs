using System.Runtime.CompilerServices;

namespace Bailey.Policy.Tests;

/// <summary>Where the sources and pages are that tests read.</summary>
internal static class Repository
{
    /// <summary>The folder of Directory.Packages.props.</summary>
    public static string Root { get; } = Find();

    private static string Find([CallerFilePath] string file = "")
    {
        string folder = Path.GetDirectoryName(file)!;
        while (!File.Exists(Path.Combine(folder, "Directory.Packages.props")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return folder;
    }
}
