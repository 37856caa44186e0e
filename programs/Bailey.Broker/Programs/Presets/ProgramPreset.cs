using Bailey.Policy;

namespace Bailey.Broker.Programs.Presets;

/// <summary>What one well-known program needs of its sandbox beyond every other, and what it must be told to stay inside. One file each.</summary>
/// <param name="Name">As the command line names it.</param>
/// <param name="Danger">What is lost by it; shown by help and docs.</param>
internal sealed record ProgramPreset(string Name, string Danger)
{
    /// <summary>Where browsers are told to save: a folder of their home, in memory, unless a grant shows one there.</summary>
    public const string Downloads = "/home/guest/Downloads";

    private static readonly ProgramPreset[] All =
    [
        ChromiumPreset.Preset,
        FirefoxPreset.Preset,
    ];

    /// <summary>Whether it makes user namespaces for a sandbox of its own.</summary>
    public bool Nested { get; init; }

    /// <summary>Added before the user's own arguments, each for a reason that stands beside it.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Files below /etc that it reads, by path and content.</summary>
    public IReadOnlyList<(string Path, string Content)> Files { get; init; } = [];

    /// <summary>Variables that it has; the policy's win.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Environment { get; init; } = [];

    /// <summary>The preset of a name; null for null.</summary>
    /// <exception cref="InvalidDataException">There is none.</exception>
    public static ProgramPreset? Find(string? name) => name is null
        ? null
        : Array.Find(All, preset => preset.Name == name) ?? throw new InvalidDataException($"There is no preset {GuestText.Quoted(name)}: it is {string.Join(", ", All.Select(static preset => preset.Name))}.");
}
