using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text.Json;

namespace Bailey.Network;

/// <summary>Writes down, as the kernel sees it, every destination that anything in the namespace sends to: one JSON line for the first packet of each kind.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1001", Justification = "It records until the process ends.")]
internal sealed class Recorder
{
    private const int EveryProtocol = 0x0300; // ETH_P_ALL in network order
    private const int PacketLevel = 263;
    private const int PacketStatistics = 6;

    // Cooked: what is read begins with the IP header, on every interface.
    private readonly Socket _packets = new(AddressFamily.Packet, SocketType.Dgram, (ProtocolType)EveryProtocol);
    private readonly HashSet<Sighting> _seen = [];
    private readonly TextWriter _output;

    /// <summary>Records from now on.</summary>
    /// <param name="output">Gets the lines.</param>
    public Recorder(TextWriter output)
    {
        _output = output;
        _packets.ReceiveBufferSize = 64 * 1024 * 1024;
        new Thread(Record) { IsBackground = true, Name = "recorder", Priority = ThreadPriority.AboveNormal }.Start();
    }

    /// <summary>How many packets the kernel could not hand over since the last question; more than none and nothing that was recorded proves anything.</summary>
    public uint Lost
    {
        get
        {
            Span<byte> statistics = stackalloc byte[8]; // struct tpacket_stats: packets, drops
            _packets.GetRawSocketOption(PacketLevel, PacketStatistics, statistics);
            return BinaryPrimitives.ReadUInt32LittleEndian(statistics[4..]);
        }
    }

    /// <summary>Writes a line.</summary>
    public void Say(object line)
    {
        lock (_output)
        {
            _output.WriteLine(JsonSerializer.Serialize(line));
            _output.Flush();
        }
    }

    private void Record()
    {
        byte[] packet = new byte[256 * 1024];
        while (true)
        {
            int length = _packets.Receive(packet);
            foreach (Sighting sighting in Packet.Read(packet.AsSpan(0, length)))
            {
                // What goes to a port that nobody connected to is an answer.
                bool isAnswer = sighting.Kind == "bytes" && !_seen.Contains(sighting with { Kind = "connect" });
                if (!isAnswer && _seen.Add(sighting))
                {
                    Say(new { kind = sighting.Kind, to = sighting.To, port = sighting.Port });
                }
            }
        }
    }
}
