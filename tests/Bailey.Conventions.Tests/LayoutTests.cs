using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Bailey.Conventions.Tests;

/// <summary>What docs/architecture.md says about the layout is so.</summary>
public sealed partial class LayoutTests
{
    /// <summary>Project, and every project that it may reference. Test projects reference what they test.</summary>
    private static readonly Dictionary<string, string[]> MayReference = new(StringComparer.Ordinal)
    {
        ["Bailey.Policy"] = [],
        ["Bailey.Interop"] = [],
        ["Bailey.Protocol"] = [],
        ["Bailey.Realm"] = ["Bailey.Policy", "Bailey.Interop", "Bailey.Protocol"],
        ["Bailey.Sandbox"] = ["Bailey.Policy", "Bailey.Interop"],
        ["Bailey"] = ["Bailey.Policy", "Bailey.Protocol"],
        ["Bailey.Web"] = ["Bailey.Policy", "Bailey.Protocol"],
        ["Bailey.AspNetCore"] = ["Bailey", "Bailey.Web"],
        ["Bailey.Broker"] = ["Bailey.Policy", "Bailey.Protocol", "Bailey.Sandbox", "Bailey.Interop"],
        ["Bailey.Worker"] = ["Bailey.Realm", "Bailey.Protocol", "Bailey.Interop"],
        ["Bailey.Fetcher"] = ["Bailey.Policy", "Bailey.Protocol", "Bailey.Interop"],
        ["Bailey.Tunnel"] = ["Bailey.Policy", "Bailey.Protocol", "Bailey.Interop"],
        ["Bailey.WebHost"] = ["Bailey.Web", "Bailey.Interop"],
        ["Bailey.Serve"] = ["Bailey.AspNetCore"],
        ["Bailey.Assess"] = ["Bailey.Sandbox"],
        ["Bailey.Cli"] = ["Bailey", "Bailey.Policy", "Bailey.Broker"],
    };

    /// <summary>Interop gives .NET types and SafeHandles outwards; nobody else touches memory.</summary>
    [GeneratedRegex(@"\bunsafe\b(?!-)|\[(Library|Dll)Import\b|\bUnmanagedCallersOnly\b|\bAllowUnsafeBlocks\b")]
    private static partial Regex Unsafe { get; }

    [GeneratedRegex(@"//\s*(?:[^\n]*?[ (])?\((\d+)\)")]
    private static partial Regex Step { get; }

    [Fact]
    public void A_project_references_only_those_it_may()
    {
        string[] projects = [.. Sources.Files(["src", "programs"], ".csproj")];
        Assert.All(projects, path =>
        {
            string name = Path.GetFileNameWithoutExtension(path);
            Assert.True(MayReference.ContainsKey(name), $"{name} has no row in {nameof(MayReference)}");
            Assert.Subset(MayReference[name].ToHashSet(StringComparer.Ordinal), References(path).ToHashSet(StringComparer.Ordinal));
        });
        Assert.Equal(MayReference.Count, projects.Length);
    }

    [Fact]
    public void Only_Interop_is_unsafe()
    {
        string[] files = [.. Sources.Files(["src", "programs"], ".cs", ".csproj")];
        Assert.Contains(files, static path => path.StartsWith("src/Bailey.Interop/", StringComparison.Ordinal) && Unsafe.IsMatch(Sources.Text(path)));
        Assert.DoesNotContain(files, static path => !path.StartsWith("src/Bailey.Interop/", StringComparison.Ordinal) && Unsafe.IsMatch(Code(path)));
    }

    [Fact]
    public void Every_step_of_one_run_is_marked_in_the_code_and_no_other()
    {
        string[] told = [.. StepRow.Matches(Sources.Text("docs/architecture.md")).Select(static match => match.Groups[1].Value)];
        Assert.True(told.Length >= 10);
        string[] marked = [.. Sources.Files(["programs", "src/Bailey", "src/Bailey.Realm"], ".cs").SelectMany(static path => Step.Matches(Sources.Text(path)))
            .Select(static match => match.Groups[1].Value).Distinct()];
        Assert.Equal(told.OrderBy(int.Parse), marked.OrderBy(int.Parse));
    }

    [Fact]
    public void Every_decision_is_linked_from_the_architecture()
    {
        string architecture = Sources.Text("docs/architecture.md");
        string[] pages = [.. Sources.Files(["docs/decisions"], ".md").Select(static path => Path.GetFileName(path))];
        Assert.NotEmpty(pages);
        Assert.All(pages, page => Assert.Contains($"](decisions/{page})", architecture, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        string solution = Sources.Text("Bailey.slnx");
        Assert.All(
            Sources.Files(["src", "programs", "tests"], ".csproj"),
            path => Assert.Contains($"\"{path}\"", solution, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"(?m)^\| \((\d+)\) \|")]
    private static partial Regex StepRow { get; }

    private static IEnumerable<string> References(string project) =>
        XDocument.Parse(Sources.Text(project)).Descendants("ProjectReference")
            .Where(static reference => (string?)reference.Attribute("ReferenceOutputAssembly") != "false")
            .Select(static reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value));

    /// <summary>The text without comments: prose may use the words.</summary>
    private static string Code(string path) => string.Join(
        '\n', Sources.Text(path).Split('\n').Where(static line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal)));
}
