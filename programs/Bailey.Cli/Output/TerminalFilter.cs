namespace Bailey.Cli.Output;

/// <summary>
/// Makes a guest's bytes safe for a terminal: UTF-8 text, line breaks, tabs and colours (SGR sequences) pass; every other control,
/// escape sequence and bidirectional control is shown as <c>\x1b</c>. Keeps state between chunks; one stream each.
/// </summary>
/// <remarks>
/// <b>Stops:</b> titles, clipboard writes, cursor moves over earlier lines, key-stroke answers, forged prompts by such moves.
/// <b>Does not stop:</b> a guest that prints a text which looks like Bailey's own; refusals therefore go to standard error.
/// </remarks>
internal sealed class TerminalFilter
{
    private const int LongestColour = 32;

    private readonly List<byte> _held = [];

    /// <summary>Filters a chunk.</summary>
    /// <param name="bytes">What the guest wrote.</param>
    /// <param name="target">Receives what may be shown.</param>
    public void Filter(ReadOnlySpan<byte> bytes, List<byte> target)
    {
        foreach (byte next in bytes)
        {
            Take(next, target);
        }
    }

    /// <summary>Gives out what was held back in case more came.</summary>
    public void Flush(List<byte> target)
    {
        foreach (byte held in _held)
        {
            Escape(held, target);
        }

        _held.Clear();
    }

    private void Take(byte next, List<byte> target)
    {
        if (_held.Count > 0 && Continues(next))
        {
            _held.Add(next);
            if (IsWhole())
            {
                if (IsHarmless())
                {
                    target.AddRange(_held);
                    _held.Clear();
                }
                else
                {
                    Flush(target);
                }
            }

            return;
        }

        Flush(target);
        switch (next)
        {
            case 0x1B or 0xC2 or 0xE2 or 0xD8:
                // An escape sequence, or the lead byte of a C1 or bidirectional control: what follows decides.
                _held.Add(next);
                break;
            case (byte)'\n' or (byte)'\t' or (byte)'\r':
            case >= 0x20 and not 0x7F:
                target.Add(next);
                break;
            default:
                Escape(next, target);
                break;
        }
    }

    private bool Continues(byte next) => _held[0] switch
    {
        0x1B => _held.Count == 1 ? next == (byte)'[' : _held.Count < LongestColour && next is (>= (byte)'0' and <= (byte)'9') or (byte)';' or (byte)':' or (byte)'m',
        _ => next is >= 0x80 and <= 0xBF,
    };

    private bool IsWhole() => _held[0] switch
    {
        0x1B => _held[^1] == (byte)'m',
        0xE2 => _held.Count == 3,
        _ => _held.Count == 2,
    };

    private bool IsHarmless() => _held[0] switch
    {
        0xC2 => _held[1] >= 0xA0,
        // U+061C
        0xD8 => _held[1] != 0x9C,
        // U+200E, U+200F, U+202A to U+202E, U+2066 to U+2069
        0xE2 => !((_held[1] == 0x80 && _held[2] is 0x8E or 0x8F or (>= 0xAA and <= 0xAE)) || (_held[1] == 0x81 && _held[2] is >= 0xA6 and <= 0xA9)),
        _ => true,
    };

    private static void Escape(byte value, List<byte> target)
    {
        if (value is >= 0x20 and < 0x7F)
        {
            target.Add(value);
            return;
        }

        target.AddRange("\\x"u8);
        target.Add((byte)"0123456789abcdef"[value >> 4]);
        target.Add((byte)"0123456789abcdef"[value & 15]);
    }
}
