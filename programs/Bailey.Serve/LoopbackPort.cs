using System.Net;
using System.Net.Sockets;

namespace Bailey.Serve;

/// <summary>A port that is free on both loopback addresses: a browser takes either for <c>*.localhost</c>, so nobody else may have one of them.</summary>
internal static class LoopbackPort
{
    private const int Attempts = 20;

    public static int Free()
    {
        for (int attempt = 1; ; attempt++)
        {
            using var four = new TcpListener(IPAddress.Loopback, 0);
            four.Start();
            int port = ((IPEndPoint)four.LocalEndpoint).Port;
            try
            {
                if (Socket.OSSupportsIPv6)
                {
                    using var six = new TcpListener(IPAddress.IPv6Loopback, port);
                    six.Start();
                }

                return port;
            }
            catch (SocketException) when (attempt < Attempts)
            {
                // Taken on one of them.
            }
        }
    }
}
