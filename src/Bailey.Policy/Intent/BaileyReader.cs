using System.Globalization;

namespace Bailey.Policy;

/// <summary>Reads bailey.json: shapes here, meaning in the validators. Everything that is wrong is reported at once.</summary>
internal static partial class BaileyReader
{
    private static readonly string[] Fields =
    [
        "bailey", "entry", "files", "egress", "env", "stdin", "host", "limits", "clock", "random", "identity", "dynamicCode", "children", "display", "wasm",
        "frame", "packages",
    ];

    public static PolicyReading<BaileyPolicy> Read(string text)
    {
        var findings = new FindingList();
        if (JsonTree.Parse(text, findings) is not { } file
            || JsonShape.Map(file, JsonPath.Root, findings) is null
            || !CheckVersion(file, findings))
        {
            return findings.Close<BaileyPolicy>(policy: null);
        }

        BaileyPolicy policy = ReadFile(file, findings);
        PolicyValidation.Validate(policy, findings);
        return findings.Close(policy);
    }

    // A newer file may have fields that this release would call unknown, so nothing else is said about it.
    private static bool CheckVersion(JsonValue file, FindingList findings)
    {
        JsonPath path = JsonPath.Root.Member("bailey");
        if (file.Find("bailey") is not { } value)
        {
            findings.Error(path, ErrorCodes.Version, "the file does not say which version of the format it is");
            return true;
        }

        int? version = JsonShape.Count(value, path, findings);
        if (version > BaileyPolicy.FormatVersion)
        {
            string release = typeof(BaileyReader).Assembly.GetName().Version?.ToString(3) ?? "?";
            findings.Error(
                path,
                ErrorCodes.Version,
                string.Create(CultureInfo.InvariantCulture, $"the file has version {version}; Bailey {release} reads version {BaileyPolicy.FormatVersion}"),
                string.Create(CultureInfo.InvariantCulture, $"use a release of Bailey later than {release}, one that reads version {version}"));
            return false;
        }

        if (version < BaileyPolicy.FormatVersion)
        {
            findings.Error(path, ErrorCodes.Version, "there is no version 0");
        }

        return true;
    }

    private static BaileyPolicy ReadFile(JsonValue file, FindingList findings)
    {
        JsonPath root = JsonPath.Root;
        JsonShape.Object(file, root, findings, Fields);
        return new BaileyPolicy
        {
            Entry = Section(file, "entry", findings, JsonShape.Text),
            Files = Section(file, "files", findings, ReadFiles) ?? [],
            Egress = Section(file, "egress", findings, ReadEgress) ?? [],
            Env = Section(file, "env", findings, ReadEnv) ?? BaileyPolicy.Empty.Env,
            Stdin = file.Find("stdin") is { } stdin && JsonShape.Boolean(stdin, root.Member("stdin"), findings) is true,
            Host = Section(file, "host", findings, ReadHost) ?? [],
            Limits = Section(file, "limits", findings, ReadLimits) ?? GuestLimits.Defaults,
            Clock = Section(file, "clock", findings, ReadClock),
            Random = Section(file, "random", findings, ReadRandom),
            Identity = ClauseOf(file, "identity", root, findings, Word(Words.Identity)),
            DynamicCode = ClauseOf(file, "dynamicCode", root, findings, Word(Words.DynamicCode)),
            Children = ClauseOf(file, "children", root, findings, JsonShape.Count),
            Display = ClauseOf(file, "display", root, findings, Word(Words.Display)),
            Wasm = ClauseOf(file, "wasm", root, findings, ReadWasm),
            Frame = Section(file, "frame", findings, ReadFrame),
            Packages = Section(file, "packages", findings, ReadPackages) ?? BaileyPolicy.Empty.Packages,
        };
    }

    private delegate T? Reading<T>(JsonValue value, JsonPath path, FindingList findings);

    private static T? Section<T>(JsonValue file, string name, FindingList findings, Reading<T> read)
        where T : class => file.Find(name) is { } value ? read(value, JsonPath.Root.Member(name), findings) : null;

    /// <summary>A value that may stand alone or as <c>{ "value": …, "required": true }</c>.</summary>
    private static Clause<T>? ClauseOf<T>(JsonValue parent, string name, JsonPath path, FindingList findings, Reading<T?> read)
        where T : struct
    {
        if (parent.Find(name) is not { } value)
        {
            return null;
        }

        JsonPath place = path.Member(name);
        if (value.Kind != JsonKind.Object)
        {
            return read(value, place, findings) is { } plain ? new Clause<T>(plain) : null;
        }

        JsonShape.Object(value, place, findings, "value", "required");
        return Needed(value, "value", place, findings) is { } inner && read(inner, place.Member("value"), findings) is { } stated
            ? new Clause<T>(stated, Required(value, place, findings))
            : null;
    }

    private static bool Required(JsonValue value, JsonPath path, FindingList findings) =>
        value.Find("required") is { } required && JsonShape.Boolean(required, path.Member("required"), findings) is true;

    private static JsonValue? Needed(JsonValue value, string name, JsonPath path, FindingList findings)
    {
        JsonValue? member = value.Find(name);
        if (member is null)
        {
            findings.Error(path, ErrorCodes.MissingField, $"\"{name}\" is missing", $"add \"{name}\"");
        }

        return member;
    }

    private static Reading<T?> Word<T>((string Word, T Value)[] words)
        where T : struct => (value, path, findings) => WordOf(words, value, path, findings);

    private static T? WordOf<T>((string Word, T Value)[] words, JsonValue value, JsonPath path, FindingList findings)
        where T : struct
    {
        if (JsonShape.Text(value, path, findings) is not string text)
        {
            return null;
        }

        foreach (var (word, meaning) in words)
        {
            if (word == text)
            {
                return meaning;
            }
        }

        string all = string.Join(", ", words.Select(static row => $"\"{row.Word}\""));
        string? nearest = NearestName.Of(text, words.Select(static row => row.Word));
        findings.Error(
            path,
            ErrorCodes.UnknownWord,
            $"{GuestText.Quoted(text)} is not one of {all}",
            nearest is null ? $"write one of {all}" : $"write \"{nearest}\"");
        return null;
    }

    // An empty clause is an editing accident: it reads like a grant and grants nothing.
    private static void NotEmpty(int count, JsonPath path, FindingList findings)
    {
        if (count == 0)
        {
            findings.Error(path, ErrorCodes.EmptyClause, "the clause is empty");
        }
    }
}
