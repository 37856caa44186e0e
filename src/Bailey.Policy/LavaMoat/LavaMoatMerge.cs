namespace Bailey.Policy;

/// <summary>Merges policy-override.json into policy.json as LavaMoat does.</summary>
/// <remarks>
/// Source: https://github.com/LavaMoat/LavaMoat/blob/main/packages/core/src/mergePolicy.js. LavaMoat stops at the first resource
/// that does not fit; here all are reported. What LavaMoat drops silently (a ban beneath an allowed parent) is a warning.
/// </remarks>
internal static class LavaMoatMerge
{
    public static PolicyReading<LavaMoatPolicy> Merge(LavaMoatPolicy policy, LavaMoatPolicy policyOverride)
    {
        var findings = new FindingList();
        return findings.Close(new LavaMoatPolicy
        {
            Resources = MergeResources(policy, policyOverride, findings),
            Resolutions = MergeResolutions(policy.Resolutions, policyOverride.Resolutions),
            Root = policyOverride.Root is null ? policy.Root : new RootPolicy(policyOverride.Root.UsePolicy ?? policy.Root?.UsePolicy),
            // Records compare by value, so Distinct keeps the first of each name and of each (name, entry).
            Include = policy.Include is null && policyOverride.Include is null
                ? null : [.. (policy.Include ?? []).Concat(policyOverride.Include ?? []).Distinct()],
        });
    }

    private static Dictionary<string, ResourcePolicy> MergeResources(LavaMoatPolicy policy, LavaMoatPolicy policyOverride, FindingList findings)
    {
        var resources = new Dictionary<string, ResourcePolicy>(StringComparer.Ordinal);
        foreach (string name in policy.Resources.Keys.Concat(policyOverride.Resources.Keys).Distinct(StringComparer.Ordinal))
        {
            JsonPath place = JsonPath.Root.Member("resources").Member(name);
            ResourcePolicy? own = policy.Resources.GetValueOrDefault(name);
            ResourcePolicy? over = policyOverride.Resources.GetValueOrDefault(name);
            if (own is null)
            {
                findings.Warning(place, ErrorCodes.UnknownOverride, $"the override names {GuestText.Quoted(name)}, which the policy lacks");
            }

            resources.Add(name, MergeResource(own ?? new ResourcePolicy(), over ?? new ResourcePolicy(), place, findings));
        }

        return resources;
    }

    private static ResourcePolicy MergeResource(ResourcePolicy own, ResourcePolicy over, JsonPath place, FindingList findings) => new()
    {
        Globals = Union(own.Globals?.Entries, over.Globals?.Entries) is { } globals
            ? new GlobalGrants(Topmost(globals, over.Globals?.Entries, static grant => grant != GlobalGrant.Banned, place.Member("globals"), findings))
            : null,
        Builtin = Union(own.Builtin?.Entries, over.Builtin?.Entries) is { } builtin
            ? new BuiltinGrants(Topmost(builtin, over.Builtin?.Entries, static allowed => allowed, place.Member("builtin"), findings))
            : null,
        Packages = Union(own.Packages, over.Packages),
        Meta = Union(own.Meta, over.Meta),
        Native = over.Native ?? own.Native,
        Env = over.Env ?? own.Env,
    };

    private static Dictionary<string, IReadOnlyDictionary<string, string>>? MergeResolutions(
        IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>>? own,
        IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>>? over)
    {
        if (own is null && over is null)
        {
            return null;
        }

        return (own?.Keys ?? []).Concat(over?.Keys ?? []).Distinct(StringComparer.Ordinal).ToDictionary(
            static name => name,
            name => (IReadOnlyDictionary<string, string>)Union(own?.GetValueOrDefault(name), over?.GetValueOrDefault(name))!,
            StringComparer.Ordinal);
    }

    private static Dictionary<string, T>? Union<T>(IReadOnlyDictionary<string, T>? own, IReadOnlyDictionary<string, T>? over)
    {
        if (own is null && over is null)
        {
            return null;
        }

        var union = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var (name, value) in (own ?? Nothing<T>()).Concat(over ?? Nothing<T>()))
        {
            union[name] = value;
        }

        return union;
    }

    // Children of a listed path are dropped, be it allowed or banned; then the override's own children come back.
    private static Dictionary<string, T> Topmost<T>(
        Dictionary<string, T> merged, IReadOnlyDictionary<string, T>? over, Func<T, bool> isAllowed, JsonPath place, FindingList findings)
    {
        var topmost = merged.Where(entry => !Parents(entry.Key).Any(merged.ContainsKey))
            .ToDictionary(static entry => entry.Key, static entry => entry.Value, StringComparer.Ordinal);
        foreach (var (path, value) in over ?? Nothing<T>())
        {
            if (isAllowed(value))
            {
                topmost.TryAdd(path, value);
            }
        }

        foreach (string path in merged.Keys.Order(StringComparer.Ordinal))
        {
            string? parent = Parents(path).FirstOrDefault(parent => topmost.TryGetValue(parent, out T? value) && isAllowed(value));
            if (parent is null)
            {
                continue;
            }

            if (topmost.TryGetValue(path, out T? kept) && isAllowed(kept))
            {
                findings.Error(
                    place.Member(path),
                    ErrorCodes.Hierarchy,
                    $"{GuestText.Quoted(path)} is invalid when {GuestText.Quoted(parent)} is also present in policy",
                    $"set the parent {GuestText.Quoted(parent)} to false if you intended to override to a less permissive policy");
            }
            else if (!isAllowed(merged[path]))
            {
                findings.Warning(
                    place.Member(path), ErrorCodes.BanWithoutEffect, $"the ban is dropped: {GuestText.Quoted(parent)} is allowed whole");
            }
        }

        return topmost;
    }

    private static Dictionary<string, T> Nothing<T>() => new(StringComparer.Ordinal);

    // 'x.y.z' has the parents 'x' and 'x.y', shortest first.
    private static IEnumerable<string> Parents(string path)
    {
        for (int dot = path.IndexOf('.', StringComparison.Ordinal); dot > 0; dot = path.IndexOf('.', dot + 1))
        {
            yield return path[..dot];
        }
    }
}
