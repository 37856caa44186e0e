using Bailey.Interop;

namespace Bailey.Sandbox;

/// <summary>The system call filters of the worker class, compiled in the host for the host's own architecture.</summary>
/// <remarks>
/// <b>Source:</b> seccomp(2); libseccomp's seccomp_export_bpf(3).
/// <para><b>Stops:</b> every system call that <c>WorkerSyscalls</c> has no row for: files for writing, sockets, processes, other
/// programs, namespaces, key rings, io_uring, performance counters, debugging.</para>
/// <para><b>Does not stop:</b> a bug in a call that is allowed.</para>
/// </remarks>
public static class WorkerFilters
{
    private static readonly Lazy<(byte[] First, byte[] Second)> Both = new(() =>
    {
        string store = StageStore.DefaultRoot;
        if (FilterStore.Find(store) is { } kept)
        {
            return kept;
        }

        (byte[] first, byte[] second) = Compile();
        FilterStore.Keep(store, first, second);
        return (first, second);
    });

    /// <summary>
    /// In force from the worker's first instruction; bubblewrap loads it. A copy of its own for each caller.
    /// </summary>
    /// <returns>struct sock_filter[], at most 4096 instructions of 8 bytes.</returns>
    /// <exception cref="WallUnavailableException">libseccomp is missing or too old.</exception>
    public static byte[] Stage1() => [.. Both.Value.First];

    /// <summary>
    /// For the worker to load itself (<see cref="Seccomp.Load"/>) once it is warm and before any guest text runs: no file
    /// can be opened any more, nothing executed, no library mapped for execution, and no further filter loaded.
    /// </summary>
    /// <returns>struct sock_filter[], at most 4096 instructions of 8 bytes.</returns>
    /// <exception cref="WallUnavailableException">libseccomp is missing or too old.</exception>
    public static byte[] Stage2() => [.. Both.Value.Second];

    /// <summary>Compiles both anew with libseccomp.</summary>
    internal static (byte[] First, byte[] Second) Compile() =>
        (FilterCompiler.Compile(WorkerSyscalls.Rows), FilterCompiler.Compile(WorkerSyscalls.Rows.Where(row => row.Stage == FilterStage.Always)));

    /// <summary>The allow-list as text, one row per line: call, stage, reason. For people.</summary>
    public static IEnumerable<string> Explain() => WorkerSyscalls.Rows.Select(static row => row.Explain());
}
