namespace Bailey.Policy;

/// <summary>A package keeps a part of what the guest has, never more.</summary>
internal static class NarrowingValidator
{
    public static void Validate(BaileyPolicy policy, FindingList findings)
    {
        foreach (var (name, narrowing) in policy.Packages)
        {
            JsonPath place = JsonPath.Root.Member("packages").Member(name);
            PolicyPath.CheckCanonicalName(name, place, findings);
            if (narrowing is { Files: null, Egress: null, Env: null, Exports: null })
            {
                findings.Error(place, ErrorCodes.EmptyClause, "nothing is stated", "add files, egress, env or exports, or remove the package");
            }

            for (int i = 0; i < (narrowing.Files?.Count ?? 0); i++)
            {
                CheckFile(policy, narrowing.Files![i], place.Member("files").Item(i), findings);
            }

            for (int i = 0; i < (narrowing.Egress?.Count ?? 0); i++)
            {
                CheckEgress(policy, narrowing.Egress![i], place.Member("egress").Item(i), findings);
            }

            if (narrowing.Env is not null)
            {
                CheckEnv(policy, narrowing.Env, place.Member("env"), findings);
            }
        }
    }

    private static void CheckFile(BaileyPolicy policy, NarrowedFile file, JsonPath place, FindingList findings)
    {
        if (!GuestPathValidator.Check(file.Path, place.Member("path"), findings))
        {
            return;
        }

        // The widest access the guest has at this path or anywhere beneath it on the way: the longest prefix decides.
        FileGrant? grant = policy.Files.Where(grant => GuestPath.IsAtOrBeneath(file.Path, grant.Path)).MaxBy(static grant => grant.Path.Length);
        if (grant is null || (file.Access == FileGrantAccess.Write && grant.Access == FileGrantAccess.Read))
        {
            findings.Error(
                place,
                ErrorCodes.Widening,
                $"the guest has no {(grant is null ? "" : "write ")}grant at {GuestText.Quoted(file.Path)}");
        }
    }

    private static void CheckEgress(BaileyPolicy policy, NarrowedEgress kept, JsonPath place, FindingList findings)
    {
        EgressValidator.CheckMethods(kept.Methods, place.Member("methods"), findings);
        EgressGrant? grant = policy.Egress.FirstOrDefault(grant => grant.Origin == kept.Origin);
        if (grant is null || kept.Methods.Except(grant.Methods, StringComparer.Ordinal).Any())
        {
            findings.Error(place, ErrorCodes.Widening, $"the guest has no grant for {(grant is null ? "" : "all of these methods at ")}{GuestText.Quoted(kept.Origin)}");
        }
    }

    private static void CheckEnv(BaileyPolicy policy, IReadOnlyList<string> names, JsonPath place, FindingList findings)
    {
        Unenforced.Check("packages.*.env", place, findings);
        for (int i = 0; i < names.Count; i++)
        {
            if (!policy.Env.ContainsKey(names[i]))
            {
                findings.Error(place.Item(i), ErrorCodes.Widening, $"the guest has no variable {GuestText.Quoted(names[i])}");
            }
        }
    }
}
