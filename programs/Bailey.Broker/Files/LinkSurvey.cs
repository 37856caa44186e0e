using Bailey.Interop;

namespace Bailey.Broker.Files;

/// <summary>A rename with both folders open.</summary>
internal readonly record struct MovedName(GrantRoot Root, OwnedDescriptor FromParent, string From, OwnedDescriptor ToParent, string To);

/// <summary>Keeps the rule of <see cref="LinkTarget"/> when what holds a link moves: <c>../../x</c> is harmless only as deep as it was made.</summary>
internal static class LinkSurvey
{
    /// <summary>Looks at the link that moves, or at all links in the folder that moves up.</summary>
    /// <returns>EXDEV when a link would come to lead out, EOVERFLOW when there is more than can be looked at.</returns>
    public static Errno Check(in MovedName move, int maximumEntries)
    {
        Errno errno = move.Root.Locate(move.FromParent, out string from);
        string to = "";
        errno = errno == Errno.None ? move.Root.Locate(move.ToParent, out to) : errno;
        int up = LinkTarget.Depth(from) - LinkTarget.Depth(to);
        if (errno != Errno.None || up <= 0)
        {
            return errno;
        }

        errno = LibC.fstatat(move.FromParent, move.From, AtFlags.SymbolicLinkNoFollow, out FileStatus status);
        return errno != Errno.None ? errno
            : status.Kind == FileKind.SymbolicLink ? CheckLink(move.FromParent, move.From, LinkTarget.Depth(from), up)
            : status.Kind == FileKind.Directory ? CheckTree(move.FromParent, move.From, LinkTarget.Depth(from), up, maximumEntries)
            : Errno.None;
    }

    private static Errno CheckTree(OwnedDescriptor parent, string name, int depth, int up, int left)
    {
        var folders = new Stack<string>();
        folders.Push(name);
        while (folders.TryPop(out string? folder))
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
                    left -= entries.Count;
                    errno = left < 0 ? Errno.EOVERFLOW : errno;
                    for (int i = 0; i < entries.Count && errno == Errno.None; i++)
                    {
                        errno = CheckEntry(directory, folder, entries[i], folders, depth, up);
                    }
                }
            }

            if (errno != Errno.None)
            {
                return errno;
            }
        }

        return Errno.None;
    }

    private static Errno CheckEntry(OwnedDescriptor directory, string folder, DirectoryEntry entry, Stack<string> folders, int depth, int up)
    {
        FileKind kind = entry.Kind;
        if (kind == FileKind.Unknown && LibC.fstatat(directory, entry.Name, AtFlags.SymbolicLinkNoFollow, out FileStatus status) == Errno.None)
        {
            kind = status.Kind;
        }

        if (kind == FileKind.Directory)
        {
            folders.Push(folder + "/" + entry.Name);
        }

        return kind == FileKind.SymbolicLink ? CheckLink(directory, entry.Name, depth + LinkTarget.Depth(folder), up) : Errno.None;
    }

    // A link that leads out already is the host's own: moving it makes nothing worse.
    private static Errno CheckLink(OwnedDescriptor directory, string name, int depth, int up)
    {
        Errno errno = LibC.readlinkat(directory, name, out string target);
        return errno != Errno.None ? errno
            : LinkTarget.StaysBeneath(target, depth) && !LinkTarget.StaysBeneath(target, depth - up) ? Errno.EXDEV
            : Errno.None;
    }
}
