using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Bailey.Outside;

/// <summary>Writes down what comes over the wire: one line for each packet that begins something, <c>tcp 192.31.196.10 80</c>.</summary>
internal static class Recorder
{
    private const int EveryProtocol = 0x0300; // ETH_P_ALL in network order

    public static void Start()
    {
        // Cooked: what is read begins with the IP header.
        var socket = new Socket(AddressFamily.Packet, SocketType.Dgram, (ProtocolType)EveryProtocol) { ReceiveBufferSize = 16 * 1024 * 1024 };
        new Thread(() =>
        {
            byte[] packet = new byte[256 * 1024];
            while (true)
            {
                int length = socket.Receive(packet);
                if (Line(packet.AsSpan(0, length)) is { } line)
                {
                    Console.WriteLine(line);
                }
            }
        })
        {
            IsBackground = true,
        }.Start();
    }

    private static string? Line(ReadOnlySpan<byte> packet)
    {
        if (packet.Length < 28 || packet[0] >> 4 != 4 || packet[9] is not (1 or 6 or 17))
        {
            return null;
        }

        IPAddress from = new(packet[12..16]);
        IPAddress to = new(packet[16..20]);
        ReadOnlySpan<byte> segment = packet[((packet[0] & 15) * 4)..];
        int port = BinaryPrimitives.ReadUInt16BigEndian(segment[2..]);
        // Of the host's packets, those that begin a connection.
        return from.ToString() is not ("10.77.0.1" or "192.31.196.200") ? null
            : packet[9] == 1 ? $"icmp {to} 0"
            : packet[9] == 17 ? $"udp {to} {port}"
            : segment.Length > 13 && (segment[13] & 0x12) == 2 ? $"tcp {to} {port}"
            : null;
    }
}
