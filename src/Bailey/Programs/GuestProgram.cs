namespace Bailey;

/// <summary>A program to run, and the texts of the policy it runs under.</summary>
public sealed record GuestProgram
{
    /// <summary>Absolute host folder of the program: the one with its package.json and node_modules. The guest knows it as <c>/app</c>.</summary>
    public required string Folder { get; init; }

    /// <summary>The module that runs first, relative to the folder, <c>/</c>-separated; null takes bailey.json's <c>entry</c>.</summary>
    public string? Entry { get; init; }

    /// <summary>Arguments after the entry, as the guest sees them in <c>process.argv</c>.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Absolute host folder from which relative sources in bailey.json begin; null is <see cref="Folder"/>.</summary>
    public string? PolicyFolder { get; init; }

    /// <summary>Text of LavaMoat's policy.json; null: packages get nothing but the language.</summary>
    public string? Policy { get; init; }

    /// <summary>Text of policy-override.json; null where there is none.</summary>
    public string? PolicyOverride { get; init; }

    /// <summary>Text of bailey.json; null: no file, variable, clock or random number.</summary>
    public string? Bailey { get; init; }
}
