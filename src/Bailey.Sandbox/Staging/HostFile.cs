using Bailey.Interop;

namespace Bailey.Sandbox;

/// <summary>Facts about a host path, with symbolic links followed or not.</summary>
internal static class HostFile
{
    private static readonly OwnedDescriptor Anywhere = OwnedDescriptor.Borrow(-1);

    /// <summary>stat(2) of an absolute path.</summary>
    public static FileStatus Status(string path, bool follow = true)
    {
        LibCException.ThrowIf(TryStatus(path, follow, out FileStatus status), "stat");
        return status;
    }

    /// <summary>stat(2) of an absolute path; the directory descriptor is not looked at.</summary>
    public static Errno TryStatus(string path, bool follow, out FileStatus status) =>
        LibC.fstatat(Anywhere, path, follow ? AtFlags.None : AtFlags.SymbolicLinkNoFollow, out status);

    /// <summary>chmod(2) of an absolute path that is no symbolic link.</summary>
    public static void SetPermissions(string path, uint mode) => LibCException.ThrowIf(LibC.fchmodat(Anywhere, path, mode), "chmod");
}
