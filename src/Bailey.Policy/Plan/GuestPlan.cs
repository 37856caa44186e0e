namespace Bailey.Policy;

/// <summary>
/// Everything one start needs, compiled from the two policies. Immutable, safe for any thread; two compilations of the same input
/// are equal in every member.
/// </summary>
public sealed record GuestPlan
{
    /// <summary>What the guest sees as <c>argv[0]</c>; the same everywhere.</summary>
    public const string Executable = "/usr/bin/bailey";

    /// <summary>JSON for the realm's <c>configure</c>: policy, argv, cwd, env, clock, clockResolution (ms), random, seed, dynamicCode.</summary>
    public required string ConfigurationJson { get; init; }

    /// <summary>Guest path of the module that runs first: <c>/app/src/index.js</c>.</summary>
    public required string Entry { get; init; }

    /// <summary>The file grants, for the broker.</summary>
    public required FileRoutes Files { get; init; }

    /// <summary>The egress grants, for the broker.</summary>
    public required GuestEgress Egress { get; init; }

    /// <summary>The program's own folder at <c>/app</c>, read-only, for the compile worker alone: it is no grant to the guest.</summary>
    public required FileRoute Program { get; init; }

    /// <summary>The limits, for the sandbox and the broker.</summary>
    public required EffectiveLimits Limits { get; init; }

    /// <summary>The variables the guest sees, with their values.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>Which clock.</summary>
    public required ClockMode Clock { get; init; }

    /// <summary>The finest step of the clock, at least 1 ms.</summary>
    public required TimeSpan ClockResolution { get; init; }

    /// <summary>The finest step of the times of files: the clock's own, or a second where the guest has none of the host's.</summary>
    public TimeSpan FileTimeStep => Clock == ClockMode.Real ? ClockResolution : TimeSpan.FromSeconds(1);

    /// <summary>Where random numbers come from.</summary>
    public required RandomMode Random { get; init; }

    /// <summary>The seed for <see cref="RandomMode.Seeded"/>; else null.</summary>
    public required int? Seed { get; init; }

    /// <summary>What the guest learns about the machine.</summary>
    public required GuestIdentity Identity { get; init; }

    /// <summary>Which code may be made at run time.</summary>
    public required DynamicCodeMode DynamicCode { get; init; }

    /// <summary>Whether the guest gets the standard input.</summary>
    public required bool Stdin { get; init; }

    /// <summary>The numbers of those members of the host's offer that the policy grants.</summary>
    public required IReadOnlyList<int> HostMembers { get; init; }

    /// <summary>
    /// The clauses of bailey.json that must be enforced, in the order of the file: <c>files[0]</c>, <c>limits.memory</c>. Where one is
    /// not, nothing starts.
    /// </summary>
    public required IReadOnlyList<string> Required { get; init; }

    /// <summary>The policy the plan was compiled from, its override merged in.</summary>
    public required LavaMoatPolicy LavaMoat { get; init; }

    /// <summary>The bailey.json the plan was compiled from.</summary>
    public required BaileyPolicy Bailey { get; init; }

    /// <summary>The plan in words and as data, per wall. Made at each call: a start does not wait for it.</summary>
    public Explanation Explain() => Explanation.Of(LavaMoat, Bailey);

    /// <summary>Compiles a start. Pure: reads no file and no clock.</summary>
    /// <param name="policy">LavaMoat's policy with its override merged in.</param>
    /// <param name="bailey">bailey.json, validated.</param>
    /// <param name="launch">Folders, arguments and the host's variables.</param>
    public static PolicyReading<GuestPlan> Compile(LavaMoatPolicy policy, BaileyPolicy bailey, GuestLaunch launch) =>
        PlanCompiler.Compile(policy, bailey, launch);
}
