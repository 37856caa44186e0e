namespace Bailey.Policy;

/// <summary>Explains LavaMoat's policy: all of it is carried out by wall 1, package by package.</summary>
internal static class ResourceExplainer
{
    public static IEnumerable<ExplainedClause> Explain(LavaMoatPolicy policy)
    {
        yield return policy.Root?.UsePolicy is string used
            ? Line(LavaMoatPolicy.RootPackage, JsonPath.Root.Member("root").Member("usePolicy"), granted: false, $"the program has only what {GuestText.Quoted(used)} has")
            : Line(
                LavaMoatPolicy.RootPackage,
                JsonPath.Root.Member("root"),
                granted: true,
                "the program itself is trusted with every name that exists in this guest",
                stated: policy.Root is not null);

        foreach (var (name, resource) in policy.Resources.OrderBy(static row => row.Key, Comparer<string>.Create(LavaMoatWriter.CompareKeys)))
        {
            JsonPath path = JsonPath.Root.Member("resources").Member(name);
            foreach (ExplainedClause line in Resource(name, resource, path))
            {
                yield return line;
            }
        }

        foreach (var (name, paths) in policy.Resolutions ?? new Dictionary<string, IReadOnlyDictionary<string, string>>(StringComparer.Ordinal))
        {
            foreach (var (from, to) in paths)
            {
                yield return Line(
                    name, JsonPath.Root.Member("resolutions").Member(name).Member(from), granted: true, $"{GuestText.Quoted(from)} resolves to {GuestText.Quoted(to)}");
            }
        }

        for (int i = 0; i < (policy.Include?.Count ?? 0); i++)
        {
            IncludedModule module = policy.Include![i];
            yield return Line(
                module.Name, JsonPath.Root.Member("include").Item(i), granted: false, "is analysed although nothing may import it; this grants nothing");
        }
    }

    private static IEnumerable<ExplainedClause> Resource(string name, ResourcePolicy resource, JsonPath path)
    {
        if (resource is { Globals: null, Builtin: null, Packages: null, Native: null, Meta: null, Env: null })
        {
            yield return Line(name, path, granted: false, "has nothing but the language");
        }

        foreach (var (global, grant) in resource.Globals?.Entries ?? GlobalGrants.Empty.Entries)
        {
            yield return Line(name, path.Member("globals").Member(global), grant != GlobalGrant.Banned, Global(global, grant));
        }

        foreach (var (module, allowed) in resource.Builtin?.Entries ?? BuiltinGrants.Empty.Entries)
        {
            yield return Line(name, path.Member("builtin").Member(module), allowed, $"{May(allowed)} use the builtin {GuestText.Quoted(module)}");
        }

        foreach (var (package, allowed) in resource.Packages ?? BuiltinGrants.Empty.Entries)
        {
            yield return Line(name, path.Member("packages").Member(package), allowed, $"{May(allowed)} import {GuestText.Quoted(package)}");
        }

        if (resource.Native is { } native)
        {
            yield return Line(name, path.Member("native"), granted: false, native ? "asks for native code, which is never loaded" : "may not load native code");
        }

        foreach (var (note, value) in resource.Meta ?? new Dictionary<string, MetaValue>(StringComparer.Ordinal))
        {
            yield return Line(
                name, path.Member("meta").Member(note), granted: false, $"note {GuestText.Quoted(note)}: {GuestText.Quoted(string.Join(", ", value.Texts))}");
        }

        if (resource.Env is not null)
        {
            yield return Line(name, path.Member("env"), granted: false, "asks for an unfrozen realm, and gets the frozen one");
        }
    }

    private static string Global(string global, GlobalGrant grant) => grant switch
    {
        GlobalGrant.Banned => $"may not reach the global {GuestText.Quoted(global)}",
        GlobalGrant.Write or GlobalGrant.Redefine when !global.Contains('.', StringComparison.Ordinal) =>
            $"may read and assign the global {GuestText.Quoted(global)}",
        _ => $"may read the global {GuestText.Quoted(global)}",
    };

    private static string May(bool allowed) => allowed ? "may" : "may not";

    private static ExplainedClause Line(string package, JsonPath clause, bool granted, string text, bool stated = true) =>
        new(Wall.Realm, package, "policy.json", clause.ToString(), granted, stated, HoldsAfterExploit: false, text);
}
