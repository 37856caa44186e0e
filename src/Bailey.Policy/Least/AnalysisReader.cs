using System.Globalization;

namespace Bailey.Policy;

/// <summary>Reads the needs of a program from the compile worker's analysis. The worker has read guest text: nothing in it is trusted.</summary>
internal sealed class AnalysisReader(FindingList findings)
{
    // More needs than any program has; the rest would only hide the first.
    private const int MostNeeds = 10_000;

    private static readonly JsonPath Path = JsonPath.Root.Member("needs");

    private readonly List<PolicyNeed> _needs = [];

    /// <summary>Members of <c>needs</c> that list the packages which use something.</summary>
    private static readonly (string Member, RefusalKind Kind)[] PackageLists =
    [
        ("clock", RefusalKind.Clock), ("random", RefusalKind.Random), ("dynamicCode", RefusalKind.DynamicCode), ("wasm", RefusalKind.Wasm),
        ("children", RefusalKind.Child), ("nativeAddons", RefusalKind.Native),
    ];

    public static List<PolicyNeed> Read(string json, FindingList findings)
    {
        var reader = new AnalysisReader(findings);
        if (JsonTree.Parse(json, findings) is not { } analysis)
        {
            return [];
        }

        if (analysis.Find("needs") is not { Kind: JsonKind.Object } needs)
        {
            findings.Error(Path, ErrorCodes.Analysis, "the analysis says nothing of needs");
            return [];
        }

        reader.ReadNeeds(needs);
        reader.ReadStdin(analysis, needs);
        if (reader._needs.Count > MostNeeds)
        {
            findings.Error(Path, ErrorCodes.Analysis, $"the analysis has more than {MostNeeds} needs");
        }

        return reader._needs;
    }

    private void ReadNeeds(JsonValue needs)
    {
        foreach (var (member, kind) in PackageLists)
        {
            foreach (string package in Texts(needs.Find(member), Path.Member(member)))
            {
                Add(kind, "", package);
            }
        }

        ReadByPackage(needs, "env", RefusalKind.Env);
        ReadByPackage(needs, "network", RefusalKind.Egress);
        string[] reads = [.. Texts(needs.Find("readsFiles"), Path.Member("readsFiles"))];
        string[] writes = [.. Texts(needs.Find("writesFiles"), Path.Member("writesFiles"))];
        Array.ForEach(reads, path => Add(RefusalKind.FileRead, path, ""));
        Array.ForEach(writes, path => Add(RefusalKind.FileWrite, path, ""));
        if (reads.Length + writes.Length == 0 && Texts(needs.Find("builtins"), Path.Member("builtins")).Any(static module => module is "fs" or "fs/promises"))
        {
            Add(RefusalKind.FileRead, "", "");
        }

        foreach (JsonValue place in Items(needs.Find("dynamicRequires"), Path.Member("dynamicRequires")))
        {
            if (place.Find("path") is { Kind: JsonKind.Text } path && place.Find("line") is { Kind: JsonKind.Number } line)
            {
                _needs.Add(new PolicyNeed(RefusalKind.Package, "", "", string.Create(CultureInfo.InvariantCulture, $"{path.Text}:{line.Text}")));
            }
        }
    }

    private void ReadByPackage(JsonValue needs, string member, RefusalKind kind)
    {
        JsonPath place = Path.Member(member);
        if (needs.Find(member) is not { } value)
        {
            return;
        }

        if (value.Kind != JsonKind.Object)
        {
            findings.Error(place, ErrorCodes.Analysis, $"this is {value.Article}, expected an object of lists");
        }

        foreach (var (package, names) in value.Members)
        {
            foreach (string name in Texts(names, place.Member(package)))
            {
                Add(kind, name, package);
            }
        }
    }

    // The analysis does not list the standard input: the program's globals and the packages' policy do.
    private void ReadStdin(JsonValue analysis, JsonValue needs)
    {
        if (Texts(needs.Find("rootGlobals"), Path.Member("rootGlobals")).Any(static path => path == "process.stdin" || path.StartsWith("process.stdin.", StringComparison.Ordinal)))
        {
            Add(RefusalKind.Stdin, "", LavaMoatPolicy.RootPackage);
        }

        if (analysis.Find("json") is { Kind: JsonKind.Text } text && LavaMoatPolicy.Read(text.Text).Policy is { } policy)
        {
            _needs.AddRange(PolicyNeeds.Of(policy).Where(static need => need.Kind == RefusalKind.Stdin));
        }
    }

    private void Add(RefusalKind kind, string subject, string package) => _needs.Add(new PolicyNeed(kind, subject, package));

    private IEnumerable<string> Texts(JsonValue? list, JsonPath place)
    {
        foreach (JsonValue item in Items(list, place))
        {
            if (item.Kind == JsonKind.Text)
            {
                yield return item.Text;
            }
            else
            {
                findings.Error(place, ErrorCodes.Analysis, $"the list holds {item.Article}, expected texts");
            }
        }
    }

    private List<JsonValue> Items(JsonValue? list, JsonPath place)
    {
        if (list is null or { Kind: JsonKind.Array })
        {
            return list?.Items ?? [];
        }

        findings.Error(place, ErrorCodes.Analysis, $"this is {list.Article}, expected a list");
        return [];
    }
}
