namespace Bailey.Policy;

/// <summary>
/// bailey.json: what the names that LavaMoat's policy grants reach. Immutable. A null or empty member is absent from the file, and
/// absent means denied (for limits: the default of <see cref="LimitTable"/>). <c>docs/policy.md</c> is the manual.
/// </summary>
public sealed record BaileyPolicy
{
    /// <summary>The version of the format that this release reads and writes.</summary>
    public const int FormatVersion = 1;

    /// <summary>A policy that grants nothing.</summary>
    public static BaileyPolicy Empty { get; } = new();

    /// <summary>The program's entry, relative to the program's folder, <c>/</c>-separated: <c>src/index.js</c>. Null: the caller names it.</summary>
    public string? Entry { get; init; }

    /// <summary>Files and folders the guest may use. No two have the same guest path.</summary>
    public IReadOnlyList<FileGrant> Files { get; init; } = [];

    /// <summary>Origins the guest may talk to.</summary>
    public IReadOnlyList<EgressGrant> Egress { get; init; } = [];

    /// <summary>Environment variables the guest sees, by name.</summary>
    public IReadOnlyDictionary<string, EnvGrant> Env { get; init; } = new Dictionary<string, EnvGrant>(StringComparer.Ordinal);

    /// <summary>Whether the guest may read the standard input.</summary>
    public bool Stdin { get; init; }

    /// <summary>Names of functions and streams that the guest may use where its host hands them in: <c>bailey:host</c>. No name twice.</summary>
    public IReadOnlyList<string> Host { get; init; } = [];

    /// <summary>Limits that differ from the defaults.</summary>
    public GuestLimits Limits { get; init; } = GuestLimits.Defaults;

    /// <summary>The clock; null is <see cref="ClockMode.None"/>.</summary>
    public ClockGrant? Clock { get; init; }

    /// <summary>Random numbers; null is <see cref="RandomMode.None"/>.</summary>
    public RandomGrant? Random { get; init; }

    /// <summary>What the guest learns about the machine; null is <see cref="GuestIdentity.Uniform"/>.</summary>
    public Clause<GuestIdentity>? Identity { get; init; }

    /// <summary>Code made at run time; null is <see cref="DynamicCodeMode.Deny"/>.</summary>
    public Clause<DynamicCodeMode>? DynamicCode { get; init; }

    /// <summary>How many processes the guest may start. 0 for JavaScript guests in this release.</summary>
    public Clause<int>? Children { get; init; }

    /// <summary>WebAssembly. This release enforces <see cref="WasmMode.None"/> only.</summary>
    public Clause<WasmMode>? Wasm { get; init; }

    /// <summary>What a contained page may do; null: nothing is said of pages, so one that is opened has the defaults.</summary>
    public FramePolicy? Frame { get; init; }

    /// <summary>The clauses marked <c>required</c>, by their names in the file and in its order.</summary>
    public IReadOnlyList<string> Required => RequiredClauses.Of(this);

    /// <summary>Canonical package name to what that package is left with.</summary>
    public IReadOnlyDictionary<string, PackageNarrowing> Packages { get; init; } =
        new Dictionary<string, PackageNarrowing>(StringComparer.Ordinal);

    /// <summary>Reads the text of a bailey.json; reports every finding at once. Does no I/O.</summary>
    public static PolicyReading<BaileyPolicy> Read(string text) => BaileyReader.Read(text);

    /// <summary>The canonical text: fields in the order of the manual, two spaces, one newline at the end.</summary>
    public string Write() => BaileyWriter.Write(this);

    /// <summary>
    /// All findings that stop one kind of start, also with a policy that <see cref="Read"/> accepts: sections that this kind does not enforce.
    /// </summary>
    public IReadOnlyList<PolicyFinding> ValidateFor(StartKind kind)
    {
        var findings = new FindingList();
        PolicyValidation.Validate(this, findings);
        Unenforced.Check(this, kind, findings);
        return findings.ToList();
    }

    /// <summary>All findings about a policy that was made in code; <see cref="Read"/> has done this already.</summary>
    public IReadOnlyList<PolicyFinding> Validate()
    {
        var findings = new FindingList();
        PolicyValidation.Validate(this, findings);
        return findings.ToList();
    }
}
