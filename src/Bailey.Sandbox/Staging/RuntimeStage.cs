using System.Security.Cryptography;
using Bailey.Interop;

namespace Bailey.Sandbox;

/// <summary>
/// Builds the read-only root of a worker: exactly its program, its runtime and the libraries these need; no shell, no /etc, no
/// other file of the host.
/// </summary>
/// <remarks>
/// A root is built under a temporary name and renamed when it is complete, so any number of processes may prepare the same one at
/// once. Thread-safe.
/// <para><b>Stops:</b> a guest finding anything on its file system that its runtime does not need.</para>
/// <para><b>Does not stop:</b> whoever can write the program's published folder or the host's libraries: they are trusted.</para>
/// </remarks>
public static class RuntimeStage
{
    /// <summary>Makes sure that the root for a layout stands, and returns its absolute host path.</summary>
    /// <param name="layout">What to stage.</param>
    /// <param name="storeRoot">The directory for staged roots; null for /var/cache/bailey (root) or /var/tmp/bailey-&lt;uid&gt;.</param>
    /// <returns>A host path; it stays valid while the sources stay as they are.</returns>
    /// <exception cref="WallUnavailableException">A library or the runtime is missing, or the store belongs to somebody else.</exception>
    /// <exception cref="IOException">A file could not be read or written.</exception>
    public static string Prepare(WorkerLayout layout, string? storeRoot = null)
    {
        string store = storeRoot ?? StageStore.DefaultRoot;
        StageStore.Ensure(store);
        if (StageReceipt.Find(store, layout) is { } noted)
        {
            return InUse(noted);
        }

        StageInventory inventory = StageInventory.Of(layout);
        string home = Path.Combine(store, inventory.Key());
        if (!Stands(home, inventory))
        {
            Make(store, home, inventory);
        }

        StageReceipt.Write(store, layout, inventory, home, RootOf(home));
        return InUse(home);
    }

    // Says when it was used last.
    private static string InUse(string home)
    {
        _ = LibC.utimensat(OwnedDescriptor.Borrow(-1), ManifestOf(home), null, DateTimeOffset.UtcNow, AtFlags.None);
        return RootOf(home);
    }

    private static void Make(string store, string home, StageInventory inventory)
    {
        string draft = Path.Combine(store, $".draft-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}");
        try
        {
            Build(RootOf(draft), inventory, new StageFiles(store));
            File.WriteAllText(ManifestOf(draft), StageManifest.Describe(RootOf(draft), inventory));
            Publish(draft, home, inventory);
        }
        finally
        {
            StageCleaning.Remove(draft);
            StageCleaning.Clean(store, DateTimeOffset.UtcNow);
        }
    }

    private static string RootOf(string home) => Path.Combine(home, "root");

    internal static string ManifestOf(string home) => Path.Combine(home, "manifest");

    private static bool Stands(string home, StageInventory inventory) =>
        HostFile.TryStatus(home, follow: false, out FileStatus status) == Errno.None
        && status.Kind == FileKind.Directory
        && status.Owner == LibC.geteuid()
        && File.Exists(ManifestOf(home))
        && StageManifest.Matches(RootOf(home), inventory, File.ReadAllText(ManifestOf(home)));

    private static void Build(string root, StageInventory inventory, StageFiles files)
    {
        foreach (StageEntry entry in inventory.Entries)
        {
            string target = Path.Combine(root, entry.Target);
            Directory.CreateDirectory(entry.IsDirectory ? target : Path.GetDirectoryName(target)!);
            if (entry.IsDirectory)
            {
                continue;
            }

            if (entry.Source is null)
            {
                File.WriteAllBytes(target, entry.Content);
                HostFile.SetPermissions(target, StageFiles.Mode(entry));
            }
            else
            {
                files.Place(entry, target);
            }
        }

        foreach (string directory in Directory.EnumerateDirectories(root, "*", SearchOption.AllDirectories).Append(root).Append(Path.GetDirectoryName(root)!))
        {
            HostFile.SetPermissions(directory, 0b111_101_101);
        }
    }

    private static void Publish(string draft, string home, StageInventory inventory)
    {
        OwnedDescriptor anywhere = OwnedDescriptor.Borrow(-1);
        Errno errno = LibC.renameat2(anywhere, draft, anywhere, home, RenameFlags.NoReplace);
        if (errno == Errno.EEXIST && !Stands(home, inventory))
        {
            // A root that no longer matches its manifest: swapped out whole, so that nobody ever sees half of either.
            errno = LibC.renameat2(anywhere, draft, anywhere, home, RenameFlags.Exchange);
        }

        if (errno != Errno.EEXIST)
        {
            LibCException.ThrowIf(errno, "renameat2");
        }
    }
}
