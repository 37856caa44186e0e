using Bailey.Interop;
using Bailey.Policy;
using Bailey.Protocol;

namespace Bailey.Broker.Files;

/// <summary>Permission bits, times, links.</summary>
internal sealed partial class FileService
{
    private const int WriteAccess = 2;

    // What DateTimeOffset holds: years 1 to 9999.
    private const double EarliestMilliseconds = -62_135_596_800_000;
    private const double LatestMilliseconds = 253_402_300_799_999;

    /// <summary>Whether the path is there and may be read (4), written (2), executed (1).</summary>
    public Reply Access(in Attempt attempt, in FileArguments arguments)
    {
        if (arguments.Mode is < 0 or > 7)
        {
            return FileReplies.Failure(attempt, Errno.EINVAL);
        }

        FileUse use = (arguments.Mode & WriteAccess) == 0 ? FileUse.Read : FileUse.Change;
        if (!TryPlace(attempt, arguments.Path, use, out Place place, out Reply denial))
        {
            return denial;
        }

        Errno errno = Look(place, follow: true, out OwnedDescriptor file, out _);
        using (file)
        {
            errno = errno == Errno.None ? LibC.faccessat(file, DescriptorPath.Of(file), (int)arguments.Mode) : errno;
        }

        return errno == Errno.None || (use == FileUse.Read && IsOnlyOnTheWay(place, errno)) ? FileReplies.Done : Fail(attempt, place, use, errno);
    }

    /// <summary>Sets permission bits; set-id and sticky bits are dropped.</summary>
    public Reply ChangeMode(in Attempt attempt, in FileArguments arguments)
    {
        uint mode = (uint)(arguments.Mode & AllBits);
        return arguments.Mode is < 0 or > 0xFFFF
            ? FileReplies.Failure(attempt, Errno.EINVAL)
            : ChangeProperty(attempt, arguments, "fchmod", file => LibC.fchmodat(file, DescriptorPath.Of(file), mode));
    }

    /// <summary>Sets the times of last access and change, in whole milliseconds.</summary>
    public Reply ChangeTimes(in Attempt attempt, in FileArguments arguments)
    {
        if (!TryTime(arguments.Accessed, out DateTimeOffset accessed) || !TryTime(arguments.Modified, out DateTimeOffset modified))
        {
            return FileReplies.Failure(attempt, Errno.EINVAL);
        }

        return ChangeProperty(attempt, arguments, "futime", file => LibC.utimensat(file, DescriptorPath.Of(file), accessed, modified, AtFlags.None));
    }

    /// <summary>The text of a link. One that leads out of the grant is refused: its text speaks of the host.</summary>
    public Reply ReadLink(in Attempt attempt)
    {
        if (!TryPlace(attempt, attempt.Path!, FileUse.Read, out Place place, out Reply denial))
        {
            return denial;
        }

        Errno errno = Look(place, follow: false, out OwnedDescriptor link, out FileStatus status);
        string target = "";
        int depth = 0;
        using (link)
        {
            errno = errno == Errno.None && status.Kind != FileKind.SymbolicLink ? Errno.EINVAL : errno;
            errno = errno == Errno.None ? LibC.readlinkat(link, "", out target) : errno;
            errno = errno == Errno.None ? DepthOf(place, out depth) : errno;
        }

        return errno != Errno.None ? Fail(attempt, place, FileUse.Read, IsOnlyOnTheWay(place, errno) ? Errno.EINVAL : errno)
            : LinkTarget.NamesBeneath(target, depth) ? FileReplies.Text("target", target)
            : Refuse(attempt, place, FileUse.Read);
    }

    /// <summary>Makes a symbolic link that cannot lead out of its grant, for the host's programs neither.</summary>
    public Reply MakeLink(in Attempt attempt, in FileArguments arguments)
    {
        Attempt named = attempt with { Path = arguments.Target, Destination = arguments.Path };
        if (!TryPlace(named, arguments.Path, FileUse.Change, out Place place, out Reply denial))
        {
            return denial;
        }

        if (place.Relative.Length == 0 || _grants.IsHeld(place.Path.Text))
        {
            return FileReplies.Failure(named, Errno.EEXIST);
        }

        Granted(named, place, FileUse.Change);
        lock (_moving)
        {
            Errno errno = OpenParent(place, out OwnedDescriptor parent, out string name);
            using (parent)
            {
                string folder = "";
                errno = errno == Errno.None ? place.Root!.Locate(parent, out folder) : errno;
                if (errno == Errno.None && !LinkTarget.StaysBeneath(arguments.Target, LinkTarget.Depth(folder)))
                {
                    return Refuse(named, RefusalOf(named, place, FileUse.Change) with { Grant = LinkTarget.NoPolicy }, FileUse.Change, Errno.EACCES);
                }

                errno = errno != Errno.None ? errno : TryCountCreation() ? Created(LibC.symlinkat(arguments.Target, parent, name)) : Errno.EDQUOT;
                return errno == Errno.None ? FileReplies.Done : Fail(named, place, FileUse.Change, errno);
            }
        }
    }

    private static Errno DepthOf(in Place place, out int depth)
    {
        depth = 0;
        Errno errno = place.Root!.OpenParent(place.Relative, out OwnedDescriptor parent, out _);
        using (parent)
        {
            string folder = "";
            errno = errno == Errno.None ? place.Root.Locate(parent, out folder) : errno;
            depth = LinkTarget.Depth(folder);
        }

        return errno;
    }

    private static bool TryTime(double milliseconds, out DateTimeOffset time)
    {
        time = default;
        if (milliseconds is < EarliestMilliseconds or > LatestMilliseconds)
        {
            return false;
        }

        time = DateTimeOffset.FromUnixTimeMilliseconds((long)Math.Floor(milliseconds));
        return true;
    }

    private Reply ChangeProperty(in Attempt attempt, in FileArguments arguments, string descriptorSyscall, Func<OwnedDescriptor, Errno> change)
    {
        if (!NamesOne(arguments))
        {
            return FileReplies.Failure(attempt, Errno.EINVAL);
        }

        Errno errno;
        if (arguments.Given.HasFlag(FileFields.Descriptor))
        {
            Attempt named = attempt with { Syscall = descriptorSyscall };
            errno = !_descriptors.TryGet(arguments.Descriptor, out OpenFile? open) ? Errno.EBADF

                // A file that was opened to be read, under a grant that allows changes, may be changed as its path may.
                : !open.Root.IsWritable ? Errno.EACCES
                : change(open.Descriptor);
            return errno == Errno.None ? FileReplies.Done : FileReplies.Failure(named, errno);
        }

        if (!TryPlace(attempt, arguments.Path, FileUse.Change, out Place place, out Reply denial))
        {
            return denial;
        }

        Granted(attempt, place, FileUse.Change);
        errno = Look(place, follow: true, out OwnedDescriptor file, out FileStatus status);
        using (file)
        {
            errno = errno != Errno.None ? errno : status.Kind is FileKind.File or FileKind.Directory ? change(file) : Errno.ENXIO;
        }

        return errno == Errno.None ? FileReplies.Done : Fail(attempt, place, FileUse.Change, errno);
    }
}
