namespace Bailey.Policy;

/// <summary>One row per kind of refusal: its word, its code, how it is said, and the line that would allow it.</summary>
internal static class RefusalKinds
{
    private static readonly KindRow[] Rows =
    [
        new(RefusalKind.Package, "package", ErrorCodes.RefusedPackage, "import of package", static (package, subject) => Resource(package, "packages", subject, "true")),
        new(RefusalKind.Builtin, "builtin", ErrorCodes.RefusedBuiltin, "builtin module", static (package, subject) => Resource(package, "builtin", subject, "true")),
        new(RefusalKind.Global, "global", ErrorCodes.RefusedGlobal, "global", static (package, subject) => Resource(package, "globals", subject, "true")),
        new(RefusalKind.GlobalWrite, "global.write", ErrorCodes.RefusedGlobal, "assignment to global", static (package, subject) => Resource(package, "globals", subject, "\"write\"")),
        new(RefusalKind.Native, "native", ErrorCodes.RefusedNative, "native code", static (_, _) => "no policy allows native code"),
        new(RefusalKind.DynamicCode, "dynamicCode", ErrorCodes.RefusedDynamicCode, "dynamic code", static (_, _) => "bailey.json: \"dynamicCode\": \"allow\""),
        new(RefusalKind.Wasm, "wasm", ErrorCodes.RefusedWasm, "WebAssembly", static (_, _) => "no policy of this release allows WebAssembly"),
        new(RefusalKind.Clock, "clock", ErrorCodes.RefusedClock, "clock", static (_, _) => "bailey.json: \"clock\": \"real\""),
        new(RefusalKind.Random, "random", ErrorCodes.RefusedRandom, "random numbers", static (_, _) => "bailey.json: \"random\": \"real\""),
        new(RefusalKind.FileRead, "file.read", ErrorCodes.RefusedRead, "reading file", static (_, subject) => File(subject, "read")),
        new(RefusalKind.FileWrite, "file.write", ErrorCodes.RefusedWrite, "changing file", static (_, subject) => File(subject, "write")),
        new(RefusalKind.Env, "env", ErrorCodes.RefusedVariable, "environment variable", static (_, subject) => $"bailey.json: {JsonPath.Root.Member("env").Member(subject)} = {{ \"from\": \"host\" }}"),
        new(RefusalKind.Stdin, "stdin", ErrorCodes.RefusedStdin, "standard input", static (_, _) => "bailey.json: \"stdin\": true"),
        new(RefusalKind.Host, "host", ErrorCodes.RefusedHost, "use of the host's", static (_, subject) => $"bailey.json: host += {Shown(subject)}"),
        new(RefusalKind.Egress, "egress", ErrorCodes.RefusedEgress, "egress to", static (_, subject) => Egress(subject)),
        new(RefusalKind.Child, "child", ErrorCodes.RefusedChild, "child process", static (_, _) => "no policy of this release allows child processes"),
        new(RefusalKind.Frame, "frame", ErrorCodes.RefusedFrame, "frame", static (_, _) => "no policy of this release allows frames"),
        new(RefusalKind.Limit, "limit", ErrorCodes.LimitReached, "going on beyond limit", static (_, subject) => $"bailey.json: {JsonPath.Root.Member("limits").Member(subject)} = more than now"),
        new(RefusalKind.Unsupported, "unsupported", ErrorCodes.RefusedForGood, "power", static (_, _) => "no policy allows it"),
    ];

    public static KindRow Row(RefusalKind kind) => Array.Find(Rows, row => row.Kind == kind)!;

    /// <summary>The kind of this word. A realm may know kinds that this table does not: they are reported, not dropped.</summary>
    public static RefusalKind Find(string word) => word == "dynamic code"
        ? RefusalKind.DynamicCode
        : Array.Find(Rows, row => row.Word == word)?.Kind ?? RefusalKind.Unsupported;

    private static string Resource(string package, string section, string subject, string value) =>
        $"policy.json: {JsonPath.Root.Member("resources").Member(package).Member(section).Member(subject)} = {value}";

    private static string File(string path, string access) => $"bailey.json: files += {FileLine(path, access)}";

    /// <summary>The line of <c>files</c> that grants a guest path. What lies in the program's folder has a source that can be told.</summary>
    public static string FileLine(string path, string access)
    {
        string source = GuestPath.Flaw(path) is null && GuestPath.IsAtOrBeneath(path, GuestPath.Program) ? "." + path[GuestPath.Program.Length..] : "…";
        return $"{{ \"path\": {Shown(path)}, \"source\": {Shown(source)}, \"access\": \"{access}\" }}";
    }

    private static string Egress(string subject)
    {
        int space = subject.IndexOf(' ', StringComparison.Ordinal);
        return $"bailey.json: egress += {{ \"origin\": {Shown(subject[(space + 1)..])}, \"methods\": [{Shown(space < 0 ? "GET" : subject[..space])}] }}";
    }

    // Long enough for every real path; a longer one is cut, because the line is for people.
    private static string Shown(string text) => GuestText.Quoted(text, maximumLength: 1024);
}

/// <summary>How one kind of refusal is named and told.</summary>
internal sealed record KindRow(RefusalKind Kind, string Word, ErrorCode Code, string What, Func<string, string, string> Grant);
