using System.Collections.Concurrent;
using System.Text;

namespace Bailey.Conformance.Tests;

/// <summary>A checkout of test262: <c>harness/</c> and <c>test/language/</c> are read.</summary>
internal static class Checkout
{
    private const int SampleStep = 20;

    private static readonly ConcurrentDictionary<string, string> HarnessTexts = new(StringComparer.Ordinal);

    /// <summary>Its folder, or null without <c>BAILEY_TEST262</c>.</summary>
    public static string? Path { get; } = Environment.GetEnvironmentVariable("BAILEY_TEST262") is { Length: > 0 } path ? path : null;

    /// <summary>Whether every file runs (<c>BAILEY_LONG_TESTS=1</c>) and not every twentieth.</summary>
    public static bool IsWhole { get; } = Environment.GetEnvironmentVariable("BAILEY_LONG_TESTS") == "1";

    /// <summary>The folder of the language tests.</summary>
    public static string Language => System.IO.Path.Combine(Path!, "test", "language");

    /// <summary>The tests that are to run, in the order of their names.</summary>
    public static IReadOnlyList<TestFile> Files(Func<TestFile, bool> isWanted)
    {
        TestFile[] wanted = Directory.EnumerateFiles(Language, "*.js", SearchOption.AllDirectories)
            .Where(file => !file.Contains("_FIXTURE", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(file => TestFile.Read(System.IO.Path.GetRelativePath(Language, file), File.ReadAllText(file, Encoding.UTF8)))
            .Where(isWanted)
            .ToArray();
        return IsWhole ? wanted : wanted.Where((_, index) => index % SampleStep == 0).ToArray();
    }

    /// <summary>A file of the harness.</summary>
    public static string Harness(string name) =>
        HarnessTexts.GetOrAdd(name, static file => File.ReadAllText(System.IO.Path.Combine(Path!, "harness", file), Encoding.UTF8));
}
