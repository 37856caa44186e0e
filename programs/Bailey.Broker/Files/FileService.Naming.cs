using System.Security.Cryptography;
using Bailey.Interop;
using Bailey.Policy;
using Bailey.Protocol;

namespace Bailey.Broker.Files;

/// <summary>Changes of names: making, moving and removing. What a grant holds stays, as a mount point does: EBUSY.</summary>
internal sealed partial class FileService
{
    private const int TemporaryNameAttempts = 16;

    // A link is judged by where it lies: while one is made, or anything is moved, nothing else moves.
    private readonly Lock _moving = new();

    /// <summary>Makes a folder; recursive makes those above it too and is content with one that is there.</summary>
    public Reply MakeDirectory(in Attempt attempt, in FileArguments arguments)
    {
        if (arguments.Mode is < 0 or > 0xFFFF)
        {
            return FileReplies.Failure(attempt, Errno.EINVAL);
        }

        // Asked first, because programs make sure of folders that they only read.
        if (IsDirectory(attempt, arguments.Path))
        {
            return arguments.Recursive ? FileReplies.Done : FileReplies.Failure(attempt, Errno.EEXIST);
        }

        if (!TryPlace(attempt, arguments.Path, FileUse.Change, out Place place, out Reply denial))
        {
            return denial;
        }

        if (place.Relative.Length == 0)
        {
            return FileReplies.Failure(attempt, place.Root!.IsFile ? Errno.EEXIST : Errno.ENOENT);
        }

        Granted(attempt, place, FileUse.Change);
        uint mode = arguments.Given.HasFlag(FileFields.Mode) ? (uint)(arguments.Mode & AllBits) : AllBits;
        if (arguments.Recursive)
        {
            return MakeDirectories(attempt, place, mode);
        }

        Errno errno = MakeOne(place, mode);
        return errno == Errno.None ? FileReplies.Done : Fail(attempt, place, FileUse.Change, errno);
    }

    /// <summary>Makes a folder with a name that nobody has, readable by its owner only.</summary>
    public Reply MakeTemporary(in Attempt attempt, in FileArguments arguments)
    {
        Attempt named = attempt with { Path = arguments.Path + "XXXXXX" };
        for (int i = 1; ; i++)
        {
            string path = arguments.Path + RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", 6);
            if (!TryPlace(named, path, FileUse.Change, out Place place, out Reply denial))
            {
                return denial;
            }

            Granted(named, place, FileUse.Change);
            Errno errno = place.Relative.Length == 0 ? Errno.EEXIST : MakeOne(place, 0x1C0);
            if (errno != Errno.EEXIST || i == TemporaryNameAttempts)
            {
                return errno == Errno.None ? FileReplies.Text("path", place.Path.Text) : Fail(named, place, FileUse.Change, errno);
            }
        }
    }

    /// <summary>Removes a file, an empty folder, or a whole tree.</summary>
    public Reply Remove(in Attempt attempt, in FileArguments arguments)
    {
        Attempt named = attempt with { Syscall = arguments.Recursive ? "rm" : arguments.Directory ? "rmdir" : "unlink" };
        if (!TryPlace(named, arguments.Path, FileUse.Change, out Place place, out Reply denial))
        {
            return denial;
        }

        if (_grants.IsHeld(place.Path.Text))
        {
            return FileReplies.Failure(named, Errno.EBUSY);
        }

        Granted(named, place, FileUse.Change);
        Errno errno = OpenParent(place, out OwnedDescriptor parent, out string name);
        using (parent)
        {
            if (errno == Errno.None)
            {
                errno = arguments.Recursive ? TreeRemoval.Remove(parent, name, _end.Token)
                    : LibC.unlinkat(parent, name, arguments.Directory ? AtFlags.RemoveDirectory : AtFlags.None);
            }
        }

        return errno == Errno.None || (errno == Errno.ENOENT && arguments.Force) ? FileReplies.Done : Fail(named, place, FileUse.Change, errno);
    }

    /// <summary>Moves a file or folder within its grant; to another grant is EXDEV, as between two disks.</summary>
    public Reply Rename(in Attempt attempt, in FileArguments arguments)
    {
        if (!TryPlace(attempt, arguments.Path, FileUse.Change, out Place from, out Reply denial)
            || !TryPlace(attempt, arguments.To, FileUse.Change, out Place to, out denial))
        {
            return denial;
        }

        if (_grants.IsHeld(from.Path.Text) || _grants.IsHeld(to.Path.Text) || from.Root != to.Root)
        {
            return FileReplies.Failure(attempt, from.Root != to.Root ? Errno.EXDEV : Errno.EBUSY);
        }

        Granted(attempt, from, FileUse.Change, to.Path.Text);
        lock (_moving)
        {
            Errno errno = OpenParent(from, out OwnedDescriptor fromParent, out string fromName);
            using (fromParent)
            {
                if (errno != Errno.None)
                {
                    return Fail(attempt, from, FileUse.Change, errno);
                }

                errno = OpenParent(to, out OwnedDescriptor toParent, out string toName);
                using (toParent)
                {
                    return errno != Errno.None ? Fail(attempt, to, FileUse.Change, errno)
                        : Move(attempt, to, new MovedName(from.Root!, fromParent, fromName, toParent, toName));
                }
            }
        }
    }

