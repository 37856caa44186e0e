namespace Bailey.Policy;

/// <summary>Limits of one guest as the file states them; a null member has the default of <see cref="LimitTable"/>.</summary>
public sealed record GuestLimits
{
    /// <summary>No limit stated.</summary>
    public static GuestLimits Defaults { get; } = new();

    /// <summary>Memory of the guest's process.</summary>
    public Clause<ByteSize>? Memory { get; init; }

    /// <summary>CPU time of the guest's process.</summary>
    public Clause<TimeSpan>? Cpu { get; init; }

    /// <summary>Time from start to end. Null: no such limit.</summary>
    public Clause<TimeSpan>? Wall { get; init; }

    /// <summary>Bytes that the guest may write to its standard output and error together.</summary>
    public Clause<ByteSize>? Output { get; init; }

    /// <summary>Files open at the same time.</summary>
    public Clause<int>? OpenFiles { get; init; }

    /// <summary>Timers pending at the same time.</summary>
    public Clause<int>? Timers { get; init; }
}
