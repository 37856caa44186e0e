using System.Globalization;
using System.Text;

namespace Bailey.Policy;

/// <summary>
/// Prints bailey.json canonically: fields in the order of the manual, two spaces, one grant per line, a newline at the end.
/// </summary>
internal sealed class BaileyWriter
{
    private readonly List<(string Name, string Json)> _fields = [("bailey", "1")];

    public static string Write(BaileyPolicy policy)
    {
        var writer = new BaileyWriter();
        writer.AddAll(policy);
        return Block(writer._fields, "") + "\n";
    }

    private void AddAll(BaileyPolicy policy)
    {
        Add("entry", policy.Entry is null ? null : Text(policy.Entry));
        Add("files", List(policy.Files.Select(FileLine)));
        Add("egress", List(policy.Egress.Select(EgressLine)));
        Add("env", Map(policy.Env, Variable));
        Add("stdin", policy.Stdin ? "true" : null);
        Add("host", policy.Host.Count == 0 ? null : $"[{string.Join(", ", policy.Host.Select(Text))}]");
        Add("limits", Limits(policy.Limits));
        Add("clock", policy.Clock is null ? null : Clock(policy.Clock));
        Add("random", policy.Random is null ? null : Random(policy.Random));
        Add("identity", Clause(policy.Identity, static value => Text(Words.Of(Words.Identity, value))));
        Add("dynamicCode", Clause(policy.DynamicCode, static value => Text(Words.Of(Words.DynamicCode, value))));
        Add("children", Clause(policy.Children, Number));
        Add("display", Clause(policy.Display, static value => Text(Words.Of(Words.Display, value))));
        Add("wasm", Clause(policy.Wasm, static value => Text(Words.Of(Words.Wasm, value))));
        Add("frame", policy.Frame is null ? null : Frame(policy.Frame));
        Add("packages", Map(policy.Packages, Narrowing));
    }

    private void Add(string name, string? json)
    {
        if (json is not null)
        {
            _fields.Add((name, json));
        }
    }

    private static string FileLine(FileGrant grant) => Line(
        ("path", Text(grant.Path)),
        ("source", grant.Source is null ? null : Text(grant.Source)),
        ("access", Text(Words.Of(Words.Access, grant.Access))),
        ("maxBytes", grant.MaxBytes is { } size ? Text(size.ToString()) : null),
        ("required", Flag(grant.Required)));

    private static string EgressLine(EgressGrant grant) => Line(
        ("origin", Text(grant.Origin)),
        ("methods", $"[{string.Join(", ", grant.Methods.Select(Text))}]"),
        ("credential", grant.Credential is null ? null : Text(grant.Credential)),
        ("integrity", grant.Integrity is null ? null : Text(grant.Integrity)),
        ("privateAddresses", Flag(grant.PrivateAddresses)),
        ("maxBytes", grant.MaxBytes is { } size ? Text(size.ToString()) : null),
        ("required", Flag(grant.Required)));

    private static string Variable(EnvGrant grant) => grant.Value is { } value
        ? Text(value)
        : Line(
            ("from", "\"host\""),
            ("name", grant.HostName is null ? null : Text(grant.HostName)),
            ("required", Flag(grant.Required)));

    private static string? Limits(GuestLimits limits)
    {
        var fields = new (string Name, string? Json)[]
        {
            ("memory", Clause(limits.Memory, static size => Text(size.ToString()))),
            ("cpu", Clause(limits.Cpu, static time => Text(DurationText.Format(time)))),
            ("wall", Clause(limits.Wall, static time => Text(DurationText.Format(time)))),
            ("output", Clause(limits.Output, static size => Text(size.ToString()))),
            ("openFiles", Clause(limits.OpenFiles, Number)),
            ("timers", Clause(limits.Timers, Number)),
        };
        return Array.TrueForAll(fields, static field => field.Json is null) ? null : Line(fields);
    }

    private static string Clock(ClockGrant clock) => clock is { Resolution: null, Required: false }
        ? Text(Words.Of(Words.Clock, clock.Mode))
        : Line(
            ("value", Text(Words.Of(Words.Clock, clock.Mode))),
            ("resolution", clock.Resolution is { } resolution ? Text(DurationText.Format(resolution)) : null),
            ("required", Flag(clock.Required)));

