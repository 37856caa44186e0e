using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Bailey.Tunnel.Tests.Fuzz;

/// <summary>Which addresses lead inwards, written down a second time, by number and without the product's table: IANA's registries of special-purpose addresses.</summary>
internal static class Scope
{
    public static bool IsInward(IPAddress address)
    {
        byte[] bytes = address.GetAddressBytes();
        if (address.AddressFamily == AddressFamily.InterNetwork)
        {
            return IsInward4(BinaryPrimitives.ReadUInt32BigEndian(bytes));
        }

        UInt128 number = BinaryPrimitives.ReadUInt128BigEndian(bytes);
        // Mapped, and translated by the well-known prefix: the last 32 bits; 6to4: bits 16 to 48.
        if (number >> 32 == 0xFFFF || number >> 32 == (UInt128)0x0064_FF9B << 64)
        {
            return IsInward4((uint)number);
        }

        uint first = (uint)(number >> 96);
        return first >> 16 == 0x2002 ? IsInward4((uint)(number >> 80))
            : first >> 29 != 1 || first >> 9 == 0x2001_0000u >> 9 || first == 0x2001_0DB8 || first >> 12 == 0x3FFF0;
    }

    private static bool IsInward4(uint number) => (number >> 24) is 0 or 10 or 127 or >= 224
        || number >> 22 == ((100u << 24) | (64u << 16)) >> 22
        || number >> 20 == ((172u << 24) | (16u << 16)) >> 20
        || (number >> 16) is 0xA9FE or 0xC0A8
        || number >> 17 == ((198u << 24) | (18u << 16)) >> 17
        || (number >> 8) is 0xC00000 or 0xC00002 or 0xC05863 or 0xC63364 or 0xCB0071;
}
