using System.Text;

namespace Bailey.Protocol;

/// <summary>A message put together.</summary>
internal readonly record struct AssembledMessage(FrameKind Kind, uint Id, Message Message);

/// <summary>Puts messages together from frames of a side that may be hostile. Used by one reader thread.</summary>
internal sealed class MessageAssembly(ChannelBounds bounds)
{
    private readonly Dictionary<(FrameKind Kind, uint Id), Piece> _pieces = [];

    /// <summary>Adds one frame.</summary>
    /// <param name="header">Its header.</param>
    /// <param name="rest">Method and body.</param>
    /// <returns>The message that it completes, or null.</returns>
    /// <exception cref="ProtocolException">The pieces contradict each other or pass a bound.</exception>
    public AssembledMessage? Add(FrameHeader header, ReadOnlySpan<byte> rest)
    {
        if (rest.Length < header.MethodLength)
        {
            throw new ProtocolException("the method name is longer than the frame");
        }

        ReadOnlySpan<byte> body = rest[header.MethodLength..];
        if (_pieces.Count == 0 || !_pieces.TryGetValue((header.Kind, header.Id), out Piece? piece))
        {
            return Begin(header, Method(rest[..header.MethodLength]), body);
        }

        if (header.MethodLength != 0 || header.Json != 0 || header.Total != 0)
        {
            throw new ProtocolException("a message begins while the same one is in pieces");
        }

        if (body.Length > piece.Buffer.Length - piece.Filled || body.Length == 0)
        {
            throw new ProtocolException("a piece does not fit its message");
        }

        body.CopyTo(piece.Buffer.AsSpan(piece.Filled));
        piece.Filled += body.Length;
        if (header.More)
        {
            return null;
        }

        _pieces.Remove((header.Kind, header.Id));
        if (piece.Filled != piece.Buffer.Length)
        {
            throw new ProtocolException("a message is shorter than it said");
        }

        return Whole(header, piece.Method, piece.Buffer, piece.Json);
    }

    private AssembledMessage? Begin(FrameHeader header, string method, ReadOnlySpan<byte> body)
    {
        if (header.Total > bounds.MaximumMessage)
        {
            throw new ProtocolException($"a message of {header.Total} bytes is over {bounds.MaximumMessage}");
        }

        if (!header.More)
        {
            return body.Length == header.Total
                ? Whole(header, method, body.ToArray(), header.Json)
                : throw new ProtocolException("a message is not as long as it said");
        }

        if (body.Length >= header.Total || body.Length == 0)
        {
            throw new ProtocolException("a piece does not fit its message");
        }

        if (_pieces.Count >= bounds.MaximumUnfinished)
        {
            throw new ProtocolException($"over {bounds.MaximumUnfinished} messages are in pieces");
        }

        var piece = new Piece(method, new byte[header.Total], header.Json) { Filled = body.Length };
        body.CopyTo(piece.Buffer);
        _pieces.Add((header.Kind, header.Id), piece);
        return null;
    }

    private static AssembledMessage Whole(FrameHeader header, string method, byte[] buffer, int json) =>
        new(header.Kind, header.Id, new Message(method, buffer.AsMemory(0, json), buffer.AsMemory(json)));

    private static string Method(ReadOnlySpan<byte> name)
    {
        foreach (byte letter in name)
        {
            if (letter is not ((>= (byte)'a' and <= (byte)'z') or (>= (byte)'A' and <= (byte)'Z') or (byte)'.'))
            {
                throw new ProtocolException("a method name has a character that none has");
            }
        }

        return name.IsEmpty ? "" : Encoding.ASCII.GetString(name);
    }

    private sealed class Piece(string method, byte[] buffer, int json)
    {
        public string Method { get; } = method;

        public byte[] Buffer { get; } = buffer;

        public int Json { get; } = json;

        public int Filled { get; set; }
    }
}
