using System.Globalization;
using System.Net;
using System.Text;

namespace Bailey.Tunnel.Tests.Fuzz;

/// <summary>Texts that stand where a host should, seeded: granted names and addresses in every notation, changed where parsers are known to disagree.</summary>
internal sealed class HostTexts(int seed)
{
    /// <summary>What policies grant.</summary>
    public static readonly string[] Granted = ["good.example", "a.b", "localhost", "xn--bcher-kva.example", "a_b.example", "1.2.3.4", "127.0.0.1", "[::1]", "[2606:4700::1111]", "[::ffff:10.0.0.1]"];

    // Each has been read in two ways by somebody.
    private static readonly string[] Pieces =
    [
        "\0", "\u0001", "\t", "\n", "\r", " ", "\u00a0", "\u200b", "\u00ad", "\ufeff", "\u202e", ".", "..", "\u3002", "\uff0e", "\uff61", "-", "--", "_", "%", "%00", "%2e", "%2E", "%40", "%41", "%31",
        "@", "a@", "a:b@", ":", ":80", ":443", ":0443", ":+443", ": 443", ":65536", ":4294967739", "::", "/", "//", "\\", "?", "#", "[", "]", "[]", "%1", "%25", "%lo", "%25lo",
        "0", "00", "0x", "0X", "0x0", "0x7f", "0177", "08", "1", "255", "256", "4294967295", "2130706433", "\u0661", "\uff11", "\u00b2", "\u2460", "\u96f6",
        "a", "Z", "ß", "ü", "İ", "ı", "\u212a", "\uff47", "ⓖ", "\u0430", "xn--", "xn--a", "e1", "e", "x", "+", "*", "~", "!", "$", "'", "\"", "<", ",", ";", "=", "|", "^", "`", "{", "&", "\ud800", "😀",
    ];

    private readonly Random _random = new(seed);

    /// <summary>One more.</summary>
    public string Next()
    {
        string text = _random.Next(5) switch
        {
            0 => Number4(Address()),
            1 => $"[{Number6()}]",
            2 => string.Concat(Enumerable.Range(0, _random.Next(1, 6)).Select(_ => One(Pieces))),
            _ => One(Granted),
        };
        var changed = new StringBuilder(text);
        for (int left = _random.Next(4); left > 0; left--)
        {
            Change(changed);
        }

        // A port, as often as not.
        return _random.Next(3) == 0 ? changed.Append(':').Append(_random.Next(3) == 0 ? _random.Next(-1, 70_000) : 443).ToString() : changed.ToString();
    }

    private void Change(StringBuilder text)
    {
        int at = _random.Next(text.Length + 1);
        switch (_random.Next(7))
        {
            case 0 when at < text.Length:
                text.Remove(at, 1);
                break;
            case 1 when at < text.Length:
                text[at] = char.ToUpperInvariant(text[at]);
                break;
            case 2 when at < text.Length && text[at] is > ' ' and < '\u007f':
                text[at] = (char)(text[at] + 0xFEE0); // full width
                break;
            case 3 when at < text.Length:
                text[at] = (char)_random.Next(0x180);
                break;
            case 4 when _random.Next(8) == 0:
                text.Insert(at, One(["a", "1", "a.", "é"]), _random.Next(1, 300));
                break;
            case 5:
                text.Append(One(Pieces));
                break;
            default:
                text.Insert(at, One(Pieces));
                break;
        }
    }

    private byte[] Address() => _random.Next(4) == 0
        ? BitConverter.GetBytes(_random.Next())
        : [One<byte>([0, 10, 100, 127, 169, 172, 192, 198, 224, 255, 1]), One<byte>([0, 1, 16, 64, 168, 254, 18, 88]), One<byte>([0, 2, 99, 169]), One<byte>([1, 254, 255])];

    // 1 to 4 parts, each decimal, octal or hexadecimal.
    private string Number4(byte[] address)
    {
        int parts = _random.Next(3) == 0 ? _random.Next(1, 5) : 4;
        var numbers = address[..(parts - 1)].Select(static part => (uint)part).ToList();
        numbers.Add(address[(parts - 1)..].Aggregate(0u, static (sum, part) => (sum << 8) | part));
        bool isPlain = _random.Next(2) == 0;
        return string.Join('.', numbers.Select(number => (isPlain ? 0 : _random.Next(5)) switch
        {
            1 => "0x" + number.ToString("x", CultureInfo.InvariantCulture),
            2 => "0" + Convert.ToString(number, 8),
            3 => "0X" + number.ToString("X8", CultureInfo.InvariantCulture),
            4 => number.ToString("D4", CultureInfo.InvariantCulture),
            _ => number.ToString(CultureInfo.InvariantCulture),
        }));
    }

    // Native, mapped, translated, tunnelled, compatible; written out, compressed or with a dotted tail; with a zone or without.
    private string Number6()
    {
        byte[] tail = Address();
        byte[] bytes = new byte[16];
        _random.NextBytes(bytes.AsSpan(8));
        byte[] start = One<byte[]>([[], [0x26, 0x06], [0xFE, 0x80], [0xFC], [0xFF, 0x02], [0x20, 0x02, .. tail], [0x20, 0x01], [0x00, 0x64, 0xFF, 0x9B]]);
        start.CopyTo(bytes, 0);
        if (_random.Next(2) == 0)
        {
            bytes.AsSpan(start.Length..12).Clear();
            tail.CopyTo(bytes, 12);
            if (start.Length == 0 && _random.Next(2) == 0)
            {
                bytes[10] = bytes[11] = 0xFF;
            }
        }

        var address = new IPAddress(bytes);
        string text = _random.Next(3) switch
        {
            0 => address.ToString(),
            1 => string.Join(':', bytes.Chunk(2).Select(static pair => Convert.ToHexString(pair))),
            _ => string.Join(':', bytes[..12].Chunk(2).Select(static pair => Convert.ToHexStringLower(pair).TrimStart('0') is { Length: > 0 } digits ? digits : "0")) + ":" + Number4(bytes[12..]),
        };
        return _random.Next(6) == 0 ? text + One(["%1", "%lo", "%25lo", "/64", "%"]) : text;
    }

    private T One<T>(T[] of) => of[_random.Next(of.Length)];
}
