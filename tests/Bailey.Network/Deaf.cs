using System.Net;
using System.Net.Sockets;

namespace Bailey.Network;

/// <summary>Ports that accept connections on every address and answer nothing, so that the first bytes are sent: TLS, TURN, and the ports of nobody's loopback.</summary>
internal static class Deaf
{
    private static readonly int[] Ports = [443, 3478, 5349, 8443];

    public static void Listen()
    {
        foreach (int port in Ports)
        {
            var listener = new TcpListener(IPAddress.IPv6Any, port);
            listener.Server.DualMode = true;
            listener.Start();
            _ = Accept(listener);
        }
    }

    private static async Task Accept(TcpListener listener)
    {
        while (true)
        {
            TcpClient client = await listener.AcceptTcpClientAsync();
            _ = Task.Run(async () =>
            {
                using (client)
                {
                    byte[] first = new byte[64 * 1024];
                    _ = await client.GetStream().ReadAsync(first);
                }
            });
        }
    }
}
