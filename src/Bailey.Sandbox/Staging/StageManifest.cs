using System.Globalization;
using System.Text;
using Bailey.Interop;

namespace Bailey.Sandbox;

/// <summary>What a staged root looked like when it was finished: one line per file, to tell cheaply that it still does.</summary>
internal static class StageManifest
{
    private const int OthersMayWrite = 0b010_010;

    /// <summary>Describes a finished root.</summary>
    public static string Describe(string root, StageInventory inventory)
    {
        var text = new StringBuilder();
        foreach (StageEntry entry in inventory.Entries)
        {
            text.Append(Line(entry.Target, HostFile.Status(Path.Combine(root, entry.Target), follow: false))).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>Whether every file of the root is still the one that was described, and nobody but its owner may write it.</summary>
    public static bool Matches(string root, StageInventory inventory, string manifest)
    {
        string[] lines = manifest.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return lines.Length == inventory.Entries.Count && inventory.Entries.Zip(lines).All(pair =>
            HostFile.TryStatus(Path.Combine(root, pair.First.Target), follow: false, out FileStatus status) == Errno.None
            && (status.Permissions & OthersMayWrite) == 0
            && (status.Owner == 0 || status.Owner == LibC.geteuid())
            && Line(pair.First.Target, status) == pair.Second);
    }

    // Length and time of directories change with what is mounted or listed; their kind is enough.
    private static string Line(string target, FileStatus status) => string.Create(
        CultureInfo.InvariantCulture,
        $"{status.Kind} {status.Permissions} {status.Inode} {(status.Kind == FileKind.File ? status.Length : 0)} {(status.Kind == FileKind.File ? status.ModifiedNanoseconds : 0)} {target}");
}
