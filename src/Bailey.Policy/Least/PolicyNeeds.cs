namespace Bailey.Policy;

/// <summary>What LavaMoat's policy alone tells about the needs of a program.</summary>
internal static class PolicyNeeds
{
    /// <summary>Global, or the beginning of its path, and what using it needs.</summary>
    private static readonly (string Path, RefusalKind Kind)[] Globals =
    [
        ("process.env", RefusalKind.Env),
        ("process.stdin", RefusalKind.Stdin),
        ("process.hrtime", RefusalKind.Clock),
        ("process.uptime", RefusalKind.Clock),
        ("performance", RefusalKind.Clock),
        ("Date", RefusalKind.Clock),
        ("Temporal", RefusalKind.Clock),
        ("crypto", RefusalKind.Random),
        ("Math.random", RefusalKind.Random),
        ("eval", RefusalKind.DynamicCode),
        ("Function", RefusalKind.DynamicCode),
        ("WebAssembly", RefusalKind.Wasm),
        ("fetch", RefusalKind.Egress),
        ("XMLHttpRequest", RefusalKind.Egress),
        ("WebSocket", RefusalKind.Egress),
        ("EventSource", RefusalKind.Egress),
        ("Worker", RefusalKind.Child),
    ];

    /// <summary>Builtin module and what using it needs; the member after the dot does not matter.</summary>
    private static readonly (string Module, RefusalKind Kind)[] Builtins =
    [
        ("fs", RefusalKind.FileRead),
        ("fs/promises", RefusalKind.FileRead),
        ("crypto", RefusalKind.Random),
        ("perf_hooks", RefusalKind.Clock),
        ("vm", RefusalKind.DynamicCode),
        ("http", RefusalKind.Egress),
        ("https", RefusalKind.Egress),
        ("http2", RefusalKind.Egress),
        ("net", RefusalKind.Egress),
        ("tls", RefusalKind.Egress),
        ("dgram", RefusalKind.Egress),
        ("dns", RefusalKind.Egress),
        ("child_process", RefusalKind.Child),
        ("cluster", RefusalKind.Child),
        ("worker_threads", RefusalKind.Child),
    ];

    public static IEnumerable<PolicyNeed> Of(LavaMoatPolicy policy)
    {
        foreach (var (package, resource) in policy.Resources.OrderBy(static row => row.Key, StringComparer.Ordinal))
        {
            foreach (string path in (resource.Globals ?? GlobalGrants.Empty).Entries.Keys.Order(StringComparer.Ordinal))
            {
                int row = Array.FindIndex(Globals, row => path == row.Path || path.StartsWith(row.Path + ".", StringComparison.Ordinal));
                if (row >= 0 && resource.Globals!.Access(path) != PathAccess.None)
                {
                    yield return new PolicyNeed(Globals[row].Kind, Subject(Globals[row].Kind, path), package, $"globals.{path}");
                }
            }

            foreach (string path in (resource.Builtin ?? BuiltinGrants.Empty).Entries.Keys.Order(StringComparer.Ordinal))
            {
                string module = path.StartsWith("node:", StringComparison.Ordinal) ? path[5..] : path;
                int row = Array.FindIndex(Builtins, row => module == row.Module || module.StartsWith(row.Module + ".", StringComparison.Ordinal));
                if (row >= 0 && resource.Builtin!.Access(path) != PathAccess.None)
                {
                    yield return new PolicyNeed(Builtins[row].Kind, "", package, $"builtin.{path}");
                }
            }
        }
    }

    // "process.env.HOME" names the variable; "process.env" alone names none.
    private static string Subject(RefusalKind kind, string path) =>
        kind == RefusalKind.Env && path.Length > "process.env.".Length ? path["process.env.".Length..] : "";
}
