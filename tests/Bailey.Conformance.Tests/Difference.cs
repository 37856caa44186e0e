namespace Bailey.Conformance.Tests;

/// <summary>
/// A line of a committed list of tests that do not hold here: the path, two spaces, the reason. Lines with # are remarks.
/// A reason that starts with <c>meant:</c> is a wall at work, or the strictness that guests are promised; any other is a fault.
/// </summary>
internal sealed record Difference(string Path, string Reason)
{
    public bool IsMeant => Reason.StartsWith("meant:", StringComparison.Ordinal);

    /// <summary>The list in the order of its paths, as far as its tests are among those that ran; all of it when the whole suite runs.</summary>
    public static IReadOnlyList<Difference> Read(string name, IEnumerable<TestFile> ran)
    {
        var paths = ran.Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        return File.ReadLines(System.IO.Path.Combine(AppContext.BaseDirectory, name))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => Parse(name, line))
            .Where(difference => Checkout.IsWhole || paths.Contains(difference.Path))
            .OrderBy(difference => difference.Path, StringComparer.Ordinal)
            .ToArray();
    }

    private static Difference Parse(string name, string line) =>
        line.Split("  ", 2, StringSplitOptions.TrimEntries) is [var path, { Length: > 0 } reason]
            ? new Difference(path, reason)
            : throw new FormatException($"{name}: no reason in the line: {line}");
}
