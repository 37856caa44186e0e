namespace Bailey.Policy;

/// <summary>The limits of one guest with the defaults filled in.</summary>
/// <param name="MemoryBytes">Bytes of the guest's process.</param>
/// <param name="Cpu">CPU time of the guest's process.</param>
/// <param name="Wall">Time from start to end; null: none.</param>
/// <param name="OutputBytes">Bytes of standard output and error together.</param>
/// <param name="OpenFiles">Files open at the same time.</param>
/// <param name="Timers">Timers pending at the same time.</param>
public sealed record EffectiveLimits(long MemoryBytes, TimeSpan Cpu, TimeSpan? Wall, long OutputBytes, int OpenFiles, int Timers)
{
    /// <summary>The limits that a policy states, and the defaults for the rest.</summary>
    public static EffectiveLimits Of(GuestLimits limits) => new(
        (limits.Memory?.Value ?? LimitTable.Memory).Bytes,
        limits.Cpu?.Value ?? LimitTable.Cpu,
        limits.Wall?.Value,
        (limits.Output?.Value ?? LimitTable.Output).Bytes,
        limits.OpenFiles?.Value ?? LimitTable.OpenFiles,
        limits.Timers?.Value ?? LimitTable.Timers);
}
