namespace Bailey.Policy;

/// <summary>
/// LavaMoat's policy: who may name what. Immutable; dictionaries compare names by UTF-16 code unit. Absent means denied.
/// </summary>
public sealed record LavaMoatPolicy
{
    /// <summary>The name of the program itself, as opposed to its dependencies.</summary>
    public const string RootPackage = "$root$";

    /// <summary>A policy that grants nothing.</summary>
    public static LavaMoatPolicy Empty { get; } = new();

    /// <summary>Canonical package name to what that package may name.</summary>
    public IReadOnlyDictionary<string, ResourcePolicy> Resources { get; init; } =
        new Dictionary<string, ResourcePolicy>(StringComparer.Ordinal);

    /// <summary>Package to (module path to module path); deprecated by LavaMoat, kept. Null when the file has none.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>>? Resolutions { get; init; }

    /// <summary>Present when the program itself is not trusted either. Null when the file has none.</summary>
    public RootPolicy? Root { get; init; }

    /// <summary>Packages or modules to analyse although nothing imports them. Null when the file has none.</summary>
    public IReadOnlyList<IncludedModule>? Include { get; init; }

    /// <summary>
    /// The resource that confines <paramref name="package"/>: its own; for the program the one that <see cref="RootPolicy.UsePolicy"/>
    /// names; null when the package has none, and when it is the trusted program.
    /// </summary>
    public ResourcePolicy? For(string package)
    {
        string name = package == RootPackage && Root?.UsePolicy is string used ? used : package;
        return Resources.GetValueOrDefault(name);
    }

    /// <summary>True when <paramref name="package"/> is the program and the policy does not confine it.</summary>
    public bool IsTrustedRoot(string package) => package == RootPackage && Root?.UsePolicy is null;

    /// <summary>Whether the file says false where this refusal asks: its author has decided, and need not be told each time.</summary>
    public bool Bans(Refusal refusal)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        bool allowed = true;
        bool isNamed = refusal.Kind switch
        {
            RefusalKind.Package => For(refusal.Package)?.Packages?.TryGetValue(refusal.Subject, out allowed) == true,
            RefusalKind.Builtin => For(refusal.Package)?.Builtin?.Entries.TryGetValue(refusal.Subject, out allowed) == true,
            _ => false,
        };
        return isNamed && !allowed;
    }

    /// <summary>Reads the text of a <c>policy.json</c> or <c>policy-override.json</c>; reports every finding at once. Does no I/O.</summary>
    public static PolicyReading<LavaMoatPolicy> Read(string text) => LavaMoatReader.Read(text);

    /// <summary>The text exactly as LavaMoat writes it: sorted for readable differences, two spaces, no newline at the end.</summary>
    public string Write() => LavaMoatWriter.Write(this);

    /// <summary>This policy with an override merged in, exactly as LavaMoat's <c>mergePolicy</c> does. Neither is changed.</summary>
    public PolicyReading<LavaMoatPolicy> Merge(LavaMoatPolicy policyOverride) => LavaMoatMerge.Merge(this, policyOverride);
}

/// <summary>What the program itself runs under.</summary>
/// <param name="UsePolicy">Canonical name of the resource that confines the program; null leaves it trusted.</param>
public sealed record RootPolicy(string? UsePolicy);

/// <summary>A module to analyse although nothing imports it.</summary>
/// <param name="Name">Canonical name of the package.</param>
/// <param name="Entry">Path of the module in the package; null means the package's main module, and the file holds just the name.</param>
public sealed record IncludedModule(string Name, string? Entry);
