using System.Buffers.Binary;

namespace Bailey.Protocol;

/// <summary>Takes messages out of a stream: as many bytes at a time as there are, so that a small message costs one system call. One thread.</summary>
internal sealed class FrameReader(Stream stream, ChannelBounds bounds)
{
    private const int LengthField = 4;

    private readonly MessageAssembly _assembly = new(bounds);
    private readonly byte[] _buffer = new byte[LengthField + FrameHeader.MaximumFrame];
    private int _start;
    private int _end;
    private bool _greeted;

    /// <summary>Waits for bytes and takes what is there.</summary>
    /// <returns>False at the end of the stream.</returns>
    public bool Fill()
    {
        // What is there is less than a frame, and a frame fits the buffer.
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }

        int count = stream.Read(_buffer.AsSpan(_end));
        _end += count;
        return count > 0;
    }

    /// <summary>The next whole message of those taken.</summary>
    /// <exception cref="ProtocolException">The other side broke a rule.</exception>
    public bool TryTake(out AssembledMessage message)
    {
        while (_end - _start >= LengthField)
        {
            int length = BinaryPrimitives.ReadInt32LittleEndian(_buffer.AsSpan(_start));
            if (length is < FrameHeader.Size - LengthField or > FrameHeader.MaximumFrame)
            {
                throw new ProtocolException($"a frame of {length} bytes is outside {FrameHeader.Size - LengthField}..{FrameHeader.MaximumFrame}");
            }

            if (_end - _start < LengthField + length)
            {
                break;
            }

            ReadOnlySpan<byte> frame = _buffer.AsSpan(_start + LengthField, length);
            _start += LengthField + length;
            FrameHeader header = FrameHeader.Read(frame);
            if (!_greeted)
            {
                if (header.Kind != FrameKind.Hello || header.Id != Channel.Version)
                {
                    throw new ProtocolException($"the other side does not speak version {Channel.Version} of the protocol");
                }

                _greeted = true;
            }
            else if (_assembly.Add(header, frame[(FrameHeader.Size - LengthField)..]) is { } whole)
            {
                message = whole;
                return true;
            }
        }

        message = default;
        return false;
    }
}
