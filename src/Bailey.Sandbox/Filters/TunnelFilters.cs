using Bailey.Interop;

namespace Bailey.Sandbox;

/// <summary>The system call filters of the tunnel class, compiled when the first one starts.</summary>
/// <remarks>
/// <b>Stops:</b> every system call that <c>TunnelSyscalls</c> has no row for: other programs, processes, files for writing, every kind of
/// socket but TCP and UDP.
/// <para><b>Does not stop:</b> a bug in a call that is allowed; connections to anybody.</para>
/// </remarks>
public static class TunnelFilters
{
    private static readonly Lazy<byte[]> First = new(static () => FilterCompiler.Compile(TunnelSyscalls.Rows));
    private static readonly Lazy<byte[]> Second = new(static () => FilterCompiler.Compile(TunnelSyscalls.Rows.Where(static row => row.Stage == FilterStage.Always)));

    /// <summary>In force from the tunnel's first instruction. A copy of its own for each caller.</summary>
    /// <returns>struct sock_filter[], at most 4096 instructions of 8 bytes.</returns>
    /// <exception cref="WallUnavailableException">libseccomp is missing or too old.</exception>
    public static byte[] Stage1() => [.. First.Value];

    /// <summary>For the tunnel to load itself before it accepts anything.</summary>
    /// <returns>struct sock_filter[], at most 4096 instructions of 8 bytes.</returns>
    /// <exception cref="WallUnavailableException">libseccomp is missing or too old.</exception>
    public static byte[] Stage2() => [.. Second.Value];

    /// <summary>The allow-list as text, one row per line: call, stage, reason. For people.</summary>
    public static IEnumerable<string> Explain() =>
        TunnelSyscalls.Rows.Select(static row => $"{row.Name,-24}{(row.Answer == Errno.None ? row.Stage : row.Answer),-10}{row.Reason}");
}
