using System.Buffers.Binary;
using System.Text;
using Bailey.Policy;

namespace Bailey.Tunnel.Tls;

/// <summary>What the first bytes of a connection are.</summary>
internal enum HelloKind
{
    /// <summary>The beginning of a ClientHello: more must be read.</summary>
    Incomplete,

    /// <summary>A whole ClientHello.</summary>
    Whole,

    /// <summary>Something else, or more than fits.</summary>
    Other,
}

/// <summary>The two facts of a TLS ClientHello that decide. Nothing is ever changed or ended.</summary>
/// <param name="Name">The server name (SNI); null where there is none.</param>
/// <param name="HidesName">Whether it holds an encrypted inner hello (ECH, ESNI), or something that looks like one (GREASE).</param>
/// <remarks>
/// <b>Source:</b> RFC 8446 sections 4.1.2 and 5.1, RFC 6066 section 3, RFC 9849 section 5.
/// <para><b>Does not stop:</b> a second hello after a retry with another name, and names inside: servers must refuse the first, and only
/// they can see the second.</para>
/// </remarks>
internal sealed record ClientHello(string? Name, bool HidesName)
{
    /// <summary>How much of a connection is looked at, bytes.</summary>
    public const int Most = 16 * 1024;

    private const byte Handshake = 22;
    private const byte HelloMessage = 1;
    private const int RecordHeader = 5;
    private const int MessageHeader = 4;
    private const ushort ServerName = 0;
    private const ushort EncryptedHello = 0xFE0D;
    private const ushort EncryptedName = 0xFFCE;

    /// <summary>Why it is not carried to a granted host; null where it is.</summary>
    public EgressReason? FlawFor(HostName host) =>
        // An address has no name in TLS (RFC 6066); where one stands there, it must not be another one.
        HidesName ? EgressReason.HiddenName
        : Name is null ? (host.Address is null ? EgressReason.NoName : null)
        : HostName.Parse(Name, out _) == host ? null
        : EgressReason.OtherName;

    /// <summary>Looks at the first bytes of a connection. Never throws.</summary>
    /// <param name="bytes">All that came so far.</param>
    /// <param name="hello">For <see cref="HelloKind.Whole"/>: what it says.</param>
    public static HelloKind Read(ReadOnlySpan<byte> bytes, out ClientHello? hello)
    {
        hello = null;
        var message = new List<byte>(bytes.Length);
        // A message may be cut into records at any place.
        while (bytes.Length > 0)
        {
            if (bytes[0] != Handshake || (bytes.Length > 1 && bytes[1] != 3))
            {
                return HelloKind.Other;
            }

            if (bytes.Length < RecordHeader)
            {
                break;
            }

            int length = BinaryPrimitives.ReadUInt16BigEndian(bytes[3..]);
            if (length is 0 or > Most)
            {
                return HelloKind.Other;
            }

            ReadOnlySpan<byte> content = bytes.Slice(RecordHeader, Math.Min(length, bytes.Length - RecordHeader));
            message.AddRange(content);
            bytes = bytes[(RecordHeader + content.Length)..];
            if (message.Count >= 1 && message[0] != HelloMessage)
            {
                return HelloKind.Other;
            }

            if (message.Count >= MessageHeader)
            {
                int whole = MessageHeader + ((message[1] << 16) | (message[2] << 8) | message[3]);
                if (whole > Most)
                {
                    return HelloKind.Other;
                }

                if (message.Count >= whole)
                {
                    hello = Parse([.. message[MessageHeader..whole]]);
                    return hello is null ? HelloKind.Other : HelloKind.Whole;
                }
            }
        }

        return HelloKind.Incomplete;
    }

    private static ClientHello? Parse(byte[] message)
    {
        var reader = new Fields(message);
        // Version, random; session, suites, compressions.
        if (reader.Skip(2 + 32) && reader.Block(1, out _) && reader.Block(2, out _) && reader.Block(1, out _))
        {
            if (reader.IsAtEnd)
            {
                return new ClientHello(null, false);
            }

            return reader.Block(2, out ReadOnlySpan<byte> extensions) && reader.IsAtEnd ? ParseExtensions(extensions) : null;
        }

        return null;
    }

    private static ClientHello? ParseExtensions(ReadOnlySpan<byte> bytes)
    {
        string? name = null;
        bool hides = false;
        var seen = new HashSet<int>();
        var reader = new Fields(bytes);
        while (!reader.IsAtEnd)
        {
            if (!reader.Number(out int type) || !reader.Block(2, out ReadOnlySpan<byte> content) || !seen.Add(type))
            {
                return null;
            }

            if (type == ServerName && !OneName(content, out name))
            {
                return null;
            }

            hides |= type is EncryptedHello or EncryptedName;
        }

        return new ClientHello(name, hides);
    }

    // A list that must hold exactly one host name.
    private static bool OneName(ReadOnlySpan<byte> content, out string? name)
    {
        name = null;
        var outer = new Fields(content);
        if (!outer.Block(2, out ReadOnlySpan<byte> list) || !outer.IsAtEnd)
        {
            return false;
        }

        var reader = new Fields(list);
        if (!reader.Byte(out int kind) || kind != 0 || !reader.Block(2, out ReadOnlySpan<byte> text) || !reader.IsAtEnd)
        {
            return false;
        }

        name = Encoding.Latin1.GetString(text);
        return true;
    }

    private ref struct Fields(ReadOnlySpan<byte> bytes)
    {
        private ReadOnlySpan<byte> _rest = bytes;

        public readonly bool IsAtEnd => _rest.Length == 0;

        public bool Skip(int count)
        {
            bool fits = _rest.Length >= count;
            _rest = fits ? _rest[count..] : [];
            return fits;
        }

        public bool Byte(out int value)
        {
            value = _rest.Length > 0 ? _rest[0] : 0;
            return Skip(1);
        }

        public bool Number(out int value)
        {
            value = _rest.Length > 1 ? BinaryPrimitives.ReadUInt16BigEndian(_rest) : 0;
            return Skip(2);
        }

        /// <summary>A block behind its own length of one or two bytes.</summary>
        public bool Block(int lengthBytes, out ReadOnlySpan<byte> content)
        {
            content = default;
            int length;
            if (!(lengthBytes == 1 ? Byte(out length) : Number(out length)) || _rest.Length < length)
            {
                return false;
            }

            content = _rest[..length];
            return Skip(length);
        }
    }
}
