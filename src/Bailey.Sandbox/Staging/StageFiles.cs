using System.Security.Cryptography;
using System.Text;
using Bailey.Interop;

namespace Bailey.Sandbox;

/// <summary>
/// Puts files into staged roots so that each exists once: a link to the host's own file where that is safe, else a link to a copy
/// that the store keeps under <c>files</c>. Two roots that differ in one assembly share everything else, in the page cache too.
/// </summary>
internal sealed class StageFiles(string store)
{
    private const uint Readable = 0b100_100_100;

    private const uint Runnable = 0b101_101_101;
    private const int OthersMayWrite = 0b010_010;

    /// <summary>Places a file at a path of a draft, where nothing is yet.</summary>
    public void Place(StageEntry entry, string target)
    {
        FileStatus source = HostFile.Status(entry.Source!);
        if (MayLink(entry, source) && Linked(entry.Source!, target))
        {
            return;
        }

        string copy = Copy(entry, source);
        if (!Linked(copy, target))
        {
            File.Copy(copy, target);
            HostFile.SetPermissions(target, Mode(entry));
        }
    }

    // A package manager replaces files by renaming; a build overwrites them in place, under the feet of whoever has them mapped.
    // So only files that root owns below /usr and /lib are linked, and only by root (protected_hardlinks).
    private static bool MayLink(StageEntry entry, FileStatus source)
    {
        string real = new FileInfo(entry.Source!).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? entry.Source!;
        return LibC.geteuid() == 0 && source.Owner == 0 && (source.Permissions & OthersMayWrite) == 0
            && ((uint)source.Permissions & Mode(entry)) == Mode(entry)
            && (real.StartsWith("/usr/", StringComparison.Ordinal) || real.StartsWith("/lib", StringComparison.Ordinal));
    }

    private string Copy(StageEntry entry, FileStatus source)
    {
        string identity = $"{source.Device} {source.Inode} {source.Length} {source.ModifiedNanoseconds} {Mode(entry)} {entry.Source}";
        string folder = Path.Combine(store, StageCleaning.FilesFolder);
        string copy = Path.Combine(folder, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(identity)))[..32]);
        if (HostFile.TryStatus(copy, follow: false, out FileStatus present) == Errno.None
            && present.Kind == FileKind.File && present.Length == source.Length && present.ModifiedNanoseconds / 100 == source.ModifiedNanoseconds / 100
            && present.Permissions == Mode(entry) && present.Owner == LibC.geteuid())
        {
            return copy;
        }

        Directory.CreateDirectory(folder);
        string draft = Path.Combine(folder, $".draft-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}");
        File.Copy(entry.Source!, draft);
        HostFile.SetPermissions(draft, Mode(entry));
        // What a reuse is recognised by, in units of 100 ns.
        LibCException.ThrowIf(LibC.utimensat(OwnedDescriptor.Borrow(-1), draft, null, Time(source.ModifiedNanoseconds), AtFlags.None), "utimensat");
        File.Move(draft, copy, overwrite: true);
        return copy;
    }

    /// <summary>Permissions of a staged file.</summary>
    public static uint Mode(StageEntry entry) => entry.Executable ? Runnable : Readable;

    private static DateTimeOffset Time(long nanoseconds) => DateTimeOffset.UnixEpoch.AddTicks(nanoseconds / 100);

    // Another file system, or one without links: the caller copies.
    private static bool Linked(string source, string target)
    {
        OwnedDescriptor anywhere = OwnedDescriptor.Borrow(-1);
        return LibC.linkat(anywhere, source, anywhere, target, AtFlags.SymbolicLinkFollow) == Errno.None;
    }
}
