using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Bailey.Outside;

/// <summary>Answers questions for addresses: a list, and a few names that lie. Writes down what is asked: <c>name good.example</c>.</summary>
internal static class NameServer
{
    public const string Address = "192.31.196.53";

    // Name to what it is said to be at each question; the last answer stays.
    private static readonly Dictionary<string, string[][]> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["good.example"] = [["192.31.196.10"]],
        ["other.example"] = [["192.31.196.11"]],
        ["loopback.example"] = [["127.0.0.1"]],
        ["private.example"] = [["10.77.0.2"]],
        ["cloud.example"] = [["169.254.169.254"]],
        ["own.example"] = [["192.31.196.200"]],
        ["mixed.example"] = [["192.31.196.10", "10.77.0.2"]],
        ["six.example"] = [["::1"]],
        ["mapped.example"] = [["::ffff:10.77.0.2"]],
        ["translated.example"] = [["64:ff9b::a4d:2"]],
        ["flip.example"] = [["192.31.196.10"], ["127.0.0.1"]],
        // Found only by whoever appends the search domain.
        ["short.search.example"] = [["192.31.196.10"]],
    };

    private static readonly Dictionary<string, int> Asked = new(StringComparer.OrdinalIgnoreCase);

    public static void Start()
    {
        // Its own address, not any: an answer comes from where the question went.
        var socket = new UdpClient(new IPEndPoint(IPAddress.Parse(Address), 53));
        new Thread(() =>
        {
            while (true)
            {
                IPEndPoint? from = null;
                byte[] answer = Answer(socket.Receive(ref from));
                socket.Send(answer, from);
            }
        })
        {
            IsBackground = true,
        }.Start();
    }

    private static byte[] Answer(byte[] question)
    {
        int at = 12;
        var labels = new List<string>();
        for (; question[at] != 0; at += question[at] + 1)
        {
            labels.Add(Encoding.Latin1.GetString(question, at + 1, question[at]));
        }

        string name = string.Join('.', labels);
        Console.WriteLine($"name {name}");
        int kind = BinaryPrimitives.ReadUInt16BigEndian(question.AsSpan(at + 1));
        IPAddress[] addresses = Find(name, kind);
        var answer = new List<byte>(question[..(at + 5)]);
        foreach (IPAddress address in addresses)
        {
            byte[] bytes = address.GetAddressBytes();
            answer.AddRange([0xC0, 12, 0, (byte)kind, 0, 1, 0, 0, 0, 0, 0, (byte)bytes.Length, .. bytes]);
        }

        answer[2] = 0x85;
        answer[3] = (byte)(Names.ContainsKey(name) ? 0x80 : 0x83);
        byte[] counts = [0, 1, 0, (byte)addresses.Length, 0, 0, 0, 0];
        for (int i = 0; i < counts.Length; i++)
        {
            answer[4 + i] = counts[i];
        }

        return [.. answer];
    }

    private static IPAddress[] Find(string name, int kind)
    {
        if (!Names.TryGetValue(name, out string[][]? rounds))
        {
            return [];
        }

        int round = 0;
        if (kind == 1)
        {
            Asked[name] = (round = Asked.GetValueOrDefault(name)) + 1;
        }

        AddressFamily family = kind switch
        {
            1 => AddressFamily.InterNetwork,
            28 => AddressFamily.InterNetworkV6,
            _ => AddressFamily.Unknown,
        };
        return [.. rounds[Math.Min(round, rounds.Length - 1)].Select(IPAddress.Parse).Where(address => address.AddressFamily == family)];
    }
}
