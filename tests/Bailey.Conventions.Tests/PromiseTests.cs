using System.Text.RegularExpressions;

namespace Bailey.Conventions.Tests;

/// <summary>A promise names a test that exists. That the test passes is the business of ./test.</summary>
public sealed partial class PromiseTests
{
    private static readonly (string Id, string Tests)[] Rows =
    [
        .. Row.Matches(Sources.Text("PROMISES.md")).Select(static match => (match.Groups["id"].Value, match.Groups["tests"].Value)),
    ];

    [GeneratedRegex(@"(?m)^\| (?<id>[A-Z]-\d+) \|.*\|(?<tests>[^|]*)\|$")]
    private static partial Regex Row { get; }

    /// <summary>`Class.Method`</summary>
    [GeneratedRegex(@"`(?<class>\w+)\.(?<method>\w+)`")]
    private static partial Regex Method { get; }

    /// <summary>`path/to.test.ts`: "sentence"</summary>
    [GeneratedRegex("`(?<file>[^`]+\\.test\\.ts)`: \"(?<sentence>[^\"]+)\"")]
    private static partial Regex Sentence { get; }

    [Fact]
    public void Ids_are_unique_and_every_row_names_a_test_or_says_pending()
    {
        Assert.True(Rows.Length > 50);
        Assert.Equal(Rows.Length, Rows.Select(static row => row.Id).Distinct().Count());
        Assert.All(Rows, static row => Assert.True(Method.IsMatch(row.Tests) || Sentence.IsMatch(row.Tests) || row.Tests.Contains("*pending*", StringComparison.Ordinal), row.Id));
    }

    [Fact]
    public void The_tests_that_promises_name_exist()
    {
        string[] tests = [.. Sources.Files(["tests"], "Tests.cs")];
        foreach ((string id, string named) in Rows)
        {
            foreach (Match match in Method.Matches(named))
            {
                string file = $"/{match.Groups["class"].Value}.cs";
                Assert.True(
                    tests.Any(path => path.EndsWith(file, StringComparison.Ordinal)
                        && Sources.Text(path).Contains($" {match.Groups["method"].Value}(", StringComparison.Ordinal)),
                    $"{id}: {match.Value} is not there");
            }

            foreach (Match match in Sentence.Matches(named))
            {
                string text = Sources.Text(match.Groups["file"].Value).Replace("\\'", "'", StringComparison.Ordinal);
                Assert.True(text.Contains(match.Groups["sentence"].Value, StringComparison.Ordinal), $"{id}: \"{match.Groups["sentence"].Value}\" is not in the file");
            }
        }
    }
}
