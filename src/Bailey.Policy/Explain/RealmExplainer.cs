namespace Bailey.Policy;

/// <summary>Explains the clauses of bailey.json that wall 1 carries out.</summary>
internal static class RealmExplainer
{
    public static IEnumerable<ExplainedClause> Explain(BaileyPolicy policy)
    {
        if (policy.Entry is { } entry)
        {
            yield return Line("entry", granted: false, stated: true, $"the program begins with {GuestText.Quoted($"{GuestPath.Program}/{entry}")}");
        }

        yield return Line("clock", policy.Clock is { Mode: not ClockMode.None }, policy.Clock is not null, Clock(policy.Clock));
        yield return Line("random", policy.Random is { Mode: not RandomMode.None }, policy.Random is not null, Random(policy.Random));
        bool allowed = policy.DynamicCode?.Value == DynamicCodeMode.Allow;
        yield return Line(
            "dynamicCode", allowed, policy.DynamicCode is not null, allowed ? "packages may evaluate text, inside their own compartments" : "nobody may evaluate text");
        yield return Line("wasm", granted: false, policy.Wasm is not null, "WebAssembly is absent");

        foreach (var (name, narrowing) in policy.Packages.OrderBy(static row => row.Key, StringComparer.Ordinal))
        {
            string clause = JsonPath.Root.Member("packages").Member(name).ToString();
            foreach (string text in Narrowing(narrowing))
            {
                yield return Line(clause, granted: false, stated: true, text) with { Package = name };
            }

            if (narrowing.Exports is { } exports)
            {
                yield return Line(clause, granted: exports == ExportsMode.Open, stated: true, Exports(exports)) with { Package = name };
            }
        }
    }

    private static string Clock(ClockGrant? clock)
    {
        string resolution = DurationText.Format(clock?.Resolution ?? LimitTable.ClockResolution);
        return clock?.Mode switch
        {
            ClockMode.Real => $"the host's time, in steps of {resolution}",
            ClockMode.Virtual => $"a clock of the guest's own that is the same in every run, in steps of {resolution}",
            _ => "reading the time throws",
        };
    }

    private static string Exports(ExportsMode mode) => mode switch
    {
        ExportsMode.Harden => "what it exports is frozen",
        ExportsMode.Copy => "every package that imports it has a copy of its exports of its own",
        ExportsMode.Open => "every package that imports it may change its exports for all",
        _ => "the functions and classes it exports are final",
    };

    private static string Random(RandomGrant? random) => random?.Mode switch
    {
        RandomMode.Real => "the host's random numbers",
        RandomMode.Seeded => "random numbers that are the same in every run",
        _ => "asking for random numbers throws",
    };

    private static IEnumerable<string> Narrowing(PackageNarrowing narrowing)
    {
        if (narrowing.Files is { } files)
        {
            yield return files.Count == 0
                ? "keeps none of the guest's files"
                : $"keeps of the guest's files only {string.Join(", ", files.Select(static file => $"{GuestText.Quoted(file.Path)} ({Words.Of(Words.Access, file.Access)})"))}";
        }

        if (narrowing.Egress is { } egress)
        {
            yield return egress.Count == 0
                ? "keeps none of the guest's origins"
                : $"keeps of the guest's origins only {string.Join(", ", egress.Select(static one => $"{GuestText.Quoted(one.Origin)} ({string.Join(", ", one.Methods)})"))}";
        }

        if (narrowing.Env is { } names)
        {
            yield return names.Count == 0
                ? "keeps none of the guest's variables"
                : $"keeps of the guest's variables only {string.Join(", ", names.Select(static name => GuestText.Quoted(name)))}";
        }
    }

    private static ExplainedClause Line(string clause, bool granted, bool stated, string text) =>
        new(Wall.Realm, Package: null, "bailey.json", clause, granted, stated, HoldsAfterExploit: false, text);
}
