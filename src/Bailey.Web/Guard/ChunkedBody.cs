namespace Bailey.Web.Guard;

/// <summary>Finds the end of a chunked body (RFC 9112, section 7.1). Extensions and trailers pass: they end no response early.</summary>
internal sealed class ChunkedBody
{
    private const int LongestLine = 8 * 1024;

    private State _state;
    private long _left;
    private int _line;
    private bool _digits;

    private enum State
    {
        Size,
        Extension,
        SizeEnd,
        Data,
        DataReturn,
        DataEnd,
        Trailer,
        TrailerEnd,
        Ended,
    }

    /// <summary>Whether the last chunk and its trailers are through.</summary>
    public bool IsEnded => _state == State.Ended;

    /// <summary>Takes bytes up to the end of the body.</summary>
    /// <returns>How many belong to it; -1 when this is no chunked body.</returns>
    public int Take(ReadOnlySpan<byte> bytes)
    {
        int i = 0;
        while (i < bytes.Length && _state != State.Ended)
        {
            if (_state == State.Data)
            {
                int taken = (int)Math.Min(_left, bytes.Length - i);
                _left -= taken;
                i += taken;
                _state = _left == 0 ? State.DataReturn : State.Data;
                continue;
            }

            if (!Step(bytes[i++]) || ++_line > LongestLine)
            {
                return -1;
            }
        }

        return i;
    }

    private bool Step(byte value)
    {
        switch (_state, value)
        {
            case (State.Size, _) when char.IsAsciiHexDigit((char)value) && _left < 1L << 48:
                _left = (_left * 16) + Convert.ToInt32(((char)value).ToString(), 16);
                _digits = true;
                return true;
            case (State.Size or State.Extension, (byte)'\r') when _digits:
                _state = State.SizeEnd;
                return true;
            case (State.Size, (byte)';') when _digits:
                _state = State.Extension;
                return true;
            case (State.Extension, not (byte)'\n'):
                return true;
            case (State.SizeEnd, (byte)'\n'):
                _state = _left == 0 ? State.Trailer : State.Data;
                return Next();
            case (State.DataReturn, (byte)'\r'):
                _state = State.DataEnd;
                return true;
            case (State.DataEnd, (byte)'\n'):
                _state = State.Size;
                return Next();
            case (State.Trailer, (byte)'\r'):
                _state = State.TrailerEnd;
                return true;
            case (State.Trailer, not (byte)'\n'):
                _digits = true; // the line is not empty
                return true;
            case (State.TrailerEnd, (byte)'\n'):
                _state = _digits ? State.Trailer : State.Ended;
                return Next();
            default:
                return false;
        }
    }

    private bool Next()
    {
        _line = 0;
        _digits = false;
        return true;
    }
}
