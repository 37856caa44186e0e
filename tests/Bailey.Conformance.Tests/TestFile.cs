using System.Text.RegularExpressions;

namespace Bailey.Conformance.Tests;

/// <summary>One test with what its front matter says.</summary>
/// <param name="Path">Relative to <c>test/language</c>.</param>
/// <param name="Text">The source.</param>
/// <param name="Flags">The flags.</param>
/// <param name="Includes">Harness files beyond the standard ones.</param>
/// <param name="Features">The features it uses.</param>
/// <param name="NegativeType">The error that it must end with, or null.</param>
internal sealed partial record TestFile(
    string Path, string Text, IReadOnlyList<string> Flags, IReadOnlyList<string> Includes, IReadOnlyList<string> Features, string? NegativeType)
{
    public bool IsModule => Flags.Contains("module");

    public bool IsAsync => Flags.Contains("async");

    public bool UsesImport => Path.StartsWith("expressions/dynamic-import/", StringComparison.Ordinal) || Features.Contains("dynamic-import");

    /// <summary>Harness files in the order in which they run.</summary>
    public IEnumerable<string> Harness => [.. (string[])["assert.js", "sta.js"], .. IsAsync ? (string[])["doneprintHandle.js"] : [], .. Includes];

    public static TestFile Read(string path, string text)
    {
        Match matter = FrontMatter().Match(text);
        string yaml = matter.Success ? matter.Groups["yaml"].Value.ReplaceLineEndings("\n") : "";
        Match negative = Negative().Match(yaml);
        return new TestFile(path, text, List(yaml, "flags"), List(yaml, "includes"), List(yaml, "features"), negative.Success ? negative.Groups["type"].Value : null);
    }

    private static string[] List(string yaml, string key)
    {
        const StringSplitOptions Clean = StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;
        Match inline = Regex.Match(yaml, $@"^ *{key}: *\[([^\]]*)\]", RegexOptions.Multiline, TimeSpan.FromSeconds(5));
        if (inline.Success)
        {
            return inline.Groups[1].Value.Split([',', '\n'], Clean);
        }

        Match block = Regex.Match(yaml, $@"^ *{key}: *\n((?: +- .*\n?)+)", RegexOptions.Multiline, TimeSpan.FromSeconds(5));
        return block.Success ? block.Groups[1].Value.Split('\n', Clean).Select(line => line.TrimStart('-', ' ')).ToArray() : [];
    }

    [GeneratedRegex(@"/\*---(?<yaml>.*?)---\*/", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex FrontMatter();

    [GeneratedRegex(@"^negative: *\n( .*\n)*? +type: *(?<type>\w+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Negative();
}
