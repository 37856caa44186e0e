using Bailey.Interop;
using Bailey.Policy;
using Bailey.Protocol;

namespace Bailey.Broker.Files;

/// <summary>Files that stay open.</summary>
internal sealed partial class FileService
{
    /// <summary>Opens a file or directory.</summary>
    public Reply Open(in Attempt attempt, in FileArguments arguments)
    {
        if (!OpenRequest.TryParse(arguments, out OpenRequest request))
        {
            return FileReplies.Failure(attempt, Errno.EINVAL);
        }

        if (!TryPlace(attempt, arguments.Path, request.Use, out Place place, out Reply denial))
        {
            return denial;
        }

        if (!_descriptors.HasRoom)
        {
            return FileReplies.Failure(attempt, Errno.EMFILE);
        }

        if (request.Use == FileUse.Change)
        {
            Granted(attempt, place, request.Use);
        }

        Errno errno = OpenOrCreate(place, request.Flags, request.Mode, out OwnedDescriptor descriptor, out FileStatus status);
        if (errno != Errno.None)
        {
            return Fail(attempt, place, request.Use, errno);
        }

        if (request.Use == FileUse.Read)
        {
            Granted(attempt, place, request.Use);
        }

        var file = new OpenFile(
            descriptor,
            place.Root!,
            place.Path.Text,
            status.Kind,
            (request.Flags & (OpenFlags.WriteOnly | OpenFlags.ReadWrite)) != OpenFlags.ReadOnly,
            request.Flags.HasFlag(OpenFlags.Append),
            request.Synchronous);
        return _descriptors.TryAdd(file, out int number) ? FileReplies.Number("fd", number) : FileReplies.Failure(attempt, Errno.EMFILE);
    }

    /// <summary>Closes a file.</summary>
    public Reply Close(in Attempt attempt, in FileArguments arguments) =>
        _descriptors.TryClose(arguments.Descriptor) ? FileReplies.Done : FileReplies.Failure(attempt, Errno.EBADF);

    /// <summary>What an open file is.</summary>
    public Reply StatOpen(in Attempt attempt, in FileArguments arguments)
    {
        if (!_descriptors.TryGet(arguments.Descriptor, out OpenFile? file))
        {
            return FileReplies.Failure(attempt, Errno.EBADF);
        }

        Errno errno = LibC.fstat(file.Descriptor, out FileStatus status);
        return errno == Errno.None ? Described(file.Root, status) : FileReplies.Failure(attempt, errno);
    }

    // Opens; where a file has to be made, counts it first. A file that is there already counts nothing.
    private Errno OpenOrCreate(in Place place, OpenFlags flags, uint mode, out OwnedDescriptor file, out FileStatus status)
    {
        if (!flags.HasFlag(OpenFlags.Create))
        {
            return OpenRegular(place, flags, 0, out file, out status);
        }

        if (!flags.HasFlag(OpenFlags.Exclusive))
        {
            Errno errno = OpenRegular(place, flags & ~OpenFlags.Create, 0, out file, out status);
            if (errno != Errno.ENOENT)
            {
                return errno;
            }
        }

        if (!TryCountCreation())
        {
            status = default;
            file = OwnedDescriptor.Borrow(-1);
            return Errno.EDQUOT;
        }

        return Created(OpenRegular(place, flags, mode, out file, out status));
    }

    private bool TryCountCreation()
    {
        if (Interlocked.Increment(ref _creations) > _bounds.MaximumCreations)
        {
            Interlocked.Decrement(ref _creations);
            return false;
        }

        return true;
    }

    // Takes the count back when nothing was made: a program may try a name that is taken as often as it likes.
    private Errno Created(Errno errno)
    {
        if (errno != Errno.None)
        {
            Interlocked.Decrement(ref _creations);
        }

        return errno;
    }
}
