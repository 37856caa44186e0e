using System.Text.RegularExpressions;

namespace Bailey.Policy.Tests;

/// <summary>The manual and the error pages show files; what they say about them must be true.</summary>
public sealed partial class DocumentationTests
{
    [Fact]
    public void The_example_of_an_error_page_gives_that_error()
    {
        int examples = 0;
        foreach (ErrorCode code in ErrorCodes.All)
        {
            Match example = Fence().Match(File.ReadAllText(Path.Combine(Repository.Root, code.Page)));
            if (!example.Success || !example.Groups["text"].Value.StartsWith('{'))
            {
                continue;
            }

            IReadOnlyList<PolicyFinding> findings = FindingsOf(example.Groups["text"].Value);
            Assert.True(findings.Any(finding => finding.Code == code.Id), $"the example of {code.Id} gives: {string.Join(" | ", findings)}");
            examples++;
        }

        Assert.True(examples > 25);
    }

    [Fact]
    public void The_files_of_the_manual_are_valid()
    {
        string manual = File.ReadAllText(Path.Combine(Repository.Root, "docs/policy.md"));
        string[] files = [.. Fence().Matches(manual).Select(static match => match.Groups["text"].Value).Where(static text => text.StartsWith('{'))];
        Assert.Equal(2, files.Length);
        Assert.Empty(BaileyPolicy.Read(files[0]).Findings);
        Assert.Empty(LavaMoatPolicy.Read(files[1]).Findings);
    }

    [Fact]
    public void The_manual_has_a_heading_for_every_field_and_gives_the_defaults()
    {
        string manual = File.ReadAllText(Path.Combine(Repository.Root, "docs/policy.md"));
        string known = Assert.Single(BaileyPolicy.Read("""{ "bailey": 1, "unknownField": 1 }""").Findings).Fix;
        string[] fields = known["remove it; known here: ".Length..].Split(", ");
        Assert.True(fields.Length > 10);
        Assert.All(fields, field => Assert.Matches($"(?m)^### .*`{field}`", manual));
        Assert.Contains($"| `\"{LimitTable.Memory}\"", manual, StringComparison.Ordinal);
        // The default is printed in its largest unit, the manual uses the one people use.
        Assert.Equal("1m", DurationText.Format(LimitTable.Cpu));
        Assert.Contains("| `\"60s\"", manual, StringComparison.Ordinal);
        Assert.Contains($"| `\"{LimitTable.Output}\"", manual, StringComparison.Ordinal);
        Assert.Contains($"| `{LimitTable.OpenFiles}`", manual, StringComparison.Ordinal);
        Assert.Contains($"| `{LimitTable.Timers}`", manual, StringComparison.Ordinal);
        Assert.Contains($"| `\"{LimitTable.MaxBytes}\"", manual, StringComparison.Ordinal);
    }

    private static IReadOnlyList<PolicyFinding> FindingsOf(string text)
    {
        if (text.StartsWith("{ \"bailey\"", StringComparison.Ordinal))
        {
            var bailey = BaileyPolicy.Read(text);
            return bailey.Policy is null ? bailey.Findings : GuestPlan.Compile(LavaMoatPolicy.Empty, bailey.Policy, Read.Launch).Findings;
        }

        var policy = LavaMoatPolicy.Read(text);
        return policy.Policy is null || policy.Findings.Count > 0
            ? policy.Findings
            : GuestPlan.Compile(policy.Policy, BaileyPolicy.Empty, Read.Launch).Findings;
    }

    [GeneratedRegex("```(json)?\n(?<text>.*?)\n```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Fence();
}
