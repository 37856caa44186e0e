using Bailey.Interop;

namespace Bailey.Broker.Files;

/// <summary>The kernel's error numbers as Node names them. A number without a row is told as EIO.</summary>
internal static class FileErrors
{
    // Text as libuv has it, because programs compare messages. The reason says why a number is told as another, or not at all obvious.
    private static readonly ErrorRow[] Rows =
    [
        new(Errno.EPERM, Errno.EPERM, "operation not permitted", ""),
        new(Errno.ENOENT, Errno.ENOENT, "no such file or directory", ""),
        new(Errno.EIO, Errno.EIO, "i/o error", ""),
        new(Errno.ENXIO, Errno.EACCES, "permission denied", "the kernel's word for a socket or a pipe without a reader: special files are refused alike"),
        new(Errno.ENODEV, Errno.EACCES, "permission denied", "a device without a driver: special files are refused alike"),
        new(Errno.EBADF, Errno.EBADF, "bad file descriptor", ""),
        new(Errno.EAGAIN, Errno.EBUSY, "resource busy or locked", "the host renamed something during every attempt; programs take EAGAIN for a socket's"),
        new(Errno.ENOMEM, Errno.ENOMEM, "not enough memory", ""),
        new(Errno.EACCES, Errno.EACCES, "permission denied", ""),
        new(Errno.EBUSY, Errno.EBUSY, "resource busy or locked", ""),
        new(Errno.EEXIST, Errno.EEXIST, "file already exists", ""),
        new(Errno.EXDEV, Errno.EXDEV, "cross-device link not permitted", "only from rename: a path that leads out of its grant is a refusal"),
        new(Errno.ENOTDIR, Errno.ENOTDIR, "not a directory", ""),
        new(Errno.EISDIR, Errno.EISDIR, "illegal operation on a directory", ""),
        new(Errno.EINVAL, Errno.EINVAL, "invalid argument", ""),
        new(Errno.ENFILE, Errno.EMFILE, "too many open files", "how full the host's table is, is not the guest's business"),
        new(Errno.EMFILE, Errno.EMFILE, "too many open files", ""),
        new(Errno.ETXTBSY, Errno.EACCES, "permission denied", "that a host program runs from the file is not the guest's business"),
        new(Errno.EFBIG, Errno.EFBIG, "file too large", ""),
        new(Errno.ENOSPC, Errno.ENOSPC, "no space left on device", ""),
        new(Errno.EROFS, Errno.EROFS, "read-only file system", ""),
        new(Errno.EMLINK, Errno.EMLINK, "too many links", ""),
        new(Errno.ENAMETOOLONG, Errno.ENAMETOOLONG, "name too long", ""),
        new(Errno.ENOSYS, Errno.ENOSYS, "function not implemented", ""),
        new(Errno.ENOTEMPTY, Errno.ENOTEMPTY, "directory not empty", ""),
        new(Errno.ELOOP, Errno.ELOOP, "too many symbolic links encountered", ""),
        new(Errno.EOVERFLOW, Errno.EOVERFLOW, "value too large for defined data type", ""),
        new(Errno.EOPNOTSUPP, Errno.EOPNOTSUPP, "operation not supported", ""),
        new(Errno.EDQUOT, Errno.EDQUOT, "disk quota exceeded", "maxBytes of the grant, or the host's own quota"),
        new(Errno.ECANCELED, Errno.ECANCELED, "operation canceled", "the guest is ending"),
    ];

    private static readonly ErrorRow Unknown = Array.Find(Rows, static row => row.From == Errno.EIO)!;

    /// <summary>The row of an error number.</summary>
    public static ErrorRow Row(Errno errno) => Array.Find(Rows, row => row.From == errno) ?? Unknown;
}

/// <summary>How one error number is told.</summary>
/// <param name="From">What the kernel said.</param>
/// <param name="Told">What the guest hears: its name is <c>code</c>, its number with a minus <c>errno</c>.</param>
/// <param name="Text">The message's words.</param>
/// <param name="Reason">Why it is told so; empty where that is plain.</param>
internal sealed record ErrorRow(Errno From, Errno Told, string Text, string Reason)
{
    /// <summary><c>ENOENT</c>.</summary>
    public string Code { get; } = Told == Errno.EOPNOTSUPP ? "ENOTSUP" : Told.ToString();
}
