namespace Bailey.Assess.Native;

/// <summary>The walls that are taken down one at a time.</summary>
internal static class Walls
{
    /// <summary>The filter of system calls.</summary>
    public const string Filter = "filter";

    /// <summary>Namespaces, and the root that shows nothing of the host.</summary>
    public const string Namespaces = "namespaces";

    /// <summary>The second layer in a worker.</summary>
    public const string Landlock = "landlock";

    /// <summary>Both: what then succeeds and does not with <see cref="Namespaces"/> taken down is what Landlock stops.</summary>
    public const string NamespacesAndLandlock = "namespaces+landlock";

    /// <summary>Wall 1.</summary>
    public const string Realm = "realm";

    /// <summary>For people.</summary>
    public static string Title(string wall) => wall switch
    {
        Filter => "system-call filter",
        Namespaces => "namespaces and root",
        Landlock => "Landlock",
        NamespacesAndLandlock => "namespaces, root and Landlock",
        _ => "realm",
    };
}
