using System.Net;
using System.Net.Sockets;

namespace Bailey.Tunnel.Dialling;

/// <summary>Whether an address is the host's own, public ones included: only an own address can be bound.</summary>
/// <remarks>
/// <b>Source:</b> ip(7), EADDRNOTAVAIL. Asking the kernel for each address instead of listing interfaces: it is right at that moment, and
/// needs no netlink. <b>Does not stop:</b> an address that somebody else forwards to the host.
/// </remarks>
internal static class OwnAddresses
{
    /// <summary>Whether the kernel lets it be bound; true also where it does not say.</summary>
    public static bool Holds(IPAddress address)
    {
        try
        {
            using var socket = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            socket.Bind(new IPEndPoint(address, 0));
            return true;
        }
        catch (SocketException error)
        {
            return error.SocketErrorCode is not (SocketError.AddressNotAvailable or SocketError.AddressFamilyNotSupported);
        }
    }
}
