using System.Runtime.InteropServices;

namespace Bailey.Interop;

/// <summary>Numbers of system calls that a script inside a sandbox makes, where no C library of ours is.</summary>
public static class SystemCallNumbers
{
    private static readonly bool Arm64 = RuntimeInformation.ProcessArchitecture == Architecture.Arm64;

    /// <summary>sendmsg(2).</summary>
    public static int sendmsg => Arm64 ? 211 : 46;

    /// <summary>close(2).</summary>
    public static int close => Arm64 ? 57 : 3;
}

/// <summary>Descriptors that another process hands over.</summary>
public static partial class LibC
{
    private const int SOL_SOCKET = 1;
    private const int SCM_RIGHTS = 1;
    private const int SO_TYPE = 3;
    private const int SO_ACCEPTCONN = 30;
    private const int SO_DOMAIN = 39;
    private const int AF_INET = 2;
    private const int MSG_CMSG_CLOEXEC = 0x40000000;
    private const int MSG_CTRUNC = 8;
    private const int ControlHeader = 16;

    /// <summary>
    /// recvmsg(2) of one message with one descriptor (SCM_RIGHTS), close-on-exec. Blocks until the other side has sent or gone.
    /// </summary>
    /// <param name="socket">An AF_UNIX stream socket.</param>
    /// <param name="descriptor">What came; invalid where none did.</param>
    /// <returns>ENOENT when the other side went without a word; EINVAL when what came is not exactly one descriptor: nothing of it stays open.</returns>
    public static unsafe Errno recv_descriptor(OwnedDescriptor socket, out OwnedDescriptor descriptor)
    {
        const int most = 8;
        descriptor = new OwnedDescriptor(-1, ownsHandle: true);
        byte data = 0;
        byte* control = stackalloc byte[ControlHeader + (most * sizeof(int))];
        var vector = new iovec_record { start = &data, length = 1 };
        var message = new msghdr_record { iov = &vector, iovlen = 1, control = control, controllen = ControlHeader + (most * sizeof(int)) };
        Errno errno;
        int count;
        do
        {
            errno = Outcome(recvmsg_native(socket, &message, MSG_CMSG_CLOEXEC), out count);
        }
        while (errno == Errno.EINTR);
        if (errno != Errno.None || count == 0)
        {
            return errno == Errno.None ? Errno.ENOENT : errno;
        }

        var received = new List<OwnedDescriptor>();
        if (message.controllen >= ControlHeader)
        {
            long length = *(long*)control;
            bool isRights = *(int*)(control + 8) == SOL_SOCKET && *(int*)(control + 12) == SCM_RIGHTS;
            for (int at = ControlHeader; isRights && at + sizeof(int) <= length; at += sizeof(int))
            {
                received.Add(new OwnedDescriptor(*(int*)(control + at), ownsHandle: true));
            }
        }

        if (received.Count == 1 && (message.flags & MSG_CTRUNC) == 0)
        {
            descriptor = received[0];
            return Errno.None;
        }

        received.ForEach(static extra => extra.Dispose());
        return Errno.EINVAL;
    }

    /// <summary>Whether a descriptor is a listening TCP socket of IPv4, by getsockopt(2).</summary>
    public static bool is_tcp_listener(OwnedDescriptor socket) =>
        SocketOption(socket, SO_DOMAIN) == AF_INET && SocketOption(socket, SO_TYPE) == SOCK_STREAM && SocketOption(socket, SO_ACCEPTCONN) == 1;

    private static int? SocketOption(OwnedDescriptor socket, int option)
    {
        int length = sizeof(int);
        return getsockopt_native(socket, SOL_SOCKET, option, out int value, ref length) == 0 ? value : null;
    }

    [LibraryImport(Library, EntryPoint = "recvmsg", SetLastError = true)]
    private static unsafe partial nint recvmsg_native(OwnedDescriptor socket, msghdr_record* message, int flags);

    [LibraryImport(Library, EntryPoint = "getsockopt", SetLastError = true)]
    private static partial int getsockopt_native(OwnedDescriptor socket, int level, int option, out int value, ref int length);

    [StructLayout(LayoutKind.Sequential)]
    private unsafe struct iovec_record
    {
        public byte* start;
        public nuint length;
    }

    [StructLayout(LayoutKind.Sequential)]
    private unsafe struct msghdr_record
    {
        public void* name;
        public uint namelen;
        public iovec_record* iov;
        public nuint iovlen;
        public byte* control;
        public nuint controllen;
        public int flags;
    }
}
