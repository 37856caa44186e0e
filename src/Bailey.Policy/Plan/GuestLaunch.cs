namespace Bailey.Policy;

/// <summary>What the caller of one start hands in besides the policy.</summary>
public sealed record GuestLaunch
{
    /// <summary>Absolute host folder of bailey.json: relative sources begin here.</summary>
    public required string PolicyFolder { get; init; }

    /// <summary>Absolute host folder of the program: what the compile worker sees as <c>/app</c>.</summary>
    public required string ProgramFolder { get; init; }

    /// <summary>The entry relative to the program's folder; null takes the policy's.</summary>
    public string? Entry { get; init; }

    /// <summary>Arguments after the entry.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>What the host hands in; null: nothing, and the guest ends when it has nothing left to do.</summary>
    public HostOffer? Offer { get; init; }

    /// <summary>The host's environment variables. Only those that the policy names are used.</summary>
    public IReadOnlyDictionary<string, string> HostEnvironment { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
