using Xunit.Abstractions;

namespace Bailey.Conformance.Tests;

/// <summary>Writes what a run found for a person who reads the test's output.</summary>
internal static class Report
{
    public static void Skips(ITestOutputHelper output, IReadOnlyList<TestFile> files)
    {
        foreach (var group in files.GroupBy(SkipTable.ReasonFor).Where(group => group.Key is not null).OrderByDescending(group => group.Count()))
        {
            output.WriteLine($"not run {group.Count()}: {group.Key}");
        }
    }

    public static void Lines(ITestOutputHelper output, string title, IEnumerable<string> lines)
    {
        foreach (string line in lines)
        {
            output.WriteLine($"{title}: {line}");
        }
    }
}
