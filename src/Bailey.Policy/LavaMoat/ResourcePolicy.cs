namespace Bailey.Policy;

/// <summary>What one package may name. A null member is absent from the file; absent and empty grant the same: nothing.</summary>
public sealed record ResourcePolicy
{
    /// <summary>Globals by dotted path.</summary>
    public GlobalGrants? Globals { get; init; }

    /// <summary>Builtin modules by dotted path, <c>fs</c> or <c>fs.readFileSync</c>.</summary>
    public BuiltinGrants? Builtin { get; init; }

    /// <summary>Packages by canonical name; false bans.</summary>
    public IReadOnlyDictionary<string, bool>? Packages { get; init; }

    /// <summary>Whether LavaMoat lets the package load native code. Bailey never does.</summary>
    public bool? Native { get; init; }

    /// <summary>Notes about the package; no authority.</summary>
    public IReadOnlyDictionary<string, MetaValue>? Meta { get; init; }

    /// <summary><c>unfrozen</c> or null: LavaMoat's undocumented fresh realm. Bailey does not carry it out.</summary>
    public string? Env { get; init; }

    /// <summary>Whether this package may import <paramref name="package"/>.</summary>
    public bool AllowsPackage(string package) => Packages is not null && Packages.TryGetValue(package, out bool allowed) && allowed;
}

/// <summary>A note: one text or a list of texts.</summary>
/// <param name="Texts">One text when <paramref name="IsList"/> is false.</param>
/// <param name="IsList">Whether the file holds a list.</param>
public sealed record MetaValue(IReadOnlyList<string> Texts, bool IsList);
