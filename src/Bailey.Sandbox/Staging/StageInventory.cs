using System.Security.Cryptography;
using System.Text;
using Bailey.Interop;

namespace Bailey.Sandbox;

/// <summary>One entry of a staged root.</summary>
/// <param name="Target">Path in the root, without a leading slash.</param>
/// <param name="Source">Host path of the file; null for a file of Bailey's own (a mount point where it is empty), or a directory.</param>
/// <param name="IsDirectory">Whether it is an empty directory (a mount point).</param>
/// <param name="Executable">Whether it may be executed.</param>
internal sealed record StageEntry(string Target, string? Source, bool IsDirectory = false, bool Executable = false)
{
    /// <summary>Of a file without a source: what it holds.</summary>
    public byte[] Content { get; init; } = [];
}

/// <summary>Everything that a staged root holds, and nothing else: the root is made from this list alone.</summary>
/// <param name="Entries">Ascending by target, each target once.</param>
/// <param name="Folders">Host folders whose listings decided what the entries are.</param>
internal sealed record StageInventory(IReadOnlyList<StageEntry> Entries, IReadOnlyList<string> Folders)
{
    // Part of every key: change it when the way of staging changes.
    private const string Format = "bailey-stage-2";

    /// <summary>Where a framework-dependent program finds its runtime, inside.</summary>
    public const string DotnetRoot = "/dotnet";

    /// <summary>Where the program is, inside.</summary>
    public const string ApplicationRoot = "/app";

    /// <summary>Where shared libraries are, inside.</summary>
    public const string LibraryRoot = "/lib";

    /// <summary>An empty folder that covers folders of /proc.</summary>
    public const string EmptyFolder = "empty/folder";

    /// <summary>An empty file that covers files of /proc.</summary>
    public const string EmptyFile = "empty/file";

    /// <summary>Lists what a layout needs.</summary>
    /// <exception cref="WallUnavailableException">The host lacks a library or the runtime.</exception>
    public static StageInventory Of(WorkerLayout layout)
    {
        var entries = new SortedDictionary<string, StageEntry>(StringComparer.Ordinal);
        void Add(StageEntry entry) => entries.TryAdd(entry.Target, entry);

        Add(new StageEntry("proc", null, IsDirectory: true));
        Add(new StageEntry(EmptyFolder, null, IsDirectory: true));
        Add(new StageEntry(EmptyFile, null));
        Add(new StageEntry("dev/urandom", null));
        if (FenceProgram.Exists)
        {
            Add(new StageEntry(FenceProgram.Path, null, Executable: true) { Content = FenceProgram.Image });
        }

        foreach (string placeholder in layout.Placeholders)
        {
            Add(new StageEntry(placeholder, null));
        }

        var closure = new LibraryClosure(LoaderCache.Read());
        foreach (string file in Directory.EnumerateFiles(layout.PublishFolder, "*", SearchOption.AllDirectories))
        {
            string relative = Path.GetRelativePath(layout.PublishFolder, file);
            if (!relative.EndsWith(".pdb", StringComparison.Ordinal) && !relative.EndsWith(".xml", StringComparison.Ordinal)
                && !DotnetInstallation.IsUnwanted(Path.GetFileName(file), layout.Libraries))
            {
                bool elf = closure.AddNeeded(file);
                Add(new StageEntry("app/" + relative, file, Executable: elf || relative == layout.Executable));
            }
        }

        if (!entries.ContainsKey("app/" + layout.Executable))
        {
            throw Messages.ProgramMissing(layout);
        }

        List<string> folders = [layout.PublishFolder, .. Directory.EnumerateDirectories(layout.PublishFolder, "*", SearchOption.AllDirectories)];
        if (DotnetInstallation.MajorVersionOf(layout) is { } major)
        {
            DotnetInstallation installation = DotnetInstallation.Find(layout.DotnetRoot, major);
            folders.AddRange(installation.Folders);
            foreach ((string source, string target) in installation.Files())
            {
                closure.AddNeeded(source);
                Add(new StageEntry(DotnetRoot[1..] + "/" + target, source));
            }
        }

        foreach (string library in layout.Libraries)
        {
            closure.Add(library);
        }

        foreach ((string soname, string path) in closure.Libraries)
        {
            Add(new StageEntry(LibraryRoot[1..] + "/" + soname, path));
        }

        if (closure.Interpreter is { } interpreter)
        {
            Add(new StageEntry(interpreter[1..], interpreter, Executable: true));
        }

        return new StageInventory([.. entries.Values], folders);
    }

    /// <summary>
    /// The name of the staged root: a digest of every target with the identity of its source (device, inode, size, time of change
    /// of its content), so that a changed source is another root. 32 hexadecimal digits.
    /// </summary>
    public string Key()
    {
        var text = new StringBuilder(Format).Append('\n');
        foreach (StageEntry entry in Entries)
        {
            text.Append(entry.Target).Append('\0').Append(entry.IsDirectory).Append(entry.Executable).Append(Convert.ToHexStringLower(SHA256.HashData(entry.Content)));
            if (entry.Source is { } source)
            {
                FileStatus status = HostFile.Status(source);
                text.Append('\0').Append(status.Device).Append(' ').Append(status.Inode).Append(' ').Append(status.Length)
                    .Append(' ').Append(status.ModifiedNanoseconds);
            }

            text.Append('\n');
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..32];
    }
}
