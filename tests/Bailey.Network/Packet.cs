using System.Buffers.Binary;
using System.Net;

namespace Bailey.Network;

/// <summary>Something that was sent.</summary>
/// <param name="Kind"><c>name</c>: it was asked for; <c>connect</c>: a TCP connection was opened; <c>bytes</c>: something was said over one, by either side; <c>datagram</c>.</param>
/// <param name="To">An address, or the name.</param>
/// <param name="Port">0 for a name.</param>
internal readonly record struct Sighting(string Kind, string To, int Port);

/// <summary>Reads IP packets. Nothing here is defended against whoever sends them: tests do.</summary>
internal static class Packet
{
    private const int Tcp = 6;
    private const int Udp = 17;
    private const int NamePort = 53;
    private const int LinkNamePort = 5353;

    /// <summary>What a packet shows, beginning with its IP header; nothing for ARP, ICMP and answers without content.</summary>
    public static IEnumerable<Sighting> Read(ReadOnlySpan<byte> packet) => (packet.Length > 20 ? packet[0] >> 4 : 0) switch
    {
        4 => Of(packet[9], new IPAddress(packet[16..20]), packet[((packet[0] & 15) * 4)..Math.Min(packet.Length, Length(packet[2..]))]),
        6 when packet.Length > 40 => Of(packet[6], new IPAddress(packet[24..40]), packet[40..Math.Min(packet.Length, 40 + Length(packet[4..]))]),
        _ => [],
    };

    private static Sighting[] Of(int protocol, IPAddress to, ReadOnlySpan<byte> segment)
    {
        if (protocol is not (Tcp or Udp) || segment.Length < 8)
        {
            return [];
        }

        string address = to.ToString();
        int port = Length(segment[2..]);
        if (protocol == Udp)
        {
            // An answer of the name server is nothing that was sent out.
            return port is NamePort or LinkNamePort ? Name(segment[8..]) : Length(segment) == NamePort ? [] : [new("datagram", address, port)];
        }

        bool opens = (segment[13] & 0x12) == 0x02; // SYN without ACK
        ReadOnlySpan<byte> said = segment[Math.Min(segment.Length, segment[12] >> 4 << 2)..];
        return opens ? [new("connect", address, port)]
            : said.Length == 0 ? []
            : port == NamePort && said.Length > 2 ? Name(said[2..])
            : [new("bytes", address, port)];
    }

    private static Sighting[] Name(ReadOnlySpan<byte> message)
    {
        var labels = new List<string>();
        for (int at = 12; at < message.Length && message[at] is > 0 and < 64 && at + message[at] < message.Length; at += message[at] + 1)
        {
            labels.Add(System.Text.Encoding.Latin1.GetString(message.Slice(at + 1, message[at])));
        }

        return [new("name", string.Join('.', labels).ToLowerInvariant(), 0)];
    }

    private static int Length(ReadOnlySpan<byte> field) => BinaryPrimitives.ReadUInt16BigEndian(field);
}
