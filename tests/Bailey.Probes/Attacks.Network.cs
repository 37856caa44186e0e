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
        ["connect_host_loopback_6"] = () => Connect(10, Loopback6(Number("PORT6"), mapped: false)),
        ["connect_host_mapped"] = () => Connect(10, Loopback6(Port, mapped: true)),
        ["connect_host_any_address"] = () => Connect(2, [2, 0, (byte)(Port >> 8), (byte)Port, .. new byte[12]]),
        ["connect_host_fast_open"] = FastOpen,
        ["send_host_datagram"] = () => Ask(2, Loopback(Number("DATAGRAM"))),
        ["send_host_abstract_datagram"] = () => Connect(1, [1, 0, 0, .. Encoding.UTF8.GetBytes($"bailey-datagram-{Port}")], Datagram),
        ["open_a_door"] = Door,
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

    private static byte[] Loopback6(int port, bool mapped)
    {
        var address = new byte[28];
        address[0] = 10;
        BinaryPrimitives.WriteUInt16BigEndian(address.AsSpan(2), (ushort)port);
        ReadOnlySpan<byte> host = mapped ? [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 127, 0, 0, 1] : [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1];
        host.CopyTo(address.AsSpan(8));
        return address;
    }

    // A byte in the first packet, without connect(2).
    private static unsafe Outcome FastOpen()
    {
        nint socket = Native.Call(out int errno, 41, 2, Stream, 0);
        if (socket < 0)
        {
            return new Outcome(false, $"socket errno {errno}");
        }

        fixed (byte* address = Loopback(Port))
        {
            nint result = Native.Call(out errno, 44, socket, Buffer, 1, 0x20000000, (nint)address, 16);
            _ = Native.Call(out _, 3, socket);
            return new Outcome(result == 1, $"sendto errno {errno}");
        }
    }

    // Sent, and answered: a datagram that nobody gets is none.
    private static unsafe Outcome Ask(int family, byte[] address)
    {
        nint socket = Native.Call(out int errno, 41, family, Datagram, 0);
        if (socket < 0)
        {
            return new Outcome(false, $"socket errno {errno}");
        }

        long* patience = stackalloc long[2] { 2, 0 };
        _ = Native.Call(out _, 54, socket, 1, 20, (nint)patience, 16); // SO_RCVTIMEO
        fixed (byte* pointer = address)
        {
            nint sent = Native.Call(out errno, 44, socket, Buffer, 1, 0, (nint)pointer, address.Length);
            nint answered = sent == 1 ? Native.Call(out errno, 45, socket, Buffer, 1, 0, 0, 0) : -1;
            _ = Native.Call(out _, 3, socket);
            return new Outcome(answered == 1, $"errno {errno}");
        }
    }

    // Listens on its loopback, where others of the same network could come in.
    private static unsafe Outcome Door()
    {
        nint socket = Native.Call(out int errno, 41, 2, Stream, 0);
        if (socket < 0)
        {
            return new Outcome(false, $"socket errno {errno}");
        }

        fixed (byte* address = Loopback(0))
        {
            bool bound = Native.Call(out errno, 49, socket, (nint)address, 16) == 0 && Native.Call(out errno, 50, socket, 1) == 0;
            _ = Native.Call(out _, 3, socket);
            return new Outcome(bound, $"errno {errno}");
        }
    }

    private static unsafe Outcome Connect(int family, byte[] address, int kind = Stream)
    {
        nint socket = Native.Call(out int errno, 41, family, kind, 0);
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