    private static string Random(RandomGrant random) => random is { Seed: null, Required: false }
        ? Text(Words.Of(Words.Random, random.Mode))
        : Line(
            ("value", Text(Words.Of(Words.Random, random.Mode))),
            ("seed", random.Seed is { } seed ? Number(seed) : null),
            ("required", Flag(random.Required)));

    // The grade always, so that the section is never empty; the rest where it differs from its default.
    private static string Frame(FramePolicy frame)
    {
        FramePolicy defaults = FramePolicy.Defaults;
        return Line(
            ("grade", Text(Words.Of(Words.Grade, frame.Grade))),
            ("entry", frame.Entry == defaults.Entry ? null : Text(frame.Entry)),
            ("permissions", frame.Permissions.Count == 0 ? null : $"[{string.Join(", ", frame.Permissions.Select(Text))}]"),
            ("forms", Stated(frame.Forms, defaults.Forms)),
            ("downloads", Stated(frame.Downloads, defaults.Downloads)),
            ("modals", Stated(frame.Modals, defaults.Modals)),
            ("workers", Stated(frame.Workers, defaults.Workers)),
            ("storage", Stated(frame.Storage, defaults.Storage)),
            ("inline", Stated(frame.Inline, defaults.Inline)),
            ("eval", Stated(frame.Eval, defaults.Eval)),
            ("wasm", Stated(frame.Wasm, defaults.Wasm)));
    }

    private static string? Stated(bool value, bool otherwise) => value == otherwise ? null : value ? "true" : "false";

    private static string Narrowing(PackageNarrowing narrowing) => Line(
        ("files", narrowing.Files is null ? null : $"[{string.Join(", ", narrowing.Files.Select(static file =>
            Line(("path", Text(file.Path)), ("access", Text(Words.Of(Words.Access, file.Access))))))}]"),
        ("egress", narrowing.Egress is null ? null : $"[{string.Join(", ", narrowing.Egress.Select(static egress =>
            Line(("origin", Text(egress.Origin)), ("methods", $"[{string.Join(", ", egress.Methods.Select(Text))}]"))))}]"),
        ("env", narrowing.Env is null ? null : $"[{string.Join(", ", narrowing.Env.Select(Text))}]"),
        ("exports", narrowing.Exports is { } exports ? Text(Words.Of(Words.Exports, exports)) : null),
        ("required", Flag(narrowing.Required)));

    private static string? Clause<T>(Clause<T>? clause, Func<T, string> print)
        where T : struct => clause switch
        {
            null => null,
            { Required: false } plain => print(plain.Value),
            { } required => Line(("value", print(required.Value)), ("required", "true")),
        };

    private static string? Flag(bool value) => value ? "true" : null;

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Text(string text)
    {
        var json = new StringBuilder(text.Length + 2);
        JsonText.AppendString(json, text);
        return json.ToString();
    }

    private static string Line(params ReadOnlySpan<(string Name, string? Json)> fields)
    {
        var present = new List<string>();
        foreach (var (name, json) in fields)
        {
            if (json is not null)
            {
                present.Add($"\"{name}\": {json}");
            }
        }

        return $"{{ {string.Join(", ", present)} }}";
    }

    private static string? List(IEnumerable<string> lines)
    {
        string body = string.Join(",\n", lines.Select(static line => $"    {line}"));
        return body.Length == 0 ? null : $"[\n{body}\n  ]";
    }

    private static string? Map<T>(IReadOnlyDictionary<string, T> entries, Func<T, string> print) => entries.Count == 0
        ? null
        : Block([.. entries.OrderBy(static entry => entry.Key, StringComparer.Ordinal).Select(entry => (entry.Key, print(entry.Value)))], "  ");

    private static string Block(List<(string Name, string Json)> fields, string indent) =>
        $"{{\n{string.Join(",\n", fields.Select(field => $"{indent}  {Text(field.Name)}: {field.Json}"))}\n{indent}}}";
}
