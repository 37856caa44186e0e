using System.Net;
using System.Threading.Channels;
using Bailey.Protocol;

namespace Bailey.Fetcher.Exchanges;

/// <summary>A request's body as it comes, piece by piece: a piece is answered when the connection has taken it.</summary>
/// <param name="length">Its bytes; null: not known before its end.</param>
internal sealed class UploadBody(long? length) : HttpContent
{
    // The broker relays one piece at a time.
    private readonly Channel<(Request Piece, bool End)> _pieces = System.Threading.Channels.Channel.CreateBounded<(Request, bool)>(4);

    /// <summary>Adds a piece. Answered in any case, now or later.</summary>
    public void Add(Request piece, bool end)
    {
        if (!_pieces.Writer.TryWrite((piece, end)))
        {
            piece.Answer(Reply.Failure("over", "the body is over"));
        }
    }

    /// <summary>Ends it: nobody sends it any more.</summary>
    public void Close()
    {
        _pieces.Writer.TryComplete();
        while (_pieces.Reader.TryRead(out (Request Piece, bool End) left))
        {
            left.Piece.Answer(Reply.Failure("over", "the body is over"));
        }
    }

    /// <inheritdoc/>
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    /// <inheritdoc/>
    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        long left = length ?? long.MaxValue;
        bool end = false;
        while (!end)
        {
            (Request piece, end) = await _pieces.Reader.ReadAsync(cancellationToken);
            ReadOnlyMemory<byte> data = piece.Message.Data;
            try
            {
                left -= data.Length;
                if (left < 0 || (end && left > 0 && length is not null))
                {
                    throw new IOException("the body has another length than was said");
                }

                await stream.WriteAsync(data, cancellationToken);
                await stream.FlushAsync(cancellationToken);
                piece.Answer(Reply.Empty);
            }
            catch
            {
                piece.Answer(Reply.Failure("over", "the connection ended"));
                throw;
            }
        }
    }

    /// <inheritdoc/>
    protected override bool TryComputeLength(out long computed)
    {
        computed = length ?? 0;
        return length is not null;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        Close();
        base.Dispose(disposing);
    }
}
