namespace Bailey.Sandbox;

/// <summary>What a sandbox was ended for.</summary>
public enum LimitKind
{
    /// <summary>Resident memory.</summary>
    Memory,
    /// <summary>Processor time.</summary>
    CpuTime,
    /// <summary>Time on the wall clock.</summary>
    WallTime,
    /// <summary>Number of threads.</summary>
    Threads,
    /// <summary>Number of processes.</summary>
    Processes,
    /// <summary>Output; counted and enforced by the broker.</summary>
    Output,
}

/// <summary>Limits of one sandboxed process. Null means none, and the report says so.</summary>
public sealed record SandboxLimits
{
    /// <summary>
    /// Resident set in bytes, shared pages of libraries included (an idle worker has about 40 MB of them). Sampled: a fast allocation
    /// can pass it by what the machine can touch in one period. Where control groups are, the same number is a hard limit too, of what is charged to the sandbox.
    /// </summary>
    public long? MemoryBytes { get; init; }

    /// <summary>User and system time of all threads, counted from the moment that the limits are set. Resolution 10 ms.</summary>
    public TimeSpan? CpuTime { get; init; }

    /// <summary>Counted from the moment that the limits are set.</summary>
    public TimeSpan? WallTime { get; init; }

    /// <summary>Threads at once; the runtimes need about 20.</summary>
    public int? Threads { get; init; } = 128;

    /// <summary>Processes at once, of programs that may have more than one.</summary>
    public int? Processes { get; init; }

    /// <summary>
    /// RLIMIT_NOFILE: one more than the highest descriptor. Fixed at the start. CoreCLR keeps two for each assembly and each thread.
    /// </summary>
    public int Descriptors { get; init; } = 512;
}
