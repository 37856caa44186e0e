using System.Net.Sockets;
using Bailey.Interop;

namespace Bailey.Tunnel.Relaying;

/// <summary>A pipe in the kernel through which one connection's bytes go at a time. Empty whenever nobody has it.</summary>
internal sealed class Pipe(OwnedDescriptor reader, OwnedDescriptor writer) : IDisposable
{
    // As much as a socket hands over at once on a fast line. Pages of pipes are counted for each user of the machine.
    private const int Size = 256 * 1024;

    private int _held;

    /// <summary>One that is large enough to be worth it; null where the machine gives none.</summary>
    public static Pipe? Make()
    {
        if (LibC.pipe(out OwnedDescriptor reader, out OwnedDescriptor writer) == Errno.None && LibC.set_pipe_size(writer, Size, out _) == Errno.None)
        {
            return new Pipe(reader, writer);
        }

        reader.Dispose();
        writer.Dispose();
        return null;
    }

    /// <summary>Whether nothing of a connection is in it.</summary>
    public bool IsEmpty => _held == 0;

    /// <summary>Takes what a socket has, without waiting.</summary>
    /// <returns>How much; 0 where there is nothing, or its end.</returns>
    /// <exception cref="IOException">The connection broke.</exception>
    public int Fill(Socket from) => _held += Moved(LibC.splice(from.SafeHandle, writer, Size, out int count), count);

    /// <summary>Hands on what it holds, without waiting.</summary>
    /// <returns>How much; 0 where there is no room.</returns>
    /// <exception cref="IOException">The connection broke.</exception>
    public int Empty(Socket to)
    {
        int moved = Moved(LibC.splice(reader, to.SafeHandle, _held, out int count), count);
        _held -= moved;
        return moved;
    }

    /// <summary>Takes some of what it holds out of it.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public int Read(Span<byte> buffer)
    {
        int count = Moved(LibC.read(reader, buffer[..Math.Min(buffer.Length, _held)], out int read), read);
        _held -= count;
        return count;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        reader.Dispose();
        writer.Dispose();
    }

    private static int Moved(Errno errno, int count) =>
        errno is Errno.None or Errno.EAGAIN or Errno.EINTR ? count : throw new IOException($"the connection broke: {errno}");
}

/// <summary>The pipes of all connections: a few, for those that have much to carry at the moment. Thread-safe.</summary>
internal static class Pipes
{
    private const int Most = 32;

    private static readonly Lock Gate = new();
    private static readonly Stack<Pipe> Free = [];
    private static int s_made;

    /// <summary>An empty one; null where all are in use, or the machine gives none.</summary>
    public static Pipe? Take()
    {
        lock (Gate)
        {
            if (Free.TryPop(out Pipe? pipe))
            {
                return pipe;
            }

            pipe = s_made < Most ? Pipe.Make() : null;
            s_made += pipe is null ? 0 : 1;
            return pipe;
        }
    }

    /// <summary>Gives one back. One that still holds something of a broken connection is closed: no other connection ever finds it.</summary>
    public static void Return(Pipe pipe)
    {
        lock (Gate)
        {
            if (pipe.IsEmpty)
            {
                Free.Push(pipe);
                return;
            }

            s_made--;
        }

        pipe.Dispose();
    }
}
