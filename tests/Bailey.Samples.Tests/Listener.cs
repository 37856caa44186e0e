using System.Net;
using System.Net.Sockets;

namespace Bailey.Samples.Tests;

/// <summary>Listens where the attacks of 03-hostile call home, TCP and UDP on the loopback address, and counts who does.</summary>
internal sealed class Listener : IDisposable
{
    private const int Port = 47613;
    private readonly TcpListener tcp = new(IPAddress.Loopback, Port);
    private readonly UdpClient udp = new(new IPEndPoint(IPAddress.Loopback, Port));

    public Listener() => tcp.Start();

    /// <summary>What waits to be accepted or read. Nobody accepts, so whatever came is still there.</summary>
    public IEnumerable<string> Seen
    {
        get
        {
            if (tcp.Pending())
            {
                yield return "a connection";
            }

            if (udp.Available > 0)
            {
                yield return "a datagram";
            }
        }
    }

    public void Dispose()
    {
        tcp.Dispose();
        udp.Dispose();
    }
}
