namespace Bailey.Sandbox;

/// <summary>How a host file or folder appears to a program.</summary>
public enum MountAccess
{
    /// <summary>The host's own, for reading.</summary>
    Read,

    /// <summary>The host's own, for reading and changing.</summary>
    Write,

    /// <summary>An empty folder in memory, gone with the program.</summary>
    Scratch,
}

/// <summary>One file or folder of the host in a program's root.</summary>
/// <param name="Path">Absolute path inside, plain.</param>
/// <param name="Source">Absolute host path; null exactly for scratch.</param>
/// <param name="Access">How it appears.</param>
/// <param name="Bytes">For scratch: how much fits.</param>
public sealed record ProgramMount(string Path, string? Source, MountAccess Access, long Bytes = 0);

/// <summary>One native program to start.</summary>
/// <param name="Command">The program, by a name that PATH finds inside or an absolute path inside, and its arguments. Visible in the process list: no secrets.</param>
/// <param name="WorkingFolder">Absolute path inside.</param>
/// <param name="Limits">Enforced from the start, over all of its processes.</param>
public sealed record ProgramStart(IReadOnlyList<string> Command, string WorkingFolder, SandboxLimits Limits)
{
    /// <summary>Files below /etc that are in nobody's /etc, by path and content; read-only.</summary>
    public IReadOnlyList<(string Path, string Content)> Files { get; init; } = [];

    /// <summary>What it sees of the host's files; an outer mount before those beneath it, none beneath one that it may change.</summary>
    public IReadOnlyList<ProgramMount> Mounts { get; init; } = [];

    /// <summary>
    /// Sockets of the host to which it may connect, and where it finds them: in folders that no mount of <see cref="Mounts"/> that is the host's lies over, and none that
    /// somebody else could have changed.
    /// </summary>
    public IReadOnlyList<(string Source, string Path)> Sockets { get; init; } = [];

    /// <summary>Its variables beside the few that every program has; a name given here wins.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Whether it has a standard input; else it finds the end at once.</summary>
    public bool Input { get; init; }

    /// <summary>Whether it hands out a socket on which its own loopback is listened to: its one way to a network.</summary>
    public bool Listener { get; init; }

    /// <summary>Whether it may have other processes; how many is a limit.</summary>
    public bool Children { get; init; }

    /// <summary>Whether it may make user namespaces, for a sandbox of its own.</summary>
    public bool Nested { get; init; }
}
