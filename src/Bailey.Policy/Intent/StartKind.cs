namespace Bailey.Policy;

/// <summary>What is started under a policy. Each kind enforces other sections of bailey.json.</summary>
public enum StartKind
{
    /// <summary>A JavaScript program in the realm: <c>bailey run</c>.</summary>
    Guest,

    /// <summary>A contained page: <c>bailey serve</c>.</summary>
    Page,

    /// <summary>A native program: <c>bailey exec</c>.</summary>
    Program,
}
