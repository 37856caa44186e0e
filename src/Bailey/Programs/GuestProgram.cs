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

    /// <summary>
    /// A program with the policy files beside it: bailey.json, policy.json (or LavaMoat's own lavamoat/node/policy.json) and the
    /// policy-override.json beside that. A file that is not there grants nothing.
    /// </summary>
    /// <param name="folder">The program's folder; made absolute.</param>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static GuestProgram FromFolder(string folder)
    {
        string path = Path.GetFullPath(folder);
        string policy = Path.Combine(path, "policy.json");
        if (!File.Exists(policy))
        {
            policy = Path.Combine(path, "lavamoat", "node", "policy.json");
        }

        // (2) Texts only; the broker says what they mean.
        return new GuestProgram
        {
            Folder = path,
            Policy = TextOf(policy),
            PolicyOverride = TextOf(Path.Combine(Path.GetDirectoryName(policy)!, "policy-override.json")),
            Bailey = TextOf(Path.Combine(path, "bailey.json")),
        };
    }

    private static string? TextOf(string path) => File.Exists(path) ? File.ReadAllText(path) : null;
}
