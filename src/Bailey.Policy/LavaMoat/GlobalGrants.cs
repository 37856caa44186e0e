namespace Bailey.Policy;

/// <summary>The globals of one package: dotted path to grant.</summary>
/// <param name="Entries">As in the file; names compare by UTF-16 code unit.</param>
public sealed record GlobalGrants(IReadOnlyDictionary<string, GlobalGrant> Entries)
{
    /// <summary>No globals.</summary>
    public static GlobalGrants Empty { get; } = new(new Dictionary<string, GlobalGrant>(StringComparer.Ordinal));

    /// <summary>
    /// Whether the value at <paramref name="path"/>, with everything beneath it, is granted. The deepest entry wins; a path that
    /// holds <c>__proto__</c> is never allowed.
    /// </summary>
    public bool Allows(string path) => Access(path) == PathAccess.Whole;

    /// <summary>How much of <paramref name="path"/> is granted. For a compartment, <c>Part</c> is an object with some members only.</summary>
    public PathAccess Access(string path) =>
        PolicyPath.HasProto(path) ? PathAccess.None : DeepestPath.Access(Entries, path, static grant => grant != GlobalGrant.Banned);

    /// <summary>Whether the global <paramref name="name"/> may be assigned. Only whole globals can be: a dotted path is never writable.</summary>
    public bool AllowsWrite(string name) =>
        !name.Contains('.', StringComparison.Ordinal)
        && Entries.TryGetValue(name, out GlobalGrant grant)
        && grant is GlobalGrant.Write or GlobalGrant.Redefine;
}

/// <summary>The builtin modules of one package: dotted path to true (granted) or false (banned).</summary>
/// <param name="Entries">As in the file; names compare by UTF-16 code unit.</param>
public sealed record BuiltinGrants(IReadOnlyDictionary<string, bool> Entries)
{
    /// <summary>No builtin modules.</summary>
    public static BuiltinGrants Empty { get; } = new(new Dictionary<string, bool>(StringComparer.Ordinal));

    /// <summary>Whether <c>fs</c>, or a member <c>fs.readFileSync</c>, is granted whole.</summary>
    public bool Allows(string path) => Access(path) == PathAccess.Whole;

    /// <summary>How much is granted; <c>Part</c> of a module is a namespace with only the granted members.</summary>
    public PathAccess Access(string path) =>
        PolicyPath.HasProto(path) ? PathAccess.None : DeepestPath.Access(Entries, path, static allowed => allowed);
}
