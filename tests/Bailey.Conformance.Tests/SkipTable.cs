using System.Text.RegularExpressions;

namespace Bailey.Conformance.Tests;

/// <summary>What is not run, with the reason, one row each.</summary>
internal static class SkipTable
{
    private static readonly (Func<TestFile, bool> Applies, string Reason)[] Rows =
    [
        (Flag("noStrict"), "flag noStrict: guests run in strict mode only"),
        (Flag("raw"), "flag raw: the text must run without the harness and without a mode, which a compartment does not have"),
        (Flag("CanBlockIsFalse"), "flag CanBlockIsFalse: an agent that may not block; there are no agents"),
        (Feature("tail-call-optimization"), "tail-call-optimization: turned off, as in Node: endless recursion must end with an error"),
        (Feature("decorators"), "decorators: not in ES2025, and the engine lacks it"),
        (Feature("source-phase-imports"), "source-phase-imports: not in ES2025, and the engine lacks it"),
        (Feature("source-phase-imports-module-source"), "source-phase-imports-module-source: not in ES2025, and the engine lacks it"),
        (Feature("import-defer"), "import-defer: not in ES2025, and the engine lacks it"),
        (Feature("import-text"), "import-text: not in ES2025, and the engine lacks it"),
        (Feature("import-bytes"), "import-bytes: not in ES2025, and the engine lacks it"),
        (Feature("explicit-resource-management"), "explicit-resource-management: not in ES2025, and the engine lacks it"),
        (Feature("module-expressions"), "module-expressions: not in ES2025, and the engine lacks it"),
        (Feature("immutable-arraybuffer"), "immutable-arraybuffer: not in ES2025, and the engine lacks it"),
        (Feature("IsHTMLDDA"), "IsHTMLDDA: an object of browsers that guests do not have"),
        (Text(@"\$262\.createRealm"), "$262.createRealm: a guest has one set of intrinsics and no way to a second"),
        (Text(@"\$262\.evalScript"), "$262.evalScript: the host's hook for further scripts is not handed into a compartment"),
        (Text(@"\$262\.AbstractModuleSource"), "$262.AbstractModuleSource: belongs to source-phase-imports"),
        (Text(@"\$262\.agent"), "$262.agent: there are no agents"),
    ];

    /// <summary>Why a test is not run, or null.</summary>
    public static string? ReasonFor(TestFile file) => Rows.FirstOrDefault(row => row.Applies(file)).Reason;

    private static Func<TestFile, bool> Flag(string name) => file => file.Flags.Contains(name);

    private static Func<TestFile, bool> Feature(string name) => file => file.Features.Contains(name);

    private static Func<TestFile, bool> Text(string pattern)
    {
        var regex = new Regex(pattern, RegexOptions.None, TimeSpan.FromSeconds(5));
        return file => regex.IsMatch(file.Text);
    }
}
