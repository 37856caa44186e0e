namespace Bailey.Policy;

/// <summary>Guest paths are absolute and plain, and each is granted once.</summary>
internal static class GuestPathValidator
{
    public static void Validate(BaileyPolicy policy, FindingList findings)
    {
        var first = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < policy.Files.Count; i++)
        {
            JsonPath place = JsonPath.Root.Member("files").Item(i).Member("path");
            string path = policy.Files[i].Path;
            Check(path, place, findings);
            if (!first.TryAdd(path, i))
            {
                findings.Error(place, ErrorCodes.GrantedTwice, $"{GuestText.Quoted(path)} is granted by files[{first[path]}] already");
            }
        }
    }

    public static bool Check(string path, JsonPath place, FindingList findings)
    {
        string? flaw = GuestPath.Flaw(path) ?? (!GuestText.IsPlain(path) ? "it holds a control or invisible character" : path == "/" ? "a grant of everything says nothing" : null);
        if (flaw is not null)
        {
            findings.Error(place, ErrorCodes.GuestPath, $"{GuestText.Quoted(path)} is not a guest path: {flaw}");
        }

        return flaw is null;
    }
}
