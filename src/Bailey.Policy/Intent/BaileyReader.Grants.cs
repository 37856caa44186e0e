namespace Bailey.Policy;

internal static partial class BaileyReader
{
    private static List<FileGrant> ReadFiles(JsonValue value, JsonPath path, FindingList findings)
    {
        var files = new List<FileGrant>();
        List<JsonValue>? items = JsonShape.List(value, path, findings);
        NotEmpty(items?.Count ?? 1, path, findings);
        for (int i = 0; i < items?.Count; i++)
        {
            if (ReadFileGrant(items[i], path.Item(i), findings) is { } grant)
            {
                files.Add(grant);
            }
        }

        return files;
    }

    private static FileGrant? ReadFileGrant(JsonValue item, JsonPath path, FindingList findings)
    {
        if (JsonShape.Object(item, path, findings, "path", "source", "access", "maxBytes", "required") is null)
        {
            return null;
        }

        string? guest = NeededText(item, "path", path, findings);
        FileGrantAccess? access = Needed(item, "access", path, findings) is { } word
            ? WordOf(Words.Access, word, path.Member("access"), findings) : null;
        string? source = item.Find("source") is { } text ? JsonShape.Text(text, path.Member("source"), findings) : null;
        ByteSize? maxBytes = item.Find("maxBytes") is { } size ? ReadSize(size, path.Member("maxBytes"), findings) : null;
        bool required = Required(item, path, findings);
        return guest is null || access is null ? null : new FileGrant(guest, access.Value, source, maxBytes, required);
    }

    private static List<EgressGrant> ReadEgress(JsonValue value, JsonPath path, FindingList findings)
    {
        var egress = new List<EgressGrant>();
        List<JsonValue>? items = JsonShape.List(value, path, findings);
        NotEmpty(items?.Count ?? 1, path, findings);
        for (int i = 0; i < items?.Count; i++)
        {
            if (ReadEgressGrant(items[i], path.Item(i), findings) is { } grant)
            {
                egress.Add(grant);
            }
        }

        return egress;
    }

    private static EgressGrant? ReadEgressGrant(JsonValue item, JsonPath path, FindingList findings)
    {
        if (JsonShape.Object(item, path, findings, "origin", "methods", "credential", "integrity", "privateAddresses", "maxBytes", "required") is null)
        {
            return null;
        }

        string? origin = NeededText(item, "origin", path, findings);
        List<string> methods = Needed(item, "methods", path, findings) is { } list ? ReadTexts(list, path.Member("methods"), findings) : [];
        string? credential = item.Find("credential") is { } secret ? JsonShape.Text(secret, path.Member("credential"), findings) : null;
        string? integrity = item.Find("integrity") is { } hash ? JsonShape.Text(hash, path.Member("integrity"), findings) : null;
        bool isPrivate = item.Find("privateAddresses") is { } flag
            && JsonShape.Boolean(flag, path.Member("privateAddresses"), findings) is true;
        ByteSize? maxBytes = item.Find("maxBytes") is { } size ? ReadSize(size, path.Member("maxBytes"), findings) : null;
        bool required = Required(item, path, findings);
        return origin is null ? null : new EgressGrant(origin, methods, credential, integrity, isPrivate, required, maxBytes);
    }

    private static Dictionary<string, EnvGrant> ReadEnv(JsonValue value, JsonPath path, FindingList findings)
    {
        var env = new Dictionary<string, EnvGrant>(StringComparer.Ordinal);
        List<KeyValuePair<string, JsonValue>>? members = JsonShape.Map(value, path, findings)?.Members;
        NotEmpty(members?.Count ?? 1, path, findings);
        foreach (var (name, member) in members ?? [])
        {
            if (ReadVariable(member, path.Member(name), findings) is { } grant)
            {
                env.Add(name, grant);
            }
        }

        return env;
    }

