using System.Runtime.CompilerServices;

namespace Bailey.Conventions.Tests;

/// <summary>The repository's own files, without what is built or installed.</summary>
internal static class Sources
{
    private static readonly string[] Made = ["artifacts", "node_modules", "bin", "obj", ".git", "out"];

    public static string Root { get; } = FindRoot();

    /// <summary>Paths relative to the root, with '/', of the files beneath the folders that have one of the endings.</summary>
    public static IEnumerable<string> Files(string[] folders, params string[] endings) =>
        from folder in folders
        from file in Beneath(new DirectoryInfo(Path.Combine(Root, folder)))
        where endings.Any(ending => file.Name.EndsWith(ending, StringComparison.Ordinal))
        select Path.GetRelativePath(Root, file.FullName).Replace('\\', '/');

    public static string Text(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static IEnumerable<FileInfo> Beneath(DirectoryInfo folder) => folder.EnumerateFiles()
        .Concat(folder.EnumerateDirectories().Where(static inner => !Made.Contains(inner.Name)).SelectMany(Beneath));

    private static string FindRoot([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../.."));
}
