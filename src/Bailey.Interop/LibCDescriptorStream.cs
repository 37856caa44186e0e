namespace Bailey.Interop;

/// <summary>
/// A pipe or socket end as a stream, by plain blocking read(2) and write(2): what a sandboxed process uses for its channel, since it
/// needs no other system call (no epoll, no recvmsg). One thread may read while another writes. Asynchronous calls block a thread of
/// the pool.
/// </summary>
public sealed class DescriptorStream : Stream
{
    private readonly OwnedDescriptor descriptor;
    private readonly bool isSocket;

    /// <summary>Wraps a descriptor; disposing the stream disposes it.</summary>
    /// <param name="descriptor">Owned from now on.</param>
    /// <param name="isSocket">Whether disposing shuts it down first, so that a read that waits on another thread ends.</param>
    public DescriptorStream(OwnedDescriptor descriptor, bool isSocket = false)
    {
        this.descriptor = descriptor;
        this.isSocket = isSocket;
    }

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    /// <exception cref="LibCException">The read failed; a peer that is gone reads as the end.</exception>
    public override int Read(Span<byte> buffer)
    {
        while (true)
        {
            Errno errno = LibC.read(descriptor, buffer, out int count);
            switch (errno)
            {
                case Errno.None:
                    return count;
                case Errno.EINTR:
                    continue;
                case Errno.ECONNRESET:
                    return 0;
                default:
                    throw new LibCException("read", errno);
            }
        }
    }

    /// <inheritdoc/>
    /// <exception cref="LibCException">The write failed; EPIPE when the peer is gone.</exception>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (buffer.Length > 0)
        {
            Errno errno = LibC.write(descriptor, buffer, out int count);
            if (errno is not (Errno.None or Errno.EINTR))
            {
                throw new LibCException("write", errno);
            }

            buffer = buffer[count..];
        }
    }

    /// <summary>poll(2): waits until it can be read, or written where that is asked for too.</summary>
    /// <param name="orWritten">Whether to wait for room to write as well.</param>
    /// <param name="milliseconds">At most so long; -1 without end.</param>
    /// <returns>What it is ready for, where the end and a broken stream count as ready to read; neither when the time is over or a signal came.</returns>
    public (bool Read, bool Written) Wait(bool orWritten, int milliseconds)
    {
        PollEvents found = LibC.poll(descriptor, orWritten ? PollEvents.Readable | PollEvents.Writable : PollEvents.Readable, milliseconds);
        bool broken = (found & (PollEvents.Error | PollEvents.HangUp | PollEvents.Invalid)) != PollEvents.None;
        // A write to a broken stream says so; waiting for room there would not end.
        return (broken || found.HasFlag(PollEvents.Readable), orWritten && (broken || found.HasFlag(PollEvents.Writable)));
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    // The base class lets a pending read hold up every write.
    /// <inheritdoc/>
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        new(Task.Run(() => Read(buffer.Span), cancellationToken));

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        new(Task.Run(() => Write(buffer.Span), cancellationToken));

    /// <inheritdoc/>
    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && !descriptor.IsClosed)
        {
            if (isSocket)
            {
                _ = LibC.shutdown(descriptor);
            }

            descriptor.Dispose();
        }

        base.Dispose(disposing);
    }
}
