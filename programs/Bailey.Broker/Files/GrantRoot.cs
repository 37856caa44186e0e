using Bailey.Interop;
using Bailey.Policy;

namespace Bailey.Broker.Files;

/// <summary>
/// The host's side of one grant: a descriptor, and the only way from a guest's path to a file. Safe for any thread.
/// </summary>
/// <remarks>
/// <b>Source:</b> openat2(2), RESOLVE_BENEATH and RESOLVE_NO_MAGICLINKS.
/// <para><b>Stops:</b> <c>..</c>, absolute links and links that lead out, also ones that are swapped while the kernel resolves them.</para>
/// <para><b>Does not stop:</b> mount points and hard links that the host itself made inside the granted folder.</para>
/// </remarks>
internal sealed class GrantRoot : IDisposable
{
    private const ResolveFlags Beneath = ResolveFlags.Beneath | ResolveFlags.NoMagicLinks;

    // EAGAIN means that something on this host was renamed during a `..`; the kernel asks to try again.
    private const int Attempts = 256;

    private readonly OwnedDescriptor? _directory;
    private readonly string? _file;
    private readonly ScratchFolder? _scratch;

    private GrantRoot(BrokerGrant grant, OwnedDescriptor? directory, string? file, ScratchFolder? scratch)
    {
        Prefix = grant.GuestPath;
        Access = grant.Access;
        Quota = new WriteQuota(grant.Access == FileGrantAccess.Read ? 0 : grant.MaxBytes ?? LimitTable.MaxBytes.Bytes);
        _directory = directory;
        _file = file;
        _scratch = scratch;
    }

    /// <summary>Guest path of the file or folder.</summary>
    public string Prefix { get; }

    /// <summary>What may be done.</summary>
    public FileGrantAccess Access { get; }

    /// <summary>What may still be written.</summary>
    public WriteQuota Quota { get; }

    /// <summary>Whether the grant is of one file.</summary>
    public bool IsFile => _file is not null;

    /// <summary>Whether there was something to grant when the service started. Where there was not, every path is ENOENT.</summary>
    public bool IsThere => _directory is not null;

    /// <summary>Whether the guest may change anything.</summary>
    public bool IsWritable => Access != FileGrantAccess.Read;

    /// <summary>Opens the source, or makes the scratch folder.</summary>
    /// <exception cref="LibCException">The source is there and cannot be opened.</exception>
    /// <exception cref="ArgumentException">The grant contradicts itself.</exception>
    public static GrantRoot Open(BrokerGrant grant, FileBounds bounds)
    {
        if (RequestPath.Parse(grant.GuestPath, out RequestPath path) != Errno.None || path.Text != grant.GuestPath)
        {
            throw new ArgumentException("a grant's guest path is not absolute and normal", nameof(grant));
        }

        if (grant.Access == FileGrantAccess.Scratch)
        {
            var scratch = new ScratchFolder(bounds.ScratchFolder);
            return new GrantRoot(grant, scratch.Directory, file: null, scratch);
        }

        string host = grant.HostPath is ['/', ..] absolute
            ? absolute
            : throw new ArgumentException("a grant's host path is not absolute", nameof(grant));
        Errno errno = LibC.open(host, OpenFlags.Path, 0, out OwnedDescriptor source);
        if (errno is Errno.ENOENT or Errno.ENOTDIR)
        {
            source.Dispose();
            return new GrantRoot(grant, directory: null, file: null, scratch: null);
        }

        LibCException.ThrowIf(errno, "open");
        LibCException.ThrowIf(LibC.fstat(source, out FileStatus status), "statx");
        return status.Kind == FileKind.Directory ? new GrantRoot(grant, source, file: null, scratch: null) : OfFile(grant, host, source);
    }

