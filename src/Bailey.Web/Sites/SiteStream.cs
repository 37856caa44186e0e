namespace Bailey.Web.Sites;

/// <summary>A file of a site as a seekable stream, for readers that jump. Blocks its thread.</summary>
/// <param name="file">Not owned.</param>
/// <param name="length">Its length.</param>
public sealed class SiteStream(ISiteFile file, long length) : Stream
{
    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => true;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => length;

    /// <inheritdoc/>
    public override long Position { get; set; }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        byte[] piece = new byte[Math.Min(buffer.Length, 64 * 1024)];
        int count = file.ReadAsync(Position, piece, CancellationToken.None).AsTask().GetAwaiter().GetResult();
        piece.AsSpan(0, count).CopyTo(buffer);
        Position += count;
        return count;
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => Position + offset,
        _ => length + offset,
    };

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
