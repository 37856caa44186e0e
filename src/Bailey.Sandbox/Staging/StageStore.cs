using Bailey.Interop;

namespace Bailey.Sandbox;

/// <summary>
/// The directory that holds staged roots: /var/cache/bailey for root, /var/tmp/bailey-&lt;uid&gt; for anybody else. The path is
/// neutral, because a sandboxed process can read it in /proc/self/mountinfo.
/// </summary>
internal static class StageStore
{
    private const int OthersMayWrite = 0b010_010;

    /// <summary>The usual place for the calling user.</summary>
    public static string DefaultRoot => LibC.geteuid() == 0 ? "/var/cache/bailey" : $"/var/tmp/bailey-{LibC.geteuid()}";

    /// <summary>
    /// Makes the directory, or makes sure that it is what it must be: a directory, no link, owned by the caller, writable by nobody
    /// else.
    /// </summary>
    /// <exception cref="WallUnavailableException">It is something else: in /var/tmp anybody can have made it first.</exception>
    public static void Ensure(string root)
    {
        const uint readable = 0b111_101_101;
        const uint secret = 0b111_000_000;
        if (HostFile.TryStatus(root, follow: false, out FileStatus status) == Errno.ENOENT)
        {
            // mkdir(2) fails on whatever appeared meanwhile; the check below then judges it.
            _ = LibC.mkdirat(OwnedDescriptor.Borrow(-1), root, LibC.geteuid() == 0 ? readable : secret);
            LibCException.ThrowIf(HostFile.TryStatus(root, follow: false, out status), "stat");
        }

        if (status.Kind != FileKind.Directory || status.Owner != LibC.geteuid() || (status.Permissions & OthersMayWrite) != 0)
        {
            throw Messages.StageRootNotOurs(root);
        }
    }
}
