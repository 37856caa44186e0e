namespace Bailey.Assess.Native;

/// <summary>The walls that are taken down one at a time.</summary>
internal static class Walls
{
    /// <summary>The filter of system calls.</summary>
    public const string Filter = "filter";

    /// <summary>Namespaces, and the root that shows nothing of the host.</summary>
    public const string Namespaces = "namespaces";

    /// <summary>Wall 1.</summary>
    public const string Realm = "realm";

    /// <summary>For people.</summary>
    public static string Title(string wall) => wall switch
    {
        Filter => "system-call filter",
        Namespaces => "namespaces and root",
        _ => "realm",
    };
}
