using System.Buffers.Binary;

namespace Bailey.Protocol;

/// <summary>What a frame is.</summary>
internal enum FrameKind : byte
{
    /// <summary>First frame of each side: the protocol version in <see cref="FrameHeader.Id"/>.</summary>
    Hello = 1,

    /// <summary>Asks for a reply with the same id.</summary>
    Request = 2,

    /// <summary>Answers a request.</summary>
    Reply = 3,

    /// <summary>Answers a request with an error: the body is an JSON object with code and message.</summary>
    Error = 4,

    /// <summary>Says something; no reply.</summary>
    Event = 5,

    /// <summary>The sender no longer waits for the request with this id.</summary>
    Cancel = 6,
}

/// <summary>
/// The one frame of the protocol between host, broker and workers. Little-endian:
/// <code>
/// u32 length      bytes that follow, <see cref="FrameHeader.Size"/> - 4 + method + body; at most <see cref="MaximumFrame"/>
/// u8  kind        <see cref="FrameKind"/>
/// u8  flags       1 = the message goes on in the next frame of the same kind and id
/// u8  method      length of the method name in bytes; 0 in continuations and replies
/// u8  reserved    0
/// u32 id          request id, chosen by the asking side; 0 in events
/// u32 json        bytes of the message that are JSON (they come first); 0 in continuations
/// u32 total       bytes of the whole message, JSON and data; 0 in continuations
/// </code>
/// then the method name (ASCII) and the body. A frame that breaks one of these rules ends the channel.
/// </summary>
internal readonly record struct FrameHeader(FrameKind Kind, bool More, int MethodLength, uint Id, int Json, int Total)
{
    /// <summary>Bytes of a header, the length field included.</summary>
    public const int Size = 20;

    /// <summary>The largest body of one frame in bytes. A longer message is sent as several frames, so that no sender blocks the channel.</summary>
    public const int MaximumBody = 64 * 1024;

    /// <summary>The largest method name in bytes.</summary>
    public const int MaximumMethod = 48;

    /// <summary>The largest value of the length field.</summary>
    public const int MaximumFrame = Size - 4 + MaximumMethod + MaximumBody;

    /// <summary>Writes the header of a frame with a body of <paramref name="body"/> bytes.</summary>
    public void Write(Span<byte> target, int body)
    {
        BinaryPrimitives.WriteInt32LittleEndian(target, Size - 4 + MethodLength + body);
        target[4] = (byte)Kind;
        target[5] = More ? (byte)1 : (byte)0;
        target[6] = (byte)MethodLength;
        target[7] = 0;
        BinaryPrimitives.WriteUInt32LittleEndian(target[8..], Id);
        BinaryPrimitives.WriteInt32LittleEndian(target[12..], Json);
        BinaryPrimitives.WriteInt32LittleEndian(target[16..], Total);
    }

    /// <summary>Reads a header whose length field was read already.</summary>
    /// <param name="source">The header after the length field, <see cref="Size"/> - 4 bytes.</param>
    /// <exception cref="ProtocolException">A field is out of its range.</exception>
    public static FrameHeader Read(ReadOnlySpan<byte> source)
    {
        var kind = (FrameKind)source[0];
        if (kind is < FrameKind.Hello or > FrameKind.Cancel)
        {
            throw new ProtocolException($"frame kind {source[0]} does not exist");
        }

        if (source[1] > 1 || source[3] != 0)
        {
            throw new ProtocolException("reserved bits are set");
        }

        if (source[2] > MaximumMethod)
        {
            throw new ProtocolException($"a method name of {source[2]} bytes is over {MaximumMethod}");
        }

        int json = BinaryPrimitives.ReadInt32LittleEndian(source[8..]);
        int total = BinaryPrimitives.ReadInt32LittleEndian(source[12..]);
        if (json < 0 || total < 0 || json > total)
        {
            throw new ProtocolException("the message's lengths contradict each other");
        }

        return new FrameHeader(kind, source[1] == 1, source[2], BinaryPrimitives.ReadUInt32LittleEndian(source[4..]), json, total);
    }
}
