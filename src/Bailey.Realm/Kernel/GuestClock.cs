using System.Diagnostics;

namespace Bailey.Realm.Kernel;

/// <summary>The time that a guest sees, never finer than a millisecond: a worker with several packages is multi-tenant.</summary>
public sealed class GuestClock
{
    // 2000-01-01T00:00:00Z
    private const double VirtualStart = 946684800000;

    private readonly long _start = Stopwatch.GetTimestamp();
    private double _resolution = 1;
    private double? _virtual;

    /// <summary>Milliseconds since the epoch.</summary>
    public double Now => Coarse(_virtual is { } moved ? VirtualStart + moved : (DateTime.UtcNow - DateTime.UnixEpoch).TotalMilliseconds);

    /// <summary>Milliseconds since this clock was made.</summary>
    public double Monotonic => Coarse(_virtual ?? Stopwatch.GetElapsedTime(_start).TotalMilliseconds);

    /// <summary>Makes steps of the clock coarser.</summary>
    /// <param name="milliseconds">1 or more; smaller is taken as 1.</param>
    public void SetResolution(double milliseconds) => _resolution = Math.Max(1, milliseconds);

    /// <summary>Makes this a clock of the guest's own: it stands still but for <see cref="Advance"/>.</summary>
    public void MakeVirtual() => _virtual = 0;

    /// <summary>A timer that was set at <paramref name="setAt"/> (<see cref="Monotonic"/>) has waited this long. Nothing for a real clock.</summary>
    public void Advance(double setAt, double milliseconds)
    {
        if (_virtual is { } moved)
        {
            _virtual = Math.Max(moved, setAt + milliseconds);
        }
    }

    private double Coarse(double milliseconds) => Math.Floor(milliseconds / _resolution) * _resolution;
}
