using Bailey.Interop;

namespace Bailey.Sandbox;

/// <summary>Removes what nobody uses any more from a store. Runs after a root was built, never on an ordinary start.</summary>
internal static class StageCleaning
{
    /// <summary>The folder of shared copies.</summary>
    public const string FilesFolder = "files";

    private static readonly TimeSpan Abandoned = TimeSpan.FromHours(1);

    // A warm worker opens no file, so a root may go under a worker that has run for a week.
    private static readonly TimeSpan Unused = TimeSpan.FromDays(7);

    /// <summary>Removes drafts of the dead, roots that were not used for a week, and copies that no root links to.</summary>
    public static void Clean(string store, DateTimeOffset now)
    {
        foreach (string folder in Directory.EnumerateDirectories(store))
        {
            string name = Path.GetFileName(folder);
            bool draft = name.StartsWith(".draft-", StringComparison.Ordinal);
            string witness = draft ? folder : RuntimeStage.ManifestOf(folder);
            if (name != FilesFolder && HostFile.TryStatus(witness, follow: false, out FileStatus status) == Errno.None
                && now - DateTimeOffset.UnixEpoch.AddTicks(status.ModifiedNanoseconds / 100) > (draft ? Abandoned : Unused))
            {
                Remove(folder);
            }
        }

        foreach (string note in (string[])[.. Directory.EnumerateFiles(store, StageReceipt.Prefix + "*"), .. Directory.EnumerateFiles(store, FilterStore.Prefix + "*")])
        {
            // One that is still in use is made again by its next user.
            if (now.UtcDateTime - File.GetLastWriteTimeUtc(note) > Unused)
            {
                File.Delete(note);
            }
        }

        string files = Path.Combine(store, FilesFolder);
        foreach (string copy in Directory.Exists(files) ? Directory.EnumerateFiles(files) : [])
        {
            // Its inode changes when a link is made: a copy that was just made for another starter is young.
            if (HostFile.TryStatus(copy, follow: false, out FileStatus status) == Errno.None && status.Links == 1
                && now - DateTimeOffset.UnixEpoch.AddTicks(status.ChangedNanoseconds / 100) > Abandoned)
            {
                File.Delete(copy);
            }
        }
    }

    /// <summary>Removes a folder of a store, if it is there; another process may be doing the same.</summary>
    public static void Remove(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // Gone already.
        }
    }
}