    private static EnvGrant? ReadVariable(JsonValue value, JsonPath path, FindingList findings)
    {
        if (value.Kind == JsonKind.Text)
        {
            return EnvGrant.Literal(value.Text);
        }

        if (value.Kind != JsonKind.Object)
        {
            JsonShape.WrongType(value, "a text, or { \"from\": \"host\" }", path, findings);
            return null;
        }

        JsonShape.Object(value, path, findings, "from", "name", "required");
        if (Needed(value, "from", path, findings) is { } from)
        {
            WordOf([("host", true)], from, path.Member("from"), findings);
        }

        string? hostName = value.Find("name") is { } name ? JsonShape.Text(name, path.Member("name"), findings) : null;
        return new EnvGrant(Value: null, hostName, Required(value, path, findings));
    }

    private static List<string> ReadHost(JsonValue value, JsonPath path, FindingList findings)
    {
        List<string> names = ReadTexts(value, path, findings);
        NotEmpty(value.Kind == JsonKind.Array ? value.Items.Count : 1, path, findings);
        return names;
    }

    private static Dictionary<string, PackageNarrowing> ReadPackages(JsonValue value, JsonPath path, FindingList findings)
    {
        var packages = new Dictionary<string, PackageNarrowing>(StringComparer.Ordinal);
        List<KeyValuePair<string, JsonValue>>? members = JsonShape.Map(value, path, findings)?.Members;
        NotEmpty(members?.Count ?? 1, path, findings);
        foreach (var (name, member) in members ?? [])
        {
            JsonPath place = path.Member(name);
            if (JsonShape.Object(member, place, findings, "files", "egress", "env", "exports", "required") is null)
            {
                continue;
            }

            List<NarrowedFile>? files = member.Find("files") is { } list ? ReadNarrowed(list, place.Member("files"), findings) : null;
            List<NarrowedEgress>? egress = member.Find("egress") is { } origins ? ReadNarrowedEgress(origins, place.Member("egress"), findings) : null;
            List<string>? env = member.Find("env") is { } names ? ReadTexts(names, place.Member("env"), findings) : null;
            ExportsMode? exports = member.Find("exports") is { } word ? WordOf(Words.Exports, word, place.Member("exports"), findings) : null;
            packages.Add(name, new PackageNarrowing(files, env, Required(member, place, findings), exports, egress));
        }

        return packages;
    }

    private static List<NarrowedFile> ReadNarrowed(JsonValue value, JsonPath path, FindingList findings)
    {
        var files = new List<NarrowedFile>();
        List<JsonValue> items = JsonShape.List(value, path, findings) ?? [];
        for (int i = 0; i < items.Count; i++)
        {
            JsonPath place = path.Item(i);
            if (JsonShape.Object(items[i], place, findings, "path", "access") is null)
            {
                continue;
            }

            string? guest = NeededText(items[i], "path", place, findings);
            FileGrantAccess? access = Needed(items[i], "access", place, findings) is { } word
                ? WordOf(Words.Access[..2], word, place.Member("access"), findings) : null;
            if (guest is not null && access is not null)
            {
                files.Add(new NarrowedFile(guest, access.Value));
            }
        }

        return files;
    }

    private static List<NarrowedEgress> ReadNarrowedEgress(JsonValue value, JsonPath path, FindingList findings)
    {
        var egress = new List<NarrowedEgress>();
        List<JsonValue> items = JsonShape.List(value, path, findings) ?? [];
        for (int i = 0; i < items.Count; i++)
        {
            JsonPath place = path.Item(i);
            if (JsonShape.Object(items[i], place, findings, "origin", "methods") is null)
            {
                continue;
            }

            string? origin = NeededText(items[i], "origin", place, findings);
            List<string> methods = Needed(items[i], "methods", place, findings) is { } list ? ReadTexts(list, place.Member("methods"), findings) : [];
            if (origin is not null)
            {
                egress.Add(new NarrowedEgress(origin, methods));
            }
        }

        return egress;
    }

    private static string? NeededText(JsonValue value, string name, JsonPath path, FindingList findings) =>
        Needed(value, name, path, findings) is { } member ? JsonShape.Text(member, path.Member(name), findings) : null;

    private static List<string> ReadTexts(JsonValue value, JsonPath path, FindingList findings)
    {
        var texts = new List<string>();
        List<JsonValue> items = JsonShape.List(value, path, findings) ?? [];
        for (int i = 0; i < items.Count; i++)
        {
            if (JsonShape.Text(items[i], path.Item(i), findings) is string text)
            {
                texts.Add(text);
            }
        }

        return texts;
    }
}
