namespace Bailey.Policy;

/// <summary>The entry is a file inside the program's folder.</summary>
internal static class EntryValidator
{
    public static void Validate(BaileyPolicy policy, FindingList findings)
    {
        string? flaw = policy.Entry is { } entry ? GuestPath.Flaw("/" + entry) : null;
        if (flaw is not null || policy.Entry is "")
        {
            findings.Error(
                JsonPath.Root.Member("entry"),
                ErrorCodes.Entry,
                $"{GuestText.Quoted(policy.Entry!)} is not a path inside the program's folder: {flaw ?? "it is empty"}");
        }
    }
}
