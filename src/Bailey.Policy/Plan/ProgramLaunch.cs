namespace Bailey.Policy;

/// <summary>What the caller of one native program hands in besides the policy.</summary>
public sealed record ProgramLaunch
{
    /// <summary>Absolute host folder of bailey.json: relative sources begin here.</summary>
    public required string PolicyFolder { get; init; }

    /// <summary>The program: a name that is looked up inside the sandbox, or a guest path.</summary>
    public required string Program { get; init; }

    /// <summary>Its arguments.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Absolute host folder that the caller works in; null for none. Where a grant shows it, the program begins there.</summary>
    public string? WorkingFolder { get; init; }

    /// <summary>The display that the caller asks for; null for what the policy grants.</summary>
    public DisplayMode? Display { get; init; }

    /// <summary>The host's environment variables. Only those that the policy names are used.</summary>
    public IReadOnlyDictionary<string, string> HostEnvironment { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
