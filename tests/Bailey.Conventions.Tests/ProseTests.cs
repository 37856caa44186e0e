using System.Text.RegularExpressions;

namespace Bailey.Conventions.Tests;

/// <summary>What no text of the repository says.</summary>
public sealed partial class ProseTests
{
    private static readonly string[] Everything = ["src", "programs", "js", "tests", "docs", "eng", "benchmarks", "samples"];

    /// <summary>A plan belongs into an issue, a known gap into SECURITY.md. (Written so that this file does not match itself.)</summary>
    [GeneratedRegex(@"\b(TO[D]O|FIX[M]E|HA[C]K)\b")]
    private static partial Regex Unfinished { get; }

    /// <summary>Checkouts of one machine.</summary>
    [GeneratedRegex(@"(?<![\w.])/(work|root)/[a-z]")]
    private static partial Regex OneMachine { get; }

    [Fact]
    public void Nothing_is_left_to_do() => Assert.Empty(Matching(Unfinished, ".cs", ".ts", ".mjs", ".sh", ".md"));

    [Fact]
    public void No_text_names_one_machine() => Assert.Empty(Matching(OneMachine, ".cs", ".ts", ".mjs", ".sh", ".md", ".json", ".props"));

    private static IEnumerable<string> Matching(Regex pattern, params string[] endings) =>
        from path in Sources.Files(Everything, endings)
        let match = pattern.Match(Sources.Text(path))
        where match.Success
        select $"{path}: {match.Value}";
}