    /// <summary>openat2(2) beneath this grant; the only one.</summary>
    /// <param name="relative">Plain names; empty for the grant itself.</param>
    /// <param name="flags">How to open.</param>
    /// <param name="mode">Permission bits, 0 unless a file may be created.</param>
    /// <param name="descriptor">Owned by the caller; invalid on failure.</param>
    /// <returns>EXDEV when the path leads out.</returns>
    public Errno Open(string relative, OpenFlags flags, uint mode, out OwnedDescriptor descriptor)
    {
        if (_directory is null || (_file is not null && relative.Length > 0))
        {
            descriptor = OwnedDescriptor.Borrow(-1);
            return _directory is null ? Errno.ENOENT : Errno.ENOTDIR;
        }

        // The host's own links to a granted file were followed when the service started; a link that appears later is somebody's swap.
        return _file is not null
            ? OpenBeneath(_directory, _file, flags, mode, Beneath | ResolveFlags.NoSymbolicLinks, out descriptor)
            : OpenBeneath(_directory, relative.Length == 0 ? "." : relative, flags, mode, Beneath, out descriptor);
    }

    /// <summary>The folder that holds a path beneath this grant, without looking at the path itself.</summary>
    /// <param name="relative">Plain names, at least one.</param>
    /// <param name="parent">O_PATH, owned by the caller.</param>
    /// <param name="name">The last name: one name without <c>/</c>.</param>
    public Errno OpenParent(string relative, out OwnedDescriptor parent, out string name)
    {
        int slash = relative.LastIndexOf('/');
        name = relative[(slash + 1)..];
        return Open(slash < 0 ? "" : relative[..slash], OpenFlags.Path | OpenFlags.Directory, 0, out parent);
    }

    /// <summary>openat2(2) beneath any directory, following no link at all: for walks through a tree.</summary>
    public static Errno OpenWithoutLinks(OwnedDescriptor directory, string relative, OpenFlags flags, out OwnedDescriptor descriptor) =>
        OpenBeneath(directory, relative, flags | OpenFlags.NoFollow, 0, Beneath | ResolveFlags.NoSymbolicLinks, out descriptor);

    /// <summary>Where an open file lies beneath this grant, all links resolved: plain names, empty for the grant itself.</summary>
    /// <returns>ENOENT when it lies there no more.</returns>
    public Errno Locate(OwnedDescriptor descriptor, out string relative)
    {
        relative = "";
        if (_directory is null || _file is not null)
        {
            return _directory is null ? Errno.ENOENT : Errno.None;
        }

        string root = "";
        string path = "";
        Errno errno = LibC.readlinkat(_directory, DescriptorPath.Of(_directory), out root);
        errno = errno == Errno.None ? LibC.readlinkat(descriptor, DescriptorPath.Of(descriptor), out path) : errno;
        if (errno != Errno.None)
        {
            return errno;
        }

        if (path == root)
        {
            return Errno.None;
        }

        string folder = root == "/" ? root : root + "/";
        relative = path.StartsWith(folder, StringComparison.Ordinal) ? path[folder.Length..] : "";
        return relative.Length > 0 ? Errno.None : Errno.ENOENT;
    }

    /// <summary>Closes the source; deletes a scratch folder with all that is in it.</summary>
    public void Dispose()
    {
        _scratch?.Dispose();
        _directory?.Dispose();
    }

    private static GrantRoot OfFile(BrokerGrant grant, string host, OwnedDescriptor source)
    {
        source.Dispose();
        string file = File.ResolveLinkTarget(host, returnFinalTarget: true)?.FullName ?? Path.GetFullPath(host);
        Errno errno = LibC.open(Path.GetDirectoryName(file)!, OpenFlags.Path | OpenFlags.Directory, 0, out OwnedDescriptor parent);
        LibCException.ThrowIf(errno, "open");
        return new GrantRoot(grant, parent, Path.GetFileName(file), scratch: null);
    }

    private static Errno OpenBeneath(
        OwnedDescriptor directory, string path, OpenFlags flags, uint mode, ResolveFlags resolve, out OwnedDescriptor descriptor)
    {
        for (int attempt = 1; ; attempt++)
        {
            Errno errno = LibC.openat2(directory, path, flags, mode, resolve, out descriptor);
            if (errno is not (Errno.EAGAIN or Errno.EINTR) || attempt == Attempts)
            {
                return errno;
            }
        }
    }
}
