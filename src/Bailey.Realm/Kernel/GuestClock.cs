using System.Diagnostics;

namespace Bailey.Realm.Kernel;

/// <summary>The time that a guest sees, never finer than a millisecond: a worker with several packages is multi-tenant.</summary>
public sealed class GuestClock
{
    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly double _resolution;

    /// <summary>Makes a clock.</summary>
    /// <param name="resolutionMilliseconds">1 or more; smaller is taken as 1.</param>
    public GuestClock(double resolutionMilliseconds) => _resolution = Math.Max(1, resolutionMilliseconds);

    /// <summary>Milliseconds since the epoch.</summary>
    public double Now => Coarse((DateTime.UtcNow - DateTime.UnixEpoch).TotalMilliseconds);

    /// <summary>Milliseconds since this clock was made.</summary>
    public double Monotonic => Coarse(Stopwatch.GetElapsedTime(_start).TotalMilliseconds);

    private double Coarse(double milliseconds) => Math.Floor(milliseconds / _resolution) * _resolution;
}
