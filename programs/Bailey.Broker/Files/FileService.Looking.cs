using Bailey.Interop;
using Bailey.Policy;
using Bailey.Protocol;

namespace Bailey.Broker.Files;

/// <summary>Names and properties.</summary>
internal sealed partial class FileService
{
    // Permission bits of a folder that exists only because a grant lies beneath it, and the mask of what cannot be changed.
    private const int ReadOnlyBits = 0x16D;
    private const int AllBits = 0x1FF;

    /// <summary>What a path is.</summary>
    public Reply Stat(in Attempt attempt, in FileArguments arguments)
    {
        Attempt named = arguments.Follow ? attempt : attempt with { Syscall = "lstat" };
        if (!TryPlace(named, arguments.Path, FileUse.Read, out Place place, out Reply denial))
        {
            return denial;
        }

        Errno errno = Look(place, arguments.Follow, out OwnedDescriptor file, out FileStatus status);
        using (file)
        {
            return errno == Errno.None ? Described(place.Root!, status)
                : IsOnlyOnTheWay(place, errno) ? FileReplies.Status(FileKind.Directory, 0, 0, ReadOnlyBits, _inodes.Of(place.Path.Text))
                : Fail(named, place, FileUse.Read, errno);
        }
    }

    /// <summary>The names in a folder, sorted: the order of the host's disk is not told.</summary>
    public Reply List(in Attempt attempt)
    {
        if (!TryPlace(attempt, attempt.Path!, FileUse.Read, out Place place, out Reply denial))
        {
            return denial;
        }

        var entries = new SortedDictionary<string, FileKind>(StringComparer.Ordinal);
        Errno errno = ListOnHost(place, entries);
        if (errno != Errno.None && !IsOnlyOnTheWay(place, errno))
        {
            return Fail(attempt, place, FileUse.Read, errno);
        }

        _grants.EachNameIn(place.Path.Text, (name, isFile) => entries[name] = isFile ? FileKind.File : FileKind.Directory);
        return FileReplies.Entries(entries);
    }

    /// <summary>The path with all links resolved.</summary>
    public Reply RealPath(in Attempt attempt)
    {
        if (!TryPlace(attempt, attempt.Path!, FileUse.Read, out Place place, out Reply denial))
        {
            return denial;
        }

        string relative = "";
        Errno errno = Look(place, follow: true, out OwnedDescriptor file, out _);
        using (file)
        {
            errno = errno == Errno.None ? place.Root!.Locate(file, out relative) : errno;
        }

        return errno == Errno.None ? FileReplies.Text("path", Joined(place.Root!.Prefix, relative))
            : IsOnlyOnTheWay(place, errno) ? FileReplies.Text("path", place.Path.Text)
            : Fail(attempt, place, FileUse.Read, errno);
    }

    private static string Joined(string prefix, string relative) =>
        relative.Length == 0 ? prefix : prefix == "/" ? "/" + relative : prefix + "/" + relative;

    // O_PATH names a file without opening it, so a pipe or device may be looked at.
    private static Errno Look(in Place place, bool follow, out OwnedDescriptor file, out FileStatus status)
    {
        status = default;
        if (place.Root is null)
        {
            file = OwnedDescriptor.Borrow(-1);
            return Errno.ENOENT;
        }

        OpenFlags last = place.Path.MustBeDirectory ? OpenFlags.Directory : follow ? OpenFlags.Path : OpenFlags.NoFollow;
        Errno errno = place.Root.Open(place.Relative, OpenFlags.Path | last, 0, out file);
        return errno == Errno.None ? LibC.fstat(file, out status) : errno;
    }

    private bool IsOnlyOnTheWay(in Place place, Errno errno) => errno == Errno.ENOENT && _grants.IsOnTheWay(place.Path.Text);

    private Reply Described(GrantRoot root, in FileStatus status) => FileReplies.Status(
        status.Kind,
        status.Kind == FileKind.Directory ? 0 : status.Length,
        Coarse(status.ModifiedNanoseconds),
        status.Permissions & (root.IsWritable ? AllBits : ReadOnlyBits),
        _inodes.Of(status));

    private long Coarse(long nanoseconds) => (long)Math.Floor(nanoseconds / (1e6 * _bounds.TimeStep)) * _bounds.TimeStep;

    private Errno ListOnHost(in Place place, SortedDictionary<string, FileKind> entries)
    {
        if (place.Root is null)
        {
            return Errno.ENOENT;
        }

        Errno errno = place.Root.Open(place.Relative, OpenFlags.ReadOnly | OpenFlags.Directory | OpenFlags.NonBlocking, 0, out OwnedDescriptor directory);
        using (directory)
        {
            var batch = new List<DirectoryEntry>();
            bool end = false;
            while (errno == Errno.None && !end)
            {
                batch.Clear();
                errno = LibC.getdents64(directory, batch, out end);
                foreach (DirectoryEntry entry in batch)
                {
                    entries[entry.Name] = entry.Kind != FileKind.Unknown ? entry.Kind : KindOf(directory, entry.Name);
                }

                if (entries.Count > _bounds.MaximumEntries)
                {
                    errno = Errno.EOVERFLOW;
                }
            }
        }

        return errno;
    }

    private static FileKind KindOf(OwnedDescriptor directory, string name) =>
        LibC.fstatat(directory, name, AtFlags.SymbolicLinkNoFollow, out FileStatus status) == Errno.None ? status.Kind : FileKind.Other;
}
