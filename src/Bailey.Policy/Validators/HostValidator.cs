namespace Bailey.Policy;

/// <summary>Names of the host are names of JavaScript: the guest imports them, and policy.json writes them behind a dot.</summary>
internal static class HostValidator
{
    private const int LongestName = 64;

    public static void Validate(BaileyPolicy policy, FindingList findings)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < policy.Host.Count; i++)
        {
            JsonPath place = JsonPath.Root.Member("host").Item(i);
            if (!IsName(policy.Host[i]))
            {
                findings.Error(place, ErrorCodes.HostName, $"{GuestText.Quoted(policy.Host[i])} cannot be a name of the host");
            }
            else if (!seen.Add(policy.Host[i]))
            {
                findings.Error(place, ErrorCodes.HostName, $"{GuestText.Quoted(policy.Host[i])} stands there twice", "keep one of the two");
            }
        }
    }

    /// <summary>Whether a host may hand something in under this name.</summary>
    public static bool IsName(string name) =>
        name.Length is > 0 and <= LongestName
        && !char.IsAsciiDigit(name[0])
        && name is not ("default" or "__proto__")
        && name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '_' or '$');
}
