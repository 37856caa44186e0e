using Bailey.Interop;

namespace Bailey.Broker.Files;

/// <summary>Copies content between two open files.</summary>
internal static class FileCopy
{
    private const int FromStart = 0;
    private const int SEEK_DATA = 3;
    private const int SEEK_HOLE = 4;

    // Small enough that a guest that ends does not wait for long.
    private const long Piece = 8 * 1024 * 1024;

    /// <summary>Copies the first bytes of a file into an empty one, which then has that length. Holes are skipped.</summary>
    /// <returns>ECANCELED when told to stop.</returns>
    public static Errno Run(OwnedDescriptor source, OwnedDescriptor target, long length, CancellationToken stop)
    {
        for (long position = 0; position < length;)
        {
            Errno errno = LibC.lseek(source, position, SEEK_DATA, out long data);
            if (errno == Errno.ENXIO)
            {
                break;
            }

            // A file system that knows no holes says EINVAL: all is data.
            data = errno == Errno.None ? data : position;
            errno = errno == Errno.None ? LibC.lseek(source, data, SEEK_HOLE, out position) : errno;
            position = errno == Errno.None ? Math.Min(position, length) : length;
            errno = CopyData(source, target, Math.Min(data, length), position, stop);
            if (errno != Errno.None)
            {
                return errno;
            }
        }

        return LibC.ftruncate(target, length);
    }

    private static Errno CopyData(OwnedDescriptor source, OwnedDescriptor target, long start, long end, CancellationToken stop)
    {
        Errno errno = LibC.lseek(source, start, FromStart, out _);
        errno = errno == Errno.None ? LibC.lseek(target, start, FromStart, out _) : errno;
        while (errno == Errno.None && start < end && !stop.IsCancellationRequested)
        {
            errno = LibC.copy_file_range(source, target, Math.Min(Piece, end - start), out long count);
            if (errno is Errno.EXDEV or Errno.EINVAL or Errno.ENOSYS or Errno.EOPNOTSUPP)
            {
                return CopyByHand(source, target, start, end, stop);
            }

            errno = errno == Errno.EINTR ? Errno.None : errno;
            if (errno == Errno.None && count == 0)
            {
                break;
            }

            start += count;
        }

        return stop.IsCancellationRequested ? Errno.ECANCELED : errno;
    }

    // Where the kernel cannot: between some file systems.
    private static Errno CopyByHand(OwnedDescriptor source, OwnedDescriptor target, long start, long end, CancellationToken stop)
    {
        byte[] buffer = new byte[FileBounds.Chunk];
        while (start < end && !stop.IsCancellationRequested)
        {
            Errno errno = LibC.pread(source, buffer.AsSpan(0, (int)Math.Min(buffer.Length, end - start)), start, out int count);
            if (errno == Errno.EINTR)
            {
                continue;
            }

            if (errno != Errno.None || count == 0)
            {
                return errno;
            }

            for (int done = 0; done < count;)
            {
                errno = LibC.pwrite(target, buffer.AsSpan(done, count - done), start + done, out int written);
                if (errno is not (Errno.None or Errno.EINTR))
                {
                    return errno;
                }

                done += written;
            }

            start += count;
        }

        return stop.IsCancellationRequested ? Errno.ECANCELED : Errno.None;
    }
}
