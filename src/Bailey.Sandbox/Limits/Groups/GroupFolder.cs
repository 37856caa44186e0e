using Bailey.Interop;

namespace Bailey.Sandbox;

/// <summary>
/// A folder for the groups of one host beneath its own group, in one hierarchy. It is locked for as long as the host lives, so that whoever comes later
/// knows which are left over.
/// </summary>
/// <remarks>
/// <b>Stops:</b> groups from piling up after hosts that were killed: the next host under the same group takes them away.
/// <para><b>Does not stop:</b> one that stays because no host comes after it. It is empty.</para>
/// </remarks>
internal sealed class GroupFolder : IDisposable
{
    private const string Prefix = "bailey-";
    private const int NameDigits = 32;
    private const int Attempts = 3;
    private const int PatienceMilliseconds = 20;

    private readonly OwnedDescriptor held;

    private GroupFolder(string path, OwnedDescriptor held)
    {
        Path = path;
        this.held = held;
    }

    /// <summary>Its absolute path.</summary>
    public string Path { get; }

    /// <summary>Makes one, and takes away those that nobody holds any more.</summary>
    /// <param name="own">The folder of this process's own group.</param>
    /// <param name="made">The folder; null on failure.</param>
    public static Errno Make(string own, out GroupFolder? made)
    {
        Clean(own);
        made = null;
        Errno errno = Errno.None;
        // Somebody who cleans may be quicker than the lock.
        for (int attempt = 0; made is null && attempt < Attempts; attempt++)
        {
            string path = System.IO.Path.Combine(own, NewName());
            errno = MakeOne(path);
            if (errno != Errno.None)
            {
                break;
            }

            errno = Hold(path, out OwnedDescriptor? held);
            made = held is null ? null : new GroupFolder(path, held);
        }

        return errno;
    }

    /// <summary>A name that tells nothing: guests can read it in /proc/self/cgroup. Not by OpenSSL, which a staged root lacks.</summary>
    public static string NewName() => Prefix + Guid.NewGuid().ToString("N");

    /// <summary>Makes one group.</summary>
    public static Errno MakeOne(string path) => LibC.mkdirat(OwnedDescriptor.Borrow(-1), path, 0b111_101_101);

    /// <summary>Removes one group. What has just been killed keeps it for a moment.</summary>
    public static Errno Remove(string path)
    {
        for (int waited = 0; ; waited++)
        {
            Errno errno = LibC.unlinkat(OwnedDescriptor.Borrow(-1), path, AtFlags.RemoveDirectory);
            if (errno != Errno.EBUSY || waited == PatienceMilliseconds)
            {
                return errno;
            }

            Thread.Sleep(1);
        }
    }

    /// <summary>Removes it, and what is left in it and empty.</summary>
    public void Dispose()
    {
        Sweep(Path);
        held.Dispose();
    }

    private static void Clean(string own)
    {
        foreach (string path in FoldersOf(own))
        {
            if (Hold(path, out OwnedDescriptor? held) == Errno.None)
            {
                Sweep(path);
                held!.Dispose();
            }
        }
    }

    private static void Sweep(string path)
    {
        foreach (string left in FoldersOf(path))
        {
            _ = LibC.unlinkat(OwnedDescriptor.Borrow(-1), left, AtFlags.RemoveDirectory);
        }

        _ = LibC.unlinkat(OwnedDescriptor.Borrow(-1), path, AtFlags.RemoveDirectory);
    }

    private static string[] FoldersOf(string path)
    {
        try
        {
            return Directory.GetDirectories(path, Prefix + new string('?', NameDigits));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static Errno Hold(string path, out OwnedDescriptor? held)
    {
        held = null;
        Errno errno = LibC.open(path, OpenFlags.ReadOnly | OpenFlags.Directory, 0, out OwnedDescriptor folder);
        errno = errno == Errno.None ? LibC.flock(folder) : errno;
        if (errno == Errno.None)
        {
            held = folder;
        }
        else
        {
            folder.Dispose();
        }

        return errno;
    }
}