    private Reply Move(in Attempt attempt, in Place to, in MovedName move)
    {
        Errno errno = LinkSurvey.Check(move, _bounds.MaximumEntries);
        if (errno == Errno.EXDEV)
        {
            return Refuse(attempt, RefusalOf(attempt, to, FileUse.Change) with { Grant = LinkTarget.NoPolicy }, FileUse.Change, Errno.EACCES);
        }

        errno = errno == Errno.None ? LibC.renameat2(move.FromParent, move.From, move.ToParent, move.To, RenameFlags.None) : errno;
        return errno == Errno.None ? FileReplies.Done : FileReplies.Failure(attempt, errno);
    }

    // Whether it is a folder that the guest may see. No failure and no audit: the caller goes on to decide.
    private bool IsDirectory(in Attempt attempt, string given)
    {
        if (RequestPath.Parse(given, out RequestPath path) != Errno.None)
        {
            return false;
        }

        var place = new Place(path, _grants.Find(path.Text, out string relative), relative);
        if (place.Root is not null && Narrow?.Invoke(attempt.Package, path.Text, FileUse.Read) is not null)
        {
            return false;
        }

        Errno errno = Look(place, follow: true, out OwnedDescriptor file, out FileStatus status);
        using (file)
        {
            return errno == Errno.None ? status.Kind == FileKind.Directory : IsOnlyOnTheWay(place, errno);
        }
    }

    private Errno MakeOne(in Place place, uint mode)
    {
        Errno errno = place.Root!.OpenParent(place.Relative, out OwnedDescriptor parent, out string name);
        using (parent)
        {
            return errno != Errno.None ? errno : !TryCountCreation() ? Errno.EDQUOT : Created(LibC.mkdirat(parent, name, mode));
        }
    }

    private Reply MakeDirectories(in Attempt attempt, in Place place, uint mode)
    {
        GrantRoot root = place.Root!;
        string relative = place.Relative;
        int end = relative.Length;
        Errno blocked = Errno.None;
        Errno errno;
        OwnedDescriptor directory;

        // Up to the first folder that is there.
        while (true)
        {
            errno = root.Open(relative[..end], OpenFlags.Path | OpenFlags.Directory, 0, out directory);
            if (errno is not (Errno.ENOENT or Errno.ENOTDIR) || end == 0)
            {
                break;
            }

            directory.Dispose();
            blocked = errno == Errno.ENOTDIR ? (end == relative.Length ? Errno.EEXIST : Errno.ENOTDIR) : Errno.None;
            end = Math.Max(0, relative.LastIndexOf('/', end - 1));
        }

        // And down again, a name at a time, each folder opened beneath the grant anew.
        int made = -1;
        errno = errno == Errno.None ? blocked : errno;
        while (errno == Errno.None && end < relative.Length)
        {
            int start = end == 0 ? 0 : end + 1;
            int next = relative.IndexOf('/', start);
            end = next < 0 ? relative.Length : next;
            errno = TryCountCreation() ? Created(LibC.mkdirat(directory, relative[start..end], mode)) : Errno.EDQUOT;
            made = made < 0 && errno == Errno.None ? end : made;
            directory.Dispose();
            errno = errno is Errno.None or Errno.EEXIST ? root.Open(relative[..end], OpenFlags.Path | OpenFlags.Directory, 0, out directory) : errno;
        }

        directory.Dispose();
        return errno != Errno.None ? Fail(attempt, place, FileUse.Change, errno)
            : made < 0 ? FileReplies.Done
            : FileReplies.Text("first", Joined(root.Prefix, relative[..made]));
    }

    // The folder of a name that is about to change. A `/` at the end is a promise that the name is a folder.
    private static Errno OpenParent(in Place place, out OwnedDescriptor parent, out string name)
    {
        Errno errno = place.Root!.OpenParent(place.Relative, out parent, out name);
        if (errno == Errno.None
            && place.Path.MustBeDirectory
            && LibC.fstatat(parent, name, AtFlags.SymbolicLinkNoFollow, out FileStatus status) == Errno.None
            && status.Kind != FileKind.Directory)
        {
            return Errno.ENOTDIR;
        }

        return errno;
    }
}
