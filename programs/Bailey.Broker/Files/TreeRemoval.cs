using Bailey.Interop;

namespace Bailey.Broker.Files;

/// <summary>Removes a tree of a guest, one descriptor at a time; links in it are removed, not followed.</summary>
internal static class TreeRemoval
{
    // More rounds than any tree needs: somebody else keeps filling it.
    private const int MostRounds = 10_000_000;

    /// <summary>Removes a file or a folder with all that is in it. What was removed before a failure stays removed.</summary>
    /// <param name="parent">The folder that holds it; O_PATH is enough.</param>
    /// <param name="name">One name.</param>
    /// <param name="stop">Ends it with ECANCELED.</param>
    /// <returns>ENAMETOOLONG for a tree deeper than a path can say.</returns>
    public static Errno Remove(OwnedDescriptor parent, string name, CancellationToken stop)
    {
        Errno errno = LibC.unlinkat(parent, name, AtFlags.None);
        if (!MayBeDirectory(errno))
        {
            return errno;
        }

        var folders = new Stack<string>();
        folders.Push(name);
        for (int round = 0; folders.TryPeek(out string? folder); round++)
        {
            if (stop.IsCancellationRequested || round == MostRounds)
            {
                return stop.IsCancellationRequested ? Errno.ECANCELED : Errno.EBUSY;
            }

            int before = folders.Count;
            errno = RemoveEntries(parent, folder, folders);
            if (errno == Errno.None && folders.Count == before)
            {
                errno = RemoveFolder(parent, folder);
                if (errno == Errno.None)
                {
                    folders.Pop();
                }
            }

            if (errno == Errno.ENOENT && folders.Count == before)
            {
                // Somebody else removed it: as good.
                folders.Pop();
            }
            else if (errno is not (Errno.None or Errno.ENOTEMPTY))
            {
                return errno;
            }

            // ENOTEMPTY: somebody put something in meanwhile, so another round.
        }

        return Errno.None;
    }

    // Removes what can be removed at once, and puts the subfolders that have to be emptied first onto the stack.
    private static Errno RemoveEntries(OwnedDescriptor parent, string folder, Stack<string> folders)
    {
        Errno errno = GrantRoot.OpenWithoutLinks(parent, folder, OpenFlags.ReadOnly | OpenFlags.Directory, out OwnedDescriptor directory);
        using (directory)
        {
            var entries = new List<DirectoryEntry>();
            bool end = false;
            while (errno == Errno.None && !end)
            {
                entries.Clear();
                errno = LibC.getdents64(directory, entries, out end);
                for (int i = 0; i < entries.Count && errno == Errno.None; i++)
                {
                    string name = entries[i].Name;
                    errno = entries[i].Kind == FileKind.Directory ? Errno.EISDIR : LibC.unlinkat(directory, name, AtFlags.None);
                    errno = MayBeDirectory(errno) ? LibC.unlinkat(directory, name, AtFlags.RemoveDirectory) : errno;
                    if (errno == Errno.ENOTEMPTY)
                    {
                        folders.Push(folder + "/" + name);
                    }

                    errno = errno is Errno.ENOTEMPTY or Errno.ENOENT ? Errno.None : errno;
                }
            }
        }

        return errno;
    }

    private static Errno RemoveFolder(OwnedDescriptor parent, string folder)
    {
        int slash = folder.LastIndexOf('/');
        if (slash < 0)
        {
            return LibC.unlinkat(parent, folder, AtFlags.RemoveDirectory);
        }

        Errno errno = GrantRoot.OpenWithoutLinks(parent, folder[..slash], OpenFlags.Path | OpenFlags.Directory, out OwnedDescriptor above);
        using (above)
        {
            return errno == Errno.None ? LibC.unlinkat(above, folder[(slash + 1)..], AtFlags.RemoveDirectory) : errno;
        }
    }

    // Linux says EISDIR for unlink of a folder; POSIX and some file systems say EPERM.
    private static bool MayBeDirectory(Errno errno) => errno is Errno.EISDIR or Errno.EPERM;
}
