using System.Net;
using System.Runtime.InteropServices;

namespace Bailey.Interop;

/// <summary>What the C library takes for an address: the second opinion that Bailey's own parser of hosts is compared with.</summary>
public static partial class LibC
{
    /// <summary>inet_aton(3): IPv4 in every notation there is: short, octal, hexadecimal, one number. Nothing is looked up.</summary>
    /// <param name="text">What is read; the C library sees it as far as its first NUL.</param>
    /// <returns>The address; null where it is none.</returns>
    public static IPAddress? inet_aton(string text) =>
        inet_aton_native(text, out uint address) != 0 ? new IPAddress(address) : null;

    /// <summary>getaddrinfo(3) with AI_NUMERICHOST: what it takes for an address where it would otherwise look a name up. Nothing is looked up.</summary>
    /// <param name="text">What is read; the C library sees it as far as its first NUL.</param>
    /// <returns>The address, with its zone; null where it would be looked up, or is nothing.</returns>
    public static unsafe IPAddress? getaddrinfo_numeric(string text)
    {
        const int AI_NUMERICHOST = 4;
        var hints = new addrinfo_record { flags = AI_NUMERICHOST, kind = SOCK_STREAM };
        if (getaddrinfo_native(text, null, &hints, out addrinfo_record* found) != 0)
        {
            return null;
        }

        try
        {
            // sockaddr_in: family, port, address; sockaddr_in6: family, port, flow, address, zone.
            return found->family == AF_INET
                ? new IPAddress(new ReadOnlySpan<byte>(found->address + 4, 4))
                : new IPAddress(new ReadOnlySpan<byte>(found->address + 8, 16), *(uint*)(found->address + 24));
        }
        finally
        {
            freeaddrinfo_native(found);
        }
    }

    [LibraryImport(Library, EntryPoint = "inet_aton", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int inet_aton_native(string text, out uint address);

    [LibraryImport(Library, EntryPoint = "getaddrinfo", StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int getaddrinfo_native(string node, string? service, addrinfo_record* hints, out addrinfo_record* found);

    [LibraryImport(Library, EntryPoint = "freeaddrinfo")]
    private static unsafe partial void freeaddrinfo_native(addrinfo_record* found);

    [StructLayout(LayoutKind.Sequential)]
    private unsafe struct addrinfo_record
    {
        public int flags;
        public int family;
        public int kind;
        public int protocol;
        public uint length;
        public byte* address;
        public byte* name;
        public addrinfo_record* next;
    }
}
