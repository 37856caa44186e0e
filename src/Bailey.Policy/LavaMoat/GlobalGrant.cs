namespace Bailey.Policy;

/// <summary>What a policy says about one path of a global.</summary>
public enum GlobalGrant
{
    /// <summary><c>false</c>: banned.</summary>
    Banned,

    /// <summary><c>true</c>: may be read.</summary>
    Read,

    /// <summary><c>"read"</c>: LavaMoat's deprecated way to write <c>true</c>.</summary>
    ReadWord,

    /// <summary><c>"write"</c>: may be read and assigned; packages with this grant share the value.</summary>
    Write,

    /// <summary><c>"redefine"</c>: in LavaMoat's schema, treated as <see cref="Write"/>.</summary>
    Redefine,
}

/// <summary>How much of a path is reachable.</summary>
public enum PathAccess
{
    /// <summary>Nothing at this path.</summary>
    None,

    /// <summary>Only some members beneath this path.</summary>
    Part,

    /// <summary>The value at this path with everything beneath it.</summary>
    Whole,
}
