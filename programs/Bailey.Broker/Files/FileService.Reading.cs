using Bailey.Interop;
using Bailey.Policy;
using Bailey.Protocol;

namespace Bailey.Broker.Files;

/// <summary>Content.</summary>
internal sealed partial class FileService
{
    /// <summary>A whole file: at most one chunk, and a descriptor for the rest.</summary>
    public Reply ReadAll(in Attempt attempt)
    {
        if (!TryPlace(attempt, attempt.Path!, FileUse.Read, out Place place, out Reply denial))
        {
            return denial;
        }

        Errno errno = OpenRegular(place, OpenFlags.ReadOnly, 0, out OwnedDescriptor file, out FileStatus status);
        if (errno != Errno.None)
        {
            return Fail(attempt, place, FileUse.Read, errno);
        }

        if (status.Kind == FileKind.Directory)
        {
            file.Dispose();
            return FileReplies.Failure(attempt with { Syscall = "read" }, Errno.EISDIR);
        }

        Granted(attempt, place, FileUse.Read);

        // One byte more than the size shows the end without another call.
        byte[] buffer = GC.AllocateUninitializedArray<byte>((int)Math.Min(status.Length, FileBounds.Chunk - 1) + 1);
        int count = 0;
        errno = Fill(file, buffer, status.Length, ref count);
        if (errno == Errno.None && count == buffer.Length && count < FileBounds.Chunk)
        {
            // It has grown, or its file system does not tell sizes.
            Array.Resize(ref buffer, FileBounds.Chunk);
            errno = Fill(file, buffer, buffer.Length, ref count);
        }

        if (errno != Errno.None)
        {
            file.Dispose();
            return FileReplies.Failure(attempt with { Syscall = "read" }, errno);
        }

        // A full buffer means that there may be more: the file is large, or it is growing.
        if (count < buffer.Length || status.Length == count)
        {
            file.Dispose();
            return FileReplies.Content(Math.Max(status.Length, count), more: null, buffer.AsMemory(0, count));
        }

        return _descriptors.TryAdd(new OpenFile(file, place.Root!, place.Path.Text, status.Kind), out int more)
            ? FileReplies.Content(Math.Max(status.Length, count), more, buffer)
            : FileReplies.Failure(attempt, Errno.EMFILE);
    }

    /// <summary>At most a chunk from a position, or from where the last one ended.</summary>
    public Reply Read(in Attempt attempt, in FileArguments arguments)
    {
        if (arguments.Length is < 0 or > FileBounds.Chunk || arguments.Position is < 0)
        {
            return FileReplies.Failure(attempt, Errno.EINVAL);
        }

        if (!_descriptors.TryGet(arguments.Descriptor, out OpenFile? file))
        {
            return FileReplies.Failure(attempt, Errno.EBADF);
        }

        byte[] buffer = GC.AllocateUninitializedArray<byte>((int)arguments.Length);
        Errno errno;
        int count;
        do
        {
            errno = arguments.Position is { } position
                ? LibC.pread(file.Descriptor, buffer, position, out count)
                : LibC.read(file.Descriptor, buffer, out count);
        }
        while (errno == Errno.EINTR);

        return errno == Errno.None ? FileReplies.Number("bytes", count, buffer.AsMemory(0, count)) : FileReplies.Failure(attempt, errno);
    }

    // Opens a regular file or a directory; anything else is ENXIO. O_NONBLOCK, because a pipe without a writer would hold this thread.
    private static Errno OpenRegular(in Place place, OpenFlags flags, uint mode, out OwnedDescriptor file, out FileStatus status)
    {
        status = default;
        bool creates = flags.HasFlag(OpenFlags.Create);
        if (place.Root is null || (creates && place.Path.MustBeDirectory))
        {
            file = OwnedDescriptor.Borrow(-1);
            return Errno.EISDIR;
        }

        flags |= OpenFlags.NonBlocking | OpenFlags.NoControllingTerminal | (place.Path.MustBeDirectory ? OpenFlags.Directory : OpenFlags.ReadOnly);
        Errno errno = place.Root.Open(place.Relative, flags, creates ? mode : 0, out file);
        if (errno != Errno.None)
        {
            return errno;
        }

        errno = LibC.fstat(file, out status);
        if (errno == Errno.None && status.Kind is not (FileKind.File or FileKind.Directory))
        {
            errno = Errno.ENXIO;
        }

        if (errno != Errno.None)
        {
            file.Dispose();
        }

        return errno;
    }

    private static Errno Fill(OwnedDescriptor file, byte[] buffer, long expected, ref int count)
    {
        while (count < buffer.Length)
        {
            Errno errno = LibC.read(file, buffer.AsSpan(count), out int read);
            if (errno == Errno.EINTR)
            {
                continue;
            }

            count += read;

            // Once as many bytes are there as the file has, a short read is its end: one call for most files.
            if (errno != Errno.None || read == 0 || (count >= expected && count < buffer.Length))
            {
                return errno;
            }
        }

        return Errno.None;
    }
}
