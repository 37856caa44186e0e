using Bailey.Interop;
using static Bailey.Interop.ScmpCompare;
using static Bailey.Sandbox.FilterStage;
using static Bailey.Sandbox.SyscallRule;

namespace Bailey.Sandbox;

/// <summary>
/// The allow-list of a fetcher: a web host's without accepting, and what connecting to a unix socket needs. Recorded with strace. Its network
/// namespace is empty; it executes nothing, starts nobody, listens nowhere, and writes no file.
/// </summary>
/// <remarks><b>Does not stop:</b> a fetcher that was taken over from asking its tunnel for whatever the guest's grants name.</remarks>
internal static class FetcherSyscalls
{
    private const ulong KindOfSocket = 0xF;
    private const ulong OpenForReading = ~(0x80000UL | 0x800 | 0x100 | 0x10000 | 0x20000 | 0x4000 | 0x8000);

    /// <summary>The web host's rows that a fetcher has otherwise, or not at all.</summary>
    private static readonly string[] Otherwise = ["listen", "accept4", "openat", "newfstatat", "stat", "getdents64"];

    /// <summary>The rows.</summary>
    public static readonly IReadOnlyList<SyscallRule> Rows =
    [
        .. WebHostSyscalls.Rows.Where(static row => !Otherwise.Contains(row.Name)),

        // Its tunnel.
        Allow("socket", Always, "connections to its tunnel: unix sockets that are streams", Is(0, 1), new ScmpArgument(1, MaskedEqual, KindOfSocket, 1)),
        Allow("connect", Always, "its root holds one socket, and its network nobody"),

        // Certificates: the library looks again, now and then.
        Allow("openat", Always, "certificate roots: the root is read-only and holds nothing else but the runtime", Only(2, OpenForReading)),
        Allow("newfstatat", Always, "whether the certificate roots have changed"),
        Allow("stat", Always, "the same, by older libraries"),
        Allow("getdents64", Always, "folders of certificates, which are not there"),
    ];
}
