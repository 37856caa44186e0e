using Bailey.Interop;

namespace Bailey.Broker.Files;

/// <summary>
/// Empties a folder that somebody hostile filled. A tree may be deeper than any path and than any number of descriptors, so each
/// folder's subfolders are first moved up to the top: two descriptors are enough, and each folder is moved once.
/// </summary>
internal static class TreeFlattening
{
    /// <summary>Deletes all that is in the folder. What cannot be deleted stays; nothing is thrown.</summary>
    /// <param name="top">O_PATH is enough. Nobody else may be using the folder any more.</param>
    public static void Empty(OwnedDescriptor top)
    {
        while (EmptyLevel(top, top))
        {
        }
    }

    // True when something was deleted or moved.
    private static bool EmptyLevel(OwnedDescriptor top, OwnedDescriptor directory)
    {
        OpenUp(directory);
        if (GrantRoot.OpenWithoutLinks(directory, ".", OpenFlags.ReadOnly | OpenFlags.Directory, out OwnedDescriptor list) != Errno.None)
        {
            return false;
        }

        using (list)
        {
            bool changed = false;
            var entries = new List<DirectoryEntry>();
            while (LibC.getdents64(list, entries, out bool end) == Errno.None && !end)
            {
                foreach (DirectoryEntry entry in entries)
                {
                    changed |= Drop(top, directory, entry.Name);
                }

                entries.Clear();
            }

            return changed;
        }
    }

    private static bool Drop(OwnedDescriptor top, OwnedDescriptor directory, string name)
    {
        if (LibC.unlinkat(directory, name, AtFlags.None) == Errno.None || LibC.unlinkat(directory, name, AtFlags.RemoveDirectory) == Errno.None)
        {
            return true;
        }

        if (GrantRoot.OpenWithoutLinks(directory, name, OpenFlags.Path | OpenFlags.Directory, out OwnedDescriptor below) != Errno.None)
        {
            return false;
        }

        using (below)
        {
            if (ReferenceEquals(top, directory))
            {
                bool emptied = EmptyLevel(top, below);
                return LibC.unlinkat(top, name, AtFlags.RemoveDirectory) == Errno.None || emptied;
            }

            // Moving a folder writes its `..`, for which the folder itself must be writable.
            OpenUp(below);
            return LibC.renameat2(directory, name, top, $"moved-{Guid.NewGuid():N}", RenameFlags.NoReplace) == Errno.None;
        }
    }

    // A guest may have taken the right to look into its own folder away.
    private static void OpenUp(OwnedDescriptor directory) => _ = LibC.fchmodat(directory, DescriptorPath.Of(directory), 0x1C0);
}
