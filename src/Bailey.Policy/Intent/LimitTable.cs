namespace Bailey.Policy;

/// <summary>Defaults and ranges of the limits, each with its reason.</summary>
public static class LimitTable
{
    /// <summary>Enough for a compiler or bundler; a start of the engine takes about 40 MB of it.</summary>
    public static ByteSize Memory { get; } = ByteSize.Megabytes(512);

    /// <summary>The engine and its runtime take about 40 MB to start; less than this leaves the guest nothing.</summary>
    public static ByteSize SmallestMemory { get; } = ByteSize.Megabytes(64);

    /// <summary>More than any machine lends to one guest; a larger number is a typing error.</summary>
    public static ByteSize LargestMemory { get; } = ByteSize.Megabytes(1 << 20);

    /// <summary>A runaway loop ends within a minute; a build that needs more says so.</summary>
    public static TimeSpan Cpu { get; } = TimeSpan.FromSeconds(60);

    /// <summary>Shorter than the engine's own start would stop every guest.</summary>
    public static TimeSpan SmallestCpu { get; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The range's other end for CPU and wall time: thirty days.</summary>
    public static TimeSpan LargestTime { get; } = TimeSpan.FromDays(30);

    /// <summary>The shortest wall time that leaves time to start.</summary>
    public static TimeSpan SmallestWall { get; } = TimeSpan.FromMilliseconds(100);

    /// <summary>What one reader can take in; a flood of output is cut long before it fills a disk.</summary>
    public static ByteSize Output { get; } = ByteSize.Megabytes(16);

    /// <summary>Room for one error message.</summary>
    public static ByteSize SmallestOutput { get; } = new(1024);

    /// <summary>One terabyte.</summary>
    public static ByteSize LargestOutput { get; } = ByteSize.Megabytes(1 << 20);

    /// <summary>Each is a descriptor of the broker, which serves many guests.</summary>
    public static int OpenFiles { get; } = 64;

    /// <summary>The largest number of open files; beyond it a guest could starve the others of the broker.</summary>
    public static int MostOpenFiles { get; } = 4096;

    /// <summary>A program that has more pending than this is leaking them.</summary>
    public static int Timers { get; } = 10_000;

    /// <summary>The largest number of pending timers.</summary>
    public static int MostTimers { get; } = 1_000_000;

    /// <summary>The largest number of other processes: more than a browser with a hundred tabs has.</summary>
    public static int MostChildren { get; } = 1024;

    /// <summary>What may be written under one grant with access write or scratch unless maxBytes says otherwise.</summary>
    public static ByteSize MaxBytes { get; } = ByteSize.Megabytes(256);

    /// <summary>The largest maxBytes: one terabyte.</summary>
    public static ByteSize LargestMaxBytes { get; } = ByteSize.Megabytes(1 << 20);

    /// <summary>The finest clock a guest with several packages gets: a finer one measures its neighbours.</summary>
    public static TimeSpan ClockResolution { get; } = TimeSpan.FromMilliseconds(1);

    /// <summary>The coarsest clock that is still a clock.</summary>
    public static TimeSpan CoarsestClock { get; } = TimeSpan.FromHours(1);
}
