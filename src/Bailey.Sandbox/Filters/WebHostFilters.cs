using Bailey.Interop;

namespace Bailey.Sandbox;

/// <summary>The system call filters of the web host class, compiled when the first one starts.</summary>
/// <remarks>
/// <b>Stops:</b> every system call that <c>WebHostSyscalls</c> has no row for: what <see cref="WorkerFilters"/> stops, and every socket
/// but the inherited one and what it accepts.
/// <para><b>Does not stop:</b> a bug in a call that is allowed.</para>
/// </remarks>
public static class WebHostFilters
{
    private static readonly Lazy<byte[]> First = new(static () => FilterCompiler.Compile(WebHostSyscalls.Rows));
    private static readonly Lazy<byte[]> Second = new(static () => FilterCompiler.Compile(WebHostSyscalls.Rows.Where(static row => row.Stage == FilterStage.Always)));

    /// <summary>In force from the web host's first instruction. A copy of its own for each caller.</summary>
    /// <returns>struct sock_filter[], at most 4096 instructions of 8 bytes.</returns>
    /// <exception cref="WallUnavailableException">libseccomp is missing or too old.</exception>
    public static byte[] Stage1() => [.. First.Value];

    /// <summary>For the web host to load itself once it listens and before it sees a byte of its container.</summary>
    /// <returns>struct sock_filter[], at most 4096 instructions of 8 bytes.</returns>
    /// <exception cref="WallUnavailableException">libseccomp is missing or too old.</exception>
    public static byte[] Stage2() => [.. Second.Value];

    /// <summary>The allow-list as text, one row per line: call, stage, reason. For people.</summary>
    public static IEnumerable<string> Explain() =>
        WebHostSyscalls.Rows.Select(static row => $"{row.Name,-24}{(row.Answer == Errno.None ? row.Stage : row.Answer),-10}{row.Reason}");
}
