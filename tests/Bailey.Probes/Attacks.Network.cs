using System.Buffers.Binary;
using System.Text;

namespace Bailey.Probes;

internal static partial class Attacks
{
    private const int Stream = 1;
    private const int Datagram = 2;
    private const int Raw = 3;

    private static Dictionary<string, Func<Outcome>> Network => new(StringComparer.Ordinal)
    {
        ["socket_inet"] = () => Native.Descriptor(41, 2, Stream, 0),
        ["socket_inet_udp"] = () => Native.Descriptor(41, 2, Datagram, 0),
        ["socket_inet6"] = () => Native.Descriptor(41, 10, Stream, 0),
        ["socket_unix"] = () => Native.Descriptor(41, 1, Stream, 0),
        ["socket_pair"] = () => Native.Harmless(53, 1, Stream, 0, Native.BadPointer),
        ["socket_netlink_route"] = () => Native.Descriptor(41, 16, Raw, 0),
        ["socket_netlink_uevent"] = () => Native.Descriptor(41, 16, Raw, 15),
        ["socket_netlink_diag"] = () => Native.Descriptor(41, 16, Raw, 4),
        ["socket_vsock"] = () => Native.Harmless(41, 40, Stream, 0),
        ["socket_alg"] = () => Native.Harmless(41, 38, 5, 0),
        ["socket_mptcp"] = () => Native.Harmless(41, 2, Stream, 262),
        ["socket_sctp"] = () => Native.Harmless(41, 2, Stream, 132),
        ["socket_bluetooth"] = () => Native.Harmless(41, 31, Raw, 1),
        ["socket_rds"] = () => Native.Harmless(41, 21, 5, 0),
        ["socket_x25"] = () => Native.Harmless(41, 9, 5, 0),
        ["socket_tipc"] = () => Native.Harmless(41, 30, 4, 0),
        ["socket_ping"] = () => Native.Harmless(41, 2, Datagram, 1),
        ["socket_can"] = () => Native.Harmless(41, 29, Raw, 1),
        ["socket_smc"] = () => Native.Harmless(41, 43, Stream, 0),
        ["socket_kcm"] = () => Native.Harmless(41, 41, Datagram, 0),
        ["connect_bad_descriptor"] = () => Native.Harmless(42, Native.BadDescriptor, 0, 0),
        ["bind_bad_descriptor"] = () => Native.Harmless(49, Native.BadDescriptor, 0, 0),
        ["listen_bad_descriptor"] = () => Native.Harmless(50, Native.BadDescriptor, 0),
        ["accept_bad_descriptor"] = () => Native.Harmless(288, Native.BadDescriptor, 0, 0, 0),
        ["sendto_bad_descriptor"] = () => Native.Harmless(44, Native.BadDescriptor, 0, 0, 0, 0, 0),
        ["sendmsg_passes_descriptors"] = () => Native.Harmless(46, Native.BadDescriptor, Native.BadPointer, 0),
        ["recvmsg_takes_descriptors"] = () => Native.Harmless(47, Native.BadDescriptor, Native.BadPointer, 0),
        ["shutdown_bad_descriptor"] = () => Native.Harmless(48, Native.BadDescriptor, 0),
        ["setsockopt_bad_descriptor"] = () => Native.Harmless(54, Native.BadDescriptor, 0, 0, 0, 0),
        ["connect_host_loopback"] = () => Connect(2, Loopback(Port)),
        ["connect_host_abstract_socket"] = () => Connect(1, [1, 0, 0, .. Encoding.UTF8.GetBytes($"bailey-canary-{Port}")]),
        ["connect_host_path_socket"] = () => Connect(1, [1, 0, .. Encoding.UTF8.GetBytes(Scratch + "/socket"), 0]),
    };

    private static byte[] Loopback(int port)
    {
        var address = new byte[16];
        address[0] = 2;
        BinaryPrimitives.WriteUInt16BigEndian(address.AsSpan(2), (ushort)port);
        address[4] = 127;
        address[7] = 1;
        return address;
    }

    private static unsafe Outcome Connect(int family, byte[] address)
    {
        nint socket = Native.Call(out int errno, 41, family, Stream, 0);
        if (socket < 0)
        {
            return new Outcome(false, $"socket errno {errno}");
        }

        fixed (byte* pointer = address)
        {
            nint result = Native.Call(out errno, 42, socket, (nint)pointer, address.Length);
            _ = Native.Call(out _, 3, socket);
            return new Outcome(result == 0, $"connect errno {errno}");
        }
    }
}
