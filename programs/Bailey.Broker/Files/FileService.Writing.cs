using Bailey.Interop;
using Bailey.Policy;
using Bailey.Protocol;

namespace Bailey.Broker.Files;

/// <summary>Changes of content.</summary>
internal sealed partial class FileService
{
    // What JavaScript can count exactly; also far beyond any disk.
    private const long LargestPosition = (1L << 53) - 1;

    /// <summary>Writes at most a chunk at a position, or where the last one ended.</summary>
    public Reply Write(in Attempt attempt, in FileArguments arguments, ReadOnlySpan<byte> data)
    {
        if (arguments.Position is < 0 or > LargestPosition)
        {
            return FileReplies.Failure(attempt, Errno.EINVAL);
        }

        if (!_descriptors.TryGet(arguments.Descriptor, out OpenFile? file) || !file.IsWritable)
        {
            return FileReplies.Failure(attempt, Errno.EBADF);
        }

        // A gap between the end and the position is counted as if it were written: whoever copies the file later fills it.
        long gap = 0;
        if (arguments.Position is { } at && !file.Appends && data.Length > 0)
        {
            Errno looked = LibC.fstat(file.Descriptor, out FileStatus status);
            gap = looked == Errno.None ? Math.Max(0, at - status.Length) : 0;
        }

        if (!file.Root.Quota.TryTake(data.Length + gap))
        {
            return RefuseQuota(attempt, file.Path, file.Root);
        }

        Errno errno = WriteOnce(file, arguments.Position, data, out int count);
        file.Root.Quota.Return(errno == Errno.None ? data.Length - count : data.Length + gap);
        if (errno == Errno.None && file.Synchronous)
        {
            errno = LibC.fdatasync(file.Descriptor);
        }

        return errno == Errno.None ? FileReplies.Number("bytes", count) : FileReplies.Failure(attempt, errno);
    }

    /// <summary>Cuts a file or lengthens it with zeros.</summary>
    public Reply Truncate(in Attempt attempt, in FileArguments arguments)
    {
        if (arguments.Length is < 0 or > LargestPosition || !NamesOne(arguments))
        {
            return FileReplies.Failure(attempt, Errno.EINVAL);
        }

        if (arguments.Given.HasFlag(FileFields.Descriptor))
        {
            Attempt named = attempt with { Syscall = "ftruncate" };
            return !_descriptors.TryGet(arguments.Descriptor, out OpenFile? open) ? FileReplies.Failure(named, Errno.EBADF)
                : !open.IsWritable ? FileReplies.Failure(named, Errno.EINVAL)
                : SetLength(named, open.Descriptor, open.Root, open.Path, arguments.Length);
        }

        if (!TryPlace(attempt, arguments.Path, FileUse.Change, out Place place, out Reply denial))
        {
            return denial;
        }

        Granted(attempt, place, FileUse.Change);
        Errno errno = OpenRegular(place, OpenFlags.WriteOnly, 0, out OwnedDescriptor file, out _);
        using (file)
        {
            return errno == Errno.None
                ? SetLength(attempt, file, place.Root!, place.Path.Text, arguments.Length)
                : Fail(attempt, place, FileUse.Change, errno);
        }
    }

    /// <summary>Has an open file reach the disk.</summary>
    public Reply Sync(in Attempt attempt, in FileArguments arguments)
    {
        if (!_descriptors.TryGet(arguments.Descriptor, out OpenFile? file))
        {
            return FileReplies.Failure(attempt, Errno.EBADF);
        }

        Errno errno = LibC.fsync(file.Descriptor);
        return errno == Errno.None ? FileReplies.Done : FileReplies.Failure(attempt, errno);
    }

    /// <summary>Copies one file; holes stay holes, and memory stays bounded whatever the size.</summary>
    public Reply Copy(in Attempt attempt, in FileArguments arguments)
    {
        if (!TryPlace(attempt, arguments.Path, FileUse.Read, out Place from, out Reply denial)
            || !TryPlace(attempt, arguments.To, FileUse.Change, out Place to, out denial))
        {
            return denial;
        }

        Errno errno = OpenRegular(from, OpenFlags.ReadOnly, 0, out OwnedDescriptor source, out FileStatus status);
        using (source)
        {
            errno = errno == Errno.None && status.Kind == FileKind.Directory ? Errno.EISDIR : errno;
            if (errno != Errno.None)
            {
                return Fail(attempt, from, FileUse.Read, errno);
            }

            if (!to.Root!.Quota.TryTake(status.Length))
            {
                return RefuseQuota(attempt, to.Path.Text, to.Root);
            }

            Granted(attempt, from, FileUse.Change, to.Path.Text);
            Reply reply = CopyTo(attempt, source, status, to, arguments.Exclusive, out long written);
            to.Root.Quota.Return(status.Length - written);
            return reply;
        }
    }

    private Reply CopyTo(in Attempt attempt, OwnedDescriptor source, in FileStatus status, in Place to, bool exclusive, out long written)
    {
        written = 0;
        OpenFlags flags = OpenFlags.WriteOnly | OpenFlags.Create | (exclusive ? OpenFlags.Exclusive : OpenFlags.WriteOnly);

        // Not truncated on opening: the target may be the source.
        Errno errno = OpenOrCreate(to, flags, (uint)(status.Permissions & AllBits), out OwnedDescriptor target, out FileStatus old);
        using (target)
        {
            if (errno != Errno.None)
            {
                return Fail(attempt, to, FileUse.Change, errno);
            }

            if (old.Inode == status.Inode && old.Device == status.Device)
            {
                return FileReplies.Done;
            }

            // Fails where the file belongs to somebody else, who then keeps the bits as they were.
            _ = LibC.fchmod(target, (uint)(status.Permissions & AllBits));
            errno = LibC.ftruncate(target, 0);
            errno = errno == Errno.None ? FileCopy.Run(source, target, status.Length, _end.Token) : errno;
            written = status.Length;
            return errno == Errno.None ? FileReplies.Done : FileReplies.Failure(attempt, errno);
        }
    }

    private static bool NamesOne(in FileArguments arguments) =>
        arguments.Given.HasFlag(FileFields.Path) != arguments.Given.HasFlag(FileFields.Descriptor);

    private Reply SetLength(in Attempt attempt, OwnedDescriptor file, GrantRoot root, string path, long length)
    {
        Errno errno = LibC.fstat(file, out FileStatus status);
        if (errno != Errno.None)
        {
            return FileReplies.Failure(attempt, errno);
        }

        long growth = Math.Max(0, length - status.Length);
        if (!root.Quota.TryTake(growth))
        {
            return RefuseQuota(attempt, path, root);
        }

        errno = LibC.ftruncate(file, length);
        if (errno == Errno.None)
        {
            return FileReplies.Done;
        }

        root.Quota.Return(growth);
        return FileReplies.Failure(attempt, errno);
    }

    private static Errno WriteOnce(OpenFile file, long? position, ReadOnlySpan<byte> data, out int count)
    {
        Errno errno;
        do
        {
            errno = position is { } at ? LibC.pwrite(file.Descriptor, data, at, out count) : LibC.write(file.Descriptor, data, out count);
        }
        while (errno == Errno.EINTR);

        return errno;
    }
}
