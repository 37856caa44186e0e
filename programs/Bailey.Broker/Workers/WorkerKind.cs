using Bailey.Protocol;
using Bailey.Sandbox;

namespace Bailey.Broker.Workers;

/// <summary>What must be known of a worker when its process starts. Everything else reaches it later.</summary>
/// <param name="Arguments">Of the worker's command line.</param>
/// <param name="Limits">In force until the worker has its guest, whose own replace them.</param>
/// <param name="Bounds">Of its channel.</param>
internal sealed record WorkerKind(string[] Arguments, SandboxLimits Limits, ChannelBounds Bounds)
{
    private static readonly SandboxLimits WarmLimits = new() { MemoryBytes = 512L * 1024 * 1024, CpuTime = TimeSpan.FromSeconds(30) };
    private static readonly ChannelBounds GuestBounds = new(MaximumMessage: 4 * 1024 * 1024, MaximumUnfinished: 8, MaximumPending: 4096);

    /// <summary>Runs one guest; the engine makes no machine code.</summary>
    public static WorkerKind Guest { get; } = new(["guest", "--no-jit"], WarmLimits, GuestBounds);

    /// <summary>Runs one guest with the engine's JIT.</summary>
    public static WorkerKind GuestWithJit { get; } = new(["guest"], WarmLimits, GuestBounds);

    /// <summary>The same kind, for a worker that will wait: slower to start, quicker to its guest's first turn.</summary>
    public WorkerKind Rehearsed => this with { Arguments = [.. Arguments, "--rehearse"] };

    // It parses what a hostile package wrote: a parser bomb ends it, and the run with a finding.
    /// <summary>Compiles for one program.</summary>
    public static WorkerKind Compiler { get; } = new(
        ["compile"],
        new SandboxLimits { MemoryBytes = 2L * 1024 * 1024 * 1024, CpuTime = TimeSpan.FromMinutes(5) },
        new ChannelBounds(MaximumMessage: 256 * 1024 * 1024, MaximumUnfinished: 4, MaximumPending: 64));
}
