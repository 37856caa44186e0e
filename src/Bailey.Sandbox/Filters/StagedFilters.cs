namespace Bailey.Sandbox;

/// <summary>The two system call filters of a class of sandboxes, compiled when they are first needed. Thread-safe.</summary>
/// <remarks>
/// <b>Source:</b> seccomp(2); libseccomp's seccomp_export_bpf(3).
/// <para><b>Stops:</b> every system call that the class has no row for. <b>Does not stop:</b> a bug in a call that is allowed.</para>
/// </remarks>
public sealed class StagedFilters
{
    private readonly IReadOnlyList<SyscallRule> _rows;
    private readonly Lazy<byte[]> _first;
    private readonly Lazy<byte[]> _second;

    private StagedFilters(IReadOnlyList<SyscallRule> rows)
        : this(rows, () => FilterCompiler.Compile(rows), () => FilterCompiler.Compile(rows.Where(static row => row.Stage == FilterStage.Always)))
    {
    }

    private StagedFilters(IReadOnlyList<SyscallRule> rows, Func<byte[]> first, Func<byte[]> second)
    {
        _rows = rows;
        _first = new Lazy<byte[]>(first);
        _second = new Lazy<byte[]>(second);
    }

    /// <summary>Those of a class.</summary>
    public static StagedFilters Of(SandboxClass sandbox, SandboxMechanism mechanism = SandboxMechanism.Namespaces) => sandbox switch
    {
        _ when mechanism == SandboxMechanism.Landlock => Fallback,
        SandboxClass.WebHost => WebHost,
        SandboxClass.Tunnel => Tunnel,
        SandboxClass.Fetcher => Fetcher,
        _ => Worker,
    };

    /// <summary>What <c>WebHostSyscalls</c> lists.</summary>
    public static StagedFilters WebHost { get; } = new(WebHostSyscalls.Rows);

    /// <summary>What <c>TunnelSyscalls</c> lists.</summary>
    public static StagedFilters Tunnel { get; } = new(TunnelSyscalls.Rows);

    /// <summary>What <c>FetcherSyscalls</c> lists.</summary>
    public static StagedFilters Fetcher { get; } = new(FetcherSyscalls.Rows);

    /// <summary>What <c>WorkerSyscalls</c> lists, kept in the store.</summary>
    public static StagedFilters Worker { get; } = new(WorkerSyscalls.Rows, WorkerFilters.Stage1, WorkerFilters.Stage2);

    /// <summary>What <c>FallbackSyscalls</c> lists: of workers without namespaces.</summary>
    public static StagedFilters Fallback { get; } = new(FallbackSyscalls.Rows);

    /// <summary>In force from the process's first instruction. A copy of its own for each caller.</summary>
    /// <returns>struct sock_filter[], at most 4096 instructions of 8 bytes.</returns>
    /// <exception cref="WallUnavailableException">libseccomp is missing or too old.</exception>
    public byte[] Stage1() => [.. _first.Value];

    /// <summary>For the process to load itself before it sees anything hostile.</summary>
    /// <returns>struct sock_filter[], at most 4096 instructions of 8 bytes.</returns>
    /// <exception cref="WallUnavailableException">libseccomp is missing or too old.</exception>
    public byte[] Stage2() => [.. _second.Value];

    /// <summary>The allow-list as text, one row per line: call, stage, reason. For people.</summary>
    public IEnumerable<string> Explain() => _rows.Select(static row => row.Explain());
}
