using Bailey.Interop;
using Bailey.Policy;
using Bailey.Protocol;

namespace Bailey.Broker.Files;

/// <summary>
/// Serves the files of one guest: opens them beneath its grants, and hands out content and numbers, never a descriptor or a host
/// path. Any thread may ask; requests that run at once may take effect in any order.
/// </summary>
/// <remarks>
/// <b>Stops:</b> a guest that has taken over its process from reaching anything outside its grants, from more than its quotas, and
/// from ending the channel by a malformed request.
/// <para><b>Does not stop:</b> two guests with the same write grant from racing each other; a false word on which package asks.</para>
/// </remarks>
internal sealed partial class FileService : IDisposable
{
    private readonly GrantTable _grants;
    private readonly DescriptorTable _descriptors;
    private readonly KnownReads _known = new();
    private readonly FileBounds _bounds;
    private readonly InodeMask _inodes = new();
    private readonly CancellationTokenSource _end = new();
    private int _creations;

    /// <summary>Opens the sources of all grants and makes the scratch folders.</summary>
    /// <exception cref="LibCException">A source is there and cannot be opened, or a scratch folder cannot be made.</exception>
    /// <exception cref="ArgumentException">A grant contradicts itself or another.</exception>
    public FileService(IReadOnlyList<BrokerGrant> grants, FileBounds bounds)
    {
        _bounds = bounds;
        _grants = new GrantTable(grants, bounds);
        _descriptors = new DescriptorTable(bounds.MaximumDescriptors);
    }

    /// <summary>
    /// Told of every file opened (of repeated reads the first: <see cref="KnownReads"/>), every change and every refusal, on the asking thread, before the answer is returned (for a
    /// change: before it is made). What it throws passes through <see cref="Handle"/>: without an audit there is no answer.
    /// </summary>
    public Action<FileAudit>? Decided { get; set; }

    /// <summary>
    /// A package's own narrowing: package, normal guest path and use, to a refusal or null. Holds only while the worker tells the
    /// truth about the package.
    /// </summary>
    public Func<string, string, FileUse, Refusal?>? Narrow { get; set; }

    /// <summary>Guest paths that may be changed and whose source is not there: nothing can be made in them.</summary>
    public IEnumerable<string> Missing => _grants.Missing;

    /// <summary>Answers one request.</summary>
    /// <param name="method">A method that begins with <c>file.</c>.</param>
    /// <param name="json">Its arguments, as the guest sent them.</param>
    /// <param name="data">Bytes to write, at most <see cref="FileBounds.Chunk"/>.</param>
    public Reply Handle(string method, ReadOnlyMemory<byte> json, ReadOnlyMemory<byte> data)
    {
        if (!FileMethods.TryFind(method, out FileMethod? row))
        {
            return FileReplies.Failure(new Attempt(method, "file", ""), Errno.ENOSYS);
        }

        var attempt = new Attempt(method, row.Syscall, "");
        if (data.Length > (row.TakesData ? FileBounds.Chunk : 0)
            || !FileArguments.TryParse(json.Span, out FileArguments arguments)
            || !row.Takes(arguments.Given))
        {
            return FileReplies.Failure(attempt, Errno.EINVAL);
        }

        attempt = attempt with
        {
            Package = arguments.By,
            Path = arguments.Given.HasFlag(FileFields.Descriptor) ? null : arguments.Path,
            Destination = arguments.Given.HasFlag(FileFields.To) ? arguments.To : null,
        };
        try
        {
            return row.Answer(this, attempt, arguments, data);
        }
        catch (ObjectDisposedException)
        {
            // Closed by another thread's request, or the guest is ending.
            return FileReplies.Failure(attempt, Errno.EBADF);
        }
    }

    /// <summary>Closes all files and deletes the scratch folders. Requests that are under way fail.</summary>
    public void Dispose()
    {
        // Not disposed: requests that are under way still look at it.
        _end.Cancel();
        _descriptors.Dispose();
        _grants.Dispose();
    }

    // Decides whether a path may be read or changed. A place without a root is a folder on the way to a grant: only to be looked at.
    private bool TryPlace(in Attempt attempt, string given, FileUse use, out Place place, out Reply denial)
    {
        place = default;
        denial = default;
        Errno errno = RequestPath.Parse(given, out RequestPath path);
        if (errno != Errno.None)
        {
            denial = FileReplies.Failure(attempt, errno);
            return false;
        }

        GrantRoot? root = _grants.Find(path.Text, out string relative);
        place = new Place(path, root, relative);
        bool granted = use == FileUse.Read ? root is not null || _grants.IsOnTheWay(path.Text) : root is { IsWritable: true };
        if (!granted)
        {
            denial = Refuse(attempt, place, use);
            return false;
        }

        // A folder on the way to a grant is covered by none: there is nothing to narrow.
        if (root is not null && Narrow?.Invoke(attempt.Package, path.Text, use) is { } narrowed)
        {
            denial = Refuse(attempt, narrowed, use, Errno.EACCES);
            return false;
        }

        return true;
    }

    private void Granted(in Attempt attempt, in Place place, FileUse use, string? destination = null)
    {
        if (use == FileUse.Read && _known.Contains(attempt.Method, attempt.Package, place.Path.Text))
        {
            return;
        }

        Decided?.Invoke(new FileAudit(attempt.Method, place.Path.Text, destination, use, attempt.Package, Refusal: null));
        if (use == FileUse.Read)
        {
            _known.Add(attempt.Method, attempt.Package, place.Path.Text);
        }
    }

    // A failure of the kernel; where it means that the path leads out of its grant or to a special file, a refusal.
    private Reply Fail(in Attempt attempt, in Place place, FileUse use, Errno errno) => errno switch
    {
        Errno.EXDEV => Refuse(attempt, place, use),
        Errno.ENXIO or Errno.ENODEV => Refuse(
            attempt, RefusalOf(attempt, place, use) with { Grant = "no policy allows devices, pipes and sockets" }, use, Errno.EACCES),
        _ => FileReplies.Failure(attempt, errno),
    };

    private Reply Refuse(in Attempt attempt, in Place place, FileUse use) => Refuse(attempt, RefusalOf(attempt, place, use), use, Errno.EACCES);

    private Reply RefuseQuota(in Attempt attempt, string path, GrantRoot root)
    {
        string clause = $"bailey.json: files[path = {GuestText.Quoted(root.Prefix, 1024)}].maxBytes = more than {new ByteSize(root.Quota.Total)}";
        return Refuse(attempt, new Refusal(Wall.Sandbox, attempt.Package, RefusalKind.FileWrite, path, clause), FileUse.Change, Errno.EDQUOT);
    }

    private Reply Refuse(in Attempt attempt, Refusal refusal, FileUse use, Errno errno)
    {
        Decided?.Invoke(new FileAudit(attempt.Method, refusal.Subject, Destination: null, use, attempt.Package, refusal));
        return FileReplies.Failure(attempt, errno, refusal);
    }

    private static Refusal RefusalOf(in Attempt attempt, in Place place, FileUse use) => Refusal.Of(
        Wall.Sandbox, attempt.Package, use == FileUse.Read ? RefusalKind.FileRead : RefusalKind.FileWrite, place.Path.Text);

    /// <summary>A path and the grant that serves it.</summary>
    /// <param name="Path">The normal guest path.</param>
    /// <param name="Root">The grant; null for a folder on the way to one.</param>
    /// <param name="Relative">Plain names beneath the grant; empty for the grant itself.</param>
    private readonly record struct Place(RequestPath Path, GrantRoot? Root, string Relative);
}
