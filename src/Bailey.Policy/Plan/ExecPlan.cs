namespace Bailey.Policy;

/// <summary>Everything that one start of a native program needs, compiled from bailey.json. Immutable.</summary>
public sealed record ExecPlan
{
    /// <summary>The program's home: an empty folder of its own.</summary>
    public const string Home = "/home/guest";

    /// <summary>Where the socket of a Wayland compositor is inside: an empty folder of its own, for a program that has one.</summary>
    public const string RuntimeFolder = "/run/user/1000";

    /// <summary>The program and its arguments.</summary>
    public required IReadOnlyList<string> Command { get; init; }

    /// <summary>Guest path of the folder that it begins in.</summary>
    public required string WorkingFolder { get; init; }

    /// <summary>The file grants, an outer one before those beneath it.</summary>
    public required IReadOnlyList<FileRoute> Files { get; init; }

    /// <summary>The connections that it may open. None: it has no network at all.</summary>
    public required IReadOnlyList<EgressRoute> Egress { get; init; }

    /// <summary>The variables that the policy gives it.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>The limits.</summary>
    public required EffectiveLimits Limits { get; init; }

    /// <summary>Descriptors open at once in each of its processes; null where the policy does not say.</summary>
    public required int? OpenFiles { get; init; }

    /// <summary>How many other processes it may have at once.</summary>
    public required int Children { get; init; }

    /// <summary>Where it may show windows.</summary>
    public required DisplayMode Display { get; init; }

    /// <summary>Whether it gets the standard input.</summary>
    public required bool Stdin { get; init; }

    /// <summary>Compiles a start. Pure: reads no file.</summary>
    /// <param name="bailey">bailey.json.</param>
    /// <param name="launch">Folders, the program, the host's variables.</param>
    public static PolicyReading<ExecPlan> Compile(BaileyPolicy bailey, ProgramLaunch launch) => ExecCompiler.Compile(bailey, launch);
}
