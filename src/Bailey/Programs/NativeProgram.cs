namespace Bailey;

/// <summary>A native program to run, and the text of the policy it runs under. For the command line.</summary>
internal sealed record NativeProgram
{
    /// <summary>A name that is looked up inside the sandbox, or an absolute path inside it.</summary>
    public required string Program { get; init; }

    /// <summary>Its arguments.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Absolute host folder from which relative sources in bailey.json begin.</summary>
    public required string PolicyFolder { get; init; }

    /// <summary>Text of bailey.json; null: no file, no network, no other process.</summary>
    public string? Bailey { get; init; }

    /// <summary>Absolute host folder; where a grant shows it, the program begins there, else in its home. Null: in its home.</summary>
    public string? WorkingFolder { get; init; }

    /// <summary>What a well-known program needs besides: <c>chromium</c>, <c>firefox-esr</c>. Null: nothing.</summary>
    public string? Preset { get; init; }

    /// <summary>The display that is asked for among what the policy grants: <c>none</c>, <c>x11</c>, <c>wayland</c>. Null: what it grants.</summary>
    public string? Display { get; init; }
}
