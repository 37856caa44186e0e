namespace Bailey.Assess.Attacks;

/// <summary>One row of the matrix.</summary>
/// <param name="Id">Stable, in JSON.</param>
/// <param name="Title">For people.</param>
/// <param name="Question">What is asked.</param>
internal sealed record Criterion(string Id, string Title, string Question)
{
    /// <summary>All rows, in the order in which they are shown.</summary>
    public static readonly IReadOnlyList<Criterion> All =
    [
        new("bypass", "Proxy bypass", "Does it reach a network, a listener or a name?"),
        new("read", "File read", "Does it learn anything of a file that is not granted?"),
        new("write", "File write", "Does it change anything outside of its grants?"),
        new("fingerprint", "Fingerprint", "Does it learn what tells this machine from others?"),
        new("guests", "Other guests", "Does it reach, see or disturb another guest or package?"),
        new("host", "Host", "Does it reach the kernel's rarer parts, devices, privileges?"),
        new("resources", "Resources", "Does it take more than its limits?"),
        new("persistence", "Persistence", "Does it start or leave something that outlives it?"),
    ];

    /// <summary>The id of the row whose prefix a name has; the longest that fits decides.</summary>
    public static string ByPrefix(IEnumerable<(string Prefix, string Id)> rows, string name) =>
        rows.Where(row => name.StartsWith(row.Prefix, StringComparison.Ordinal)).MaxBy(static row => row.Prefix.Length).Id;
}
