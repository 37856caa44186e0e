using System.Runtime.InteropServices;

namespace Bailey.Interop;

/// <summary>What poll(2) found on one descriptor.</summary>
[Flags]
public enum PollEvents : short
{
    /// <summary>Nothing.</summary>
    None = 0,
    /// <summary>POLLIN: readable; on a pidfd: the process ended.</summary>
    Readable = 1,
    /// <summary>POLLOUT.</summary>
    Writable = 4,
    /// <summary>POLLERR.</summary>
    Error = 8,
    /// <summary>POLLHUP: the other side closed.</summary>
    HangUp = 16,
    /// <summary>POLLNVAL: not an open descriptor.</summary>
    Invalid = 32,
}

/// <summary>Pipes, socket pairs, anonymous files, waiting.</summary>
public static partial class LibC
{
    private const int AF_UNIX = 1;
    private const int SOCK_STREAM = 1;
    private const int SOCK_CLOEXEC = 0x80000;
    private const int O_CLOEXEC = 0x80000;
    private const uint MFD_CLOEXEC = 1;

    /// <summary>socketpair(2): two connected AF_UNIX stream sockets, both owned by the caller, close-on-exec.</summary>
    public static Errno socketpair(out OwnedDescriptor first, out OwnedDescriptor second)
    {
        Span<int> pair = [-1, -1];
        Errno errno = Outcome(socketpair_native(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair));
        first = new OwnedDescriptor(pair[0], ownsHandle: true);
        second = new OwnedDescriptor(pair[1], ownsHandle: true);
        return errno;
    }

    /// <summary>shutdown(2) of both directions: whoever waits in read(2) on either side finds the end.</summary>
    public static Errno shutdown(OwnedDescriptor socket)
    {
        const int SHUT_RDWR = 2;
        return Outcome(shutdown_native(socket, SHUT_RDWR));
    }

    /// <summary>pipe2(2), close-on-exec; both ends owned by the caller.</summary>
    public static Errno pipe(out OwnedDescriptor reader, out OwnedDescriptor writer)
    {
        Span<int> pair = [-1, -1];
        Errno errno = Outcome(pipe2_native(pair, O_CLOEXEC));
        reader = new OwnedDescriptor(pair[0], ownsHandle: true);
        writer = new OwnedDescriptor(pair[1], ownsHandle: true);
        return errno;
    }

    /// <summary>memfd_create(2): an anonymous file in memory, close-on-exec.</summary>
    public static Errno memfd_create(string name, out OwnedDescriptor descriptor) =>
        Owned(memfd_create_native(name, MFD_CLOEXEC), out descriptor);

    /// <summary>poll(2) for <see cref="PollEvents.Readable"/> on all descriptors.</summary>
    /// <param name="descriptors">Numbers that the caller keeps open meanwhile.</param>
    /// <param name="found">As long as <paramref name="descriptors"/>; receives what was found on each.</param>
    /// <param name="timeoutMilliseconds">0 does not wait, -1 waits for ever.</param>
    /// <returns>EINTR when a signal came first.</returns>
    public static unsafe Errno poll(ReadOnlySpan<int> descriptors, Span<PollEvents> found, int timeoutMilliseconds)
    {
        var records = new pollfd_record[descriptors.Length];
        for (int i = 0; i < records.Length; i++)
        {
            records[i] = new pollfd_record { fd = descriptors[i], events = PollEvents.Readable };
        }

        Errno errno;
        fixed (pollfd_record* first = records)
        {
            errno = Outcome(poll_native(first, (nuint)records.Length, timeoutMilliseconds));
        }

        for (int i = 0; i < records.Length; i++)
        {
            found[i] = errno == Errno.None ? records[i].revents : PollEvents.None;
        }

        return errno;
    }

    /// <summary>poll(2) on one descriptor.</summary>
    /// <returns>What was found; nothing when the time is over or a signal came.</returns>
    internal static unsafe PollEvents poll(OwnedDescriptor descriptor, PollEvents events, int timeoutMilliseconds)
    {
        var record = new pollfd_record { fd = descriptor.Number, events = events };
        return poll_native(&record, 1, timeoutMilliseconds) > 0 ? record.revents : PollEvents.None;
    }

    [LibraryImport(Library, EntryPoint = "socketpair", SetLastError = true)]
    private static partial int socketpair_native(int family, int type, int protocol, Span<int> pair);

    [LibraryImport(Library, EntryPoint = "shutdown", SetLastError = true)]
    private static partial int shutdown_native(OwnedDescriptor socket, int how);

    [LibraryImport(Library, EntryPoint = "pipe2", SetLastError = true)]
    private static partial int pipe2_native(Span<int> pair, int flags);

    [LibraryImport(Library, EntryPoint = "memfd_create", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int memfd_create_native(string name, uint flags);

    [LibraryImport(Library, EntryPoint = "poll", SetLastError = true)]
    private static unsafe partial int poll_native(pollfd_record* descriptors, nuint count, int timeout);

    [StructLayout(LayoutKind.Sequential)]
    private struct pollfd_record
    {
        public int fd;
        public PollEvents events;
        public PollEvents revents;
    }
}
