namespace Bailey.Policy;

internal static partial class LavaMoatReader
{
    private static ResourcePolicy? ReadResource(JsonValue value, JsonPath path, FindingList findings)
    {
        if (JsonShape.Object(value, path, findings, "globals", "builtin", "packages", "native", "meta", "env") is null)
        {
            return null;
        }

        return new ResourcePolicy
        {
            Globals = value.Find("globals") is { } globals ? ReadGlobals(globals, path.Member("globals"), findings) : null,
            Builtin = value.Find("builtin") is { } builtin ? ReadBuiltin(builtin, path.Member("builtin"), findings) : null,
            Packages = value.Find("packages") is { } packages ? ReadPackages(packages, path.Member("packages"), findings) : null,
            Native = value.Find("native") is { } native ? ReadNative(native, path.Member("native"), findings) : null,
            Meta = value.Find("meta") is { } meta ? ReadMeta(meta, path.Member("meta"), findings) : null,
            Env = value.Find("env") is { } env ? ReadEnv(env, path.Member("env"), findings) : null,
        };
    }

    private static GlobalGrants ReadGlobals(JsonValue value, JsonPath path, FindingList findings)
    {
        var entries = new Dictionary<string, GlobalGrant>(StringComparer.Ordinal);
        foreach (var (name, member) in JsonShape.Map(value, path, findings)?.Members ?? [])
        {
            JsonPath place = path.Member(name);
            bool isPath = PolicyPath.Check(name, place, findings);
            if (ReadGrant(member, place, findings) is { } grant && isPath)
            {
                entries.Add(name, grant);
                if (grant is GlobalGrant.Write or GlobalGrant.Redefine && name.Contains('.', StringComparison.Ordinal))
                {
                    findings.Warning(place, ErrorCodes.DottedWrite, $"{GuestText.Quoted(name)} is a member; it can be granted for reading only");
                }
            }
        }

        WarnOfBans(DeepestPath.BansWithoutEffect(entries, static grant => grant != GlobalGrant.Banned), path, findings);

        return new GlobalGrants(entries);
    }

    private static GlobalGrant? ReadGrant(JsonValue value, JsonPath place, FindingList findings)
    {
        switch (value.Kind)
        {
            case JsonKind.True:
                return GlobalGrant.Read;
            case JsonKind.False:
                return GlobalGrant.Banned;
            case JsonKind.Text when value.Text is "read":
                return GlobalGrant.ReadWord;
            case JsonKind.Text when value.Text is "write":
                return GlobalGrant.Write;
            case JsonKind.Text when value.Text is "redefine":
                return GlobalGrant.Redefine;
            default:
                findings.Error(
                    place,
                    ErrorCodes.UnknownGrantValue,
                    $"{(value.Kind == JsonKind.Text ? GuestText.Quoted(value.Text) : value.Article)} is not a grant of a global",
                    "write true, false, \"write\" or \"redefine\"");
                return null;
        }
    }

    private static BuiltinGrants ReadBuiltin(JsonValue value, JsonPath path, FindingList findings)
    {
        var entries = new Dictionary<string, bool>(StringComparer.Ordinal);
        foreach (var (name, member) in JsonShape.Map(value, path, findings)?.Members ?? [])
        {
            bool isPath = PolicyPath.Check(name, path.Member(name), findings);
            if (ReadFlag(member, path.Member(name), findings) is { } allowed && isPath)
            {
                entries.Add(name, allowed);
            }
        }

        WarnOfBans(DeepestPath.BansWithoutEffect(entries, static allowed => allowed), path, findings);

        return new BuiltinGrants(entries);
    }

    private static Dictionary<string, bool> ReadPackages(JsonValue value, JsonPath path, FindingList findings)
    {
        var packages = new Dictionary<string, bool>(StringComparer.Ordinal);
        foreach (var (name, member) in JsonShape.Map(value, path, findings)?.Members ?? [])
        {
            PolicyPath.CheckCanonicalName(name, path.Member(name), findings);
            if (ReadFlag(member, path.Member(name), findings) is { } allowed)
            {
                packages.Add(name, allowed);
            }
        }

        return packages;
    }

    private static bool? ReadFlag(JsonValue value, JsonPath place, FindingList findings)
    {
        if (value.Kind is JsonKind.True or JsonKind.False)
        {
            return value.Kind == JsonKind.True;
        }

        findings.Error(place, ErrorCodes.UnknownGrantValue, $"this is {value.Article}; a module is granted or banned", "write true or false");
        return null;
    }

    private static bool? ReadNative(JsonValue value, JsonPath place, FindingList findings)
    {
        bool? native = JsonShape.Boolean(value, place, findings);
        if (native is true)
        {
            findings.Warning(place, ErrorCodes.NotCarriedOut, "native code is never loaded, whatever the policy says");
        }

        return native;
    }

    private static Dictionary<string, MetaValue> ReadMeta(JsonValue value, JsonPath path, FindingList findings)
    {
        var meta = new Dictionary<string, MetaValue>(StringComparer.Ordinal);
        foreach (var (name, member) in JsonShape.Map(value, path, findings)?.Members ?? [])
        {
            bool isList = member.Kind == JsonKind.Array;
            List<JsonValue> items = isList ? member.Items : [member];
            if (items.Find(static item => item.Kind != JsonKind.Text) is { } odd)
            {
                JsonShape.WrongType(odd, "a text or a list of texts", path.Member(name), findings);
            }

            meta.Add(name, new MetaValue([.. items.Select(static item => item.Text)], isList));
        }

        return meta;
    }

    private static string? ReadEnv(JsonValue value, JsonPath place, FindingList findings)
    {
        if (value is { Kind: JsonKind.Text, Text: "unfrozen" })
        {
            findings.Warning(place, ErrorCodes.NotCarriedOut, "the package runs in the frozen realm all the same");
            return value.Text;
        }

        findings.Error(place, ErrorCodes.UnknownWord, "env is not \"unfrozen\"", "remove it");
        return null;
    }

    private static void WarnOfBans(IEnumerable<string> names, JsonPath path, FindingList findings)
    {
        foreach (string name in names)
        {
            findings.Warning(
                path.Member(name),
                ErrorCodes.BanWithoutEffect,
                $"{GuestText.Quoted(name)} stays reachable: a parent of it is allowed whole");
        }
    }
}
