using System.Runtime.InteropServices;

namespace Bailey.Sandbox;

/// <summary>What a sandbox uses at one moment.</summary>
/// <param name="ResidentBytes">Resident sets, shared pages counted for each process.</param>
/// <param name="Cpu">User and system time so far.</param>
/// <param name="Threads">Threads.</param>
/// <param name="Processes">Processes.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Usage(long ResidentBytes, TimeSpan Cpu, int Threads, int Processes)
{
    /// <summary>Time of children that ended and were waited for; in <see cref="Cpu"/> only where all processes count.</summary>
    public TimeSpan Reaped { get; init; }
}

/// <summary>Reads what a sandbox uses.</summary>
internal interface IUsage : IDisposable
{
    /// <summary>Takes one sample.</summary>
    /// <returns>Whether it still exists.</returns>
    bool TryRead(out Usage usage);
}
