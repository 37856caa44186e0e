using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Bailey.Network;

/// <summary>Answers what the namespace is asked for: the names of a list and everything beneath them, IPv4 only; everything else does not exist.</summary>
internal sealed class NameServer
{
    private const int Port = 53;
    private readonly Dictionary<string, IPAddress> _hosts;

    /// <param name="hosts">A file of lines "address name".</param>
    public NameServer(string hosts) => _hosts = File.ReadLines(hosts).Select(static line => line.Split(' '))
        .ToDictionary(static line => line[1], static line => IPAddress.Parse(line[0]), StringComparer.OrdinalIgnoreCase);

    public async Task AnswerDatagrams()
    {
        // Not any address: an answer from another one than was asked is believed by nobody.
        using var socket = new UdpClient(new IPEndPoint(IPAddress.Parse(Addresses.Names), Port));
        while (true)
        {
            UdpReceiveResult question = await socket.ReceiveAsync();
            await socket.SendAsync(Answer(question.Buffer), question.RemoteEndPoint);
        }
    }

    public async Task AnswerStreams()
    {
        using var listener = new TcpListener(IPAddress.Any, Port);
        listener.Start();
        while (true)
        {
            TcpClient client = await listener.AcceptTcpClientAsync();
            _ = Task.Run(async () =>
            {
                using (client)
                {
                    NetworkStream stream = client.GetStream();
                    byte[] length = new byte[2];
                    await stream.ReadExactlyAsync(length);
                    byte[] question = new byte[BinaryPrimitives.ReadUInt16BigEndian(length)];
                    await stream.ReadExactlyAsync(question);
                    byte[] answer = Answer(question);
                    BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)answer.Length);
                    await stream.WriteAsync((byte[])[.. length, .. answer]);
                }
            });
        }
    }

    private byte[] Answer(byte[] question)
    {
        int at = 12;
        var name = new StringBuilder();
        for (; question[at] != 0; at += question[at] + 1)
        {
            name.Append(name.Length == 0 ? "" : ".").Append(Encoding.Latin1.GetString(question, at + 1, question[at]));
        }

        bool wantsAddress = BinaryPrimitives.ReadUInt16BigEndian(question.AsSpan(at + 1)) == 1;
        IPAddress? address = Find(name.ToString());
        byte[] answer = [.. question.AsSpan(0, at + 5), .. address is not null && wantsAddress ? (byte[])[0xC0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, .. address.GetAddressBytes()] : []];
        // Question and flags as they came, "this is an answer"; no such name; one question, one answer or none.
        answer[2] |= 0x84;
        answer[3] = (byte)(address is null ? 3 : 0);
        ((ReadOnlySpan<byte>)[0, 1, 0, (byte)(address is not null && wantsAddress ? 1 : 0), 0, 0, 0, 0]).CopyTo(answer.AsSpan(4));
        return answer;
    }

    private IPAddress? Find(string name)
    {
        for (string rest = name; ; rest = rest[(rest.IndexOf('.', StringComparison.Ordinal) + 1)..])
        {
            if (_hosts.TryGetValue(rest, out IPAddress? address) || !rest.Contains('.', StringComparison.Ordinal))
            {
                return address;
            }
        }
    }
}
