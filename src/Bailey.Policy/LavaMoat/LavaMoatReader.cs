namespace Bailey.Policy;

/// <summary>Reads LavaMoat's policy and override files.</summary>
/// <remarks>
/// Source: https://github.com/LavaMoat/LavaMoat/blob/main/packages/types/src/policy-schema/lavamoat-policy.v0-0-1.schema.ts.
/// LavaMoat validates nothing; here every member is checked, and what LavaMoat would ignore or throw on at run time is a finding.
/// </remarks>
internal static partial class LavaMoatReader
{
    public static PolicyReading<LavaMoatPolicy> Read(string text)
    {
        var findings = new FindingList();
        JsonValue? file = JsonTree.Parse(text, findings);
        LavaMoatPolicy? policy = file is null ? null : ReadFile(file, findings);
        return findings.Close(policy);
    }

    private static LavaMoatPolicy? ReadFile(JsonValue file, FindingList findings)
    {
        JsonPath root = JsonPath.Root;
        if (JsonShape.Object(file, root, findings, "resources", "resolutions", "root", "include", "debugInfo") is null)
        {
            return null;
        }

        if (file.Find("debugInfo") is not null)
        {
            findings.Warning(root.Member("debugInfo"), ErrorCodes.NotCarriedOut, "this is the debug form of a policy; debugInfo is dropped");
        }

        return new LavaMoatPolicy
        {
            Resources = ReadResources(file.Find("resources"), root.Member("resources"), findings),
            Resolutions = file.Find("resolutions") is { } resolutions
                ? ReadResolutions(resolutions, root.Member("resolutions"), findings) : null,
            Root = file.Find("root") is { } rootValue ? ReadRoot(rootValue, root.Member("root"), findings) : null,
            Include = file.Find("include") is { } include ? ReadInclude(include, root.Member("include"), findings) : null,
        };
    }

    private static Dictionary<string, ResourcePolicy> ReadResources(JsonValue? value, JsonPath path, FindingList findings)
    {
        var resources = new Dictionary<string, ResourcePolicy>(StringComparer.Ordinal);
        // An override may have no resources at all.
        foreach (var (name, member) in value is null ? [] : JsonShape.Map(value, path, findings)?.Members ?? [])
        {
            JsonPath place = path.Member(name);
            PolicyPath.CheckCanonicalName(name, place, findings);
            if (ReadResource(member, place, findings) is { } resource)
            {
                resources.Add(name, resource);
            }
        }

        return resources;
    }

    private static Dictionary<string, IReadOnlyDictionary<string, string>> ReadResolutions(
        JsonValue value, JsonPath path, FindingList findings)
    {
        var resolutions = new Dictionary<string, IReadOnlyDictionary<string, string>>(StringComparer.Ordinal);
        foreach (var (name, member) in JsonShape.Map(value, path, findings)?.Members ?? [])
        {
            JsonPath place = path.Member(name);
            var paths = new Dictionary<string, string>(StringComparer.Ordinal);
            PolicyPath.CheckCanonicalName(name, place, findings);
            foreach (var (from, to) in JsonShape.Map(member, place, findings)?.Members ?? [])
            {
                if (JsonShape.Text(to, place.Member(from), findings) is string target)
                {
                    paths.Add(from, target);
                }
            }

            resolutions.Add(name, paths);
        }

        return resolutions;
    }

    private static RootPolicy? ReadRoot(JsonValue value, JsonPath path, FindingList findings)
    {
        if (JsonShape.Object(value, path, findings, "usePolicy") is null)
        {
            return null;
        }

        JsonPath place = path.Member("usePolicy");
        string? name = value.Find("usePolicy") is { } used ? JsonShape.Text(used, place, findings) : null;
        if (name is not null)
        {
            PolicyPath.CheckCanonicalName(name, place, findings);
        }

        return new RootPolicy(name);
    }

    private static List<IncludedModule> ReadInclude(JsonValue value, JsonPath path, FindingList findings)
    {
        var include = new List<IncludedModule>();
        foreach (JsonValue item in JsonShape.List(value, path, findings) ?? [])
        {
            JsonPath place = path.Item(include.Count);
            include.Add(item.Kind == JsonKind.Text
                ? new IncludedModule(item.Text, Entry: null)
                : ReadIncluded(item, place, findings));
            PolicyPath.CheckCanonicalName(include[^1].Name, place, findings);
        }

        return include;
    }

    private static IncludedModule ReadIncluded(JsonValue item, JsonPath place, FindingList findings)
    {
        if (JsonShape.Object(item, place, findings, "name", "entry") is null)
        {
            return new IncludedModule("?", Entry: null);
        }

        string? name = Required(item, "name", place, findings);
        return new IncludedModule(name ?? "?", Required(item, "entry", place, findings) ?? "?");
    }

    private static string? Required(JsonValue item, string name, JsonPath path, FindingList findings)
    {
        if (item.Find(name) is { } member)
        {
            return JsonShape.Text(member, path.Member(name), findings);
        }

        findings.Error(path, ErrorCodes.MissingField, $"\"{name}\" is missing", $"add \"{name}\"");
        return null;
    }
}
