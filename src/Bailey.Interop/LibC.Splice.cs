using System.Runtime.InteropServices;

namespace Bailey.Interop;

/// <summary>Bytes that go from one descriptor to another without passing through this process.</summary>
public static partial class LibC
{
    private const int F_SETPIPE_SZ = 1031;
    private const uint SPLICE_F_MOVE = 1;
    private const uint SPLICE_F_NONBLOCK = 2;

    /// <summary>splice(2) between a pipe and a socket that does not block, either way.</summary>
    /// <param name="from">Where the bytes are.</param>
    /// <param name="to">Where they go. One of the two is a pipe's end.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="moved">How many went; 0 without an error: the end of what is read.</param>
    /// <returns>EAGAIN when nothing is there, or there is no room; the connection's own error, as of read(2) and write(2).</returns>
    public static unsafe Errno splice(SafeHandle from, SafeHandle to, int most, out int moved) =>
        Outcome(splice_native(from, null, to, null, (nuint)most, SPLICE_F_MOVE | SPLICE_F_NONBLOCK), out moved);

    /// <summary>fcntl(2) F_SETPIPE_SZ.</summary>
    /// <param name="pipe">Either end.</param>
    /// <param name="bytes">How much it should hold.</param>
    /// <param name="held">How much it holds then, at least what was asked for.</param>
    /// <returns>EPERM when its user has too much in pipes already.</returns>
    public static Errno set_pipe_size(OwnedDescriptor pipe, int bytes, out int held) => Outcome(fcntl_native(pipe, F_SETPIPE_SZ, bytes), out held);

    [LibraryImport(Library, EntryPoint = "splice", SetLastError = true)]
    private static unsafe partial nint splice_native(SafeHandle from, long* fromOffset, SafeHandle to, long* toOffset, nuint length, uint flags);
}
