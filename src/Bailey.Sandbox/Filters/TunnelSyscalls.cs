using Bailey.Interop;
using static Bailey.Interop.ScmpCompare;
using static Bailey.Sandbox.FilterStage;
using static Bailey.Sandbox.SyscallRule;

namespace Bailey.Sandbox;

/// <summary>
/// The allow-list of a tunnel: a web host's, and what opening connections and looking names up needs. Recorded with strace. It executes
/// nothing, starts nobody, listens nowhere, and writes no file.
/// </summary>
/// <remarks>
/// <b>Does not stop:</b> a tunnel that was taken over from talking to anybody that the host can reach, its loopback included: a filter
/// cannot see addresses. It holds nothing worth telling but what passes through it.
/// </remarks>
internal static class TunnelSyscalls
{
    private const ulong KindOfSocket = 0xF;
    private const ulong OpenForReading = ~(0x80000UL | 0x800 | 0x100 | 0x10000 | 0x20000 | 0x4000 | 0x8000);

    /// <summary>The web host's rows that a tunnel has otherwise, or not at all.</summary>
    private static readonly string[] Otherwise = ["listen", "openat", "newfstatat"];

    /// <summary>The rows.</summary>
    public static readonly IReadOnlyList<SyscallRule> Rows =
    [
        .. WebHostSyscalls.Rows.Where(static row => !Otherwise.Contains(row.Name)),

        // The network: TCP and, for names, UDP.
        .. from family in (ulong[])[2, 10]
           from kind in (ulong[])[1, 2]
           select Allow("socket", Always, "connections, and questions for names: IPv4 and IPv6, streams and datagrams, nothing raw", Is(0, family), new ScmpArgument(1, MaskedEqual, KindOfSocket, kind)),
        Refuse("socketpair", Errno.EPERM, "nobody else is there to talk to"),
        Allow("connect", Always, "to an address that was checked, and to name servers"),
        Allow("bind", Always, "asks the kernel whether an address is the host's own; nothing can listen"),
        Allow("setsockopt", Always, "no delay; IPv6 only"),
        Allow("splice", Always, "bodies go from socket to socket through a pipe, without a copy; both ends are its own"),
        Allow("fcntl", Always, "F_SETPIPE_SZ: how much such a pipe holds", Is(1, 1031)),
        Allow("sendmmsg", Always, "glibc asks for both kinds of address at once"),

        // Names.
        Allow("openat", Always, "resolv.conf, hosts, nsswitch.conf: the root is read-only and holds nothing else but the runtime", Only(2, OpenForReading)),
        Allow("newfstatat", Always, "glibc looks whether resolv.conf has changed"),
    ];
}
