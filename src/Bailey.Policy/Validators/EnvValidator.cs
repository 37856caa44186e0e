namespace Bailey.Policy;

/// <summary>Environment variables have portable names and values that fit.</summary>
internal static class EnvValidator
{
    private const int LongestName = 128;
    private const int LongestValue = 32 * 1024;

    public static void Validate(BaileyPolicy policy, FindingList findings)
    {
        foreach (var (name, grant) in policy.Env)
        {
            JsonPath place = JsonPath.Root.Member("env").Member(name);
            if (!IsName(name) || (grant.HostName is not null && !IsName(grant.HostName)))
            {
                findings.Error(place, ErrorCodes.Environment, $"{GuestText.Quoted(IsName(name) ? grant.HostName! : name)} cannot be a variable's name");
            }

            if (grant.Value is { } value && (value.Contains('\0', StringComparison.Ordinal) || value.Length > LongestValue))
            {
                findings.Error(place, ErrorCodes.Environment, $"the value holds NUL or has more than {LongestValue} characters");
            }

            if (grant.Value is not null && (grant.HostName is not null || grant.Required))
            {
                findings.Error(place, ErrorCodes.Contradiction, "a literal value does not come from the host", "keep either the value or the host's variable");
            }
        }
    }

    private static bool IsName(string name) =>
        name.Length is > 0 and <= LongestName
        && !char.IsAsciiDigit(name[0])
        && name.All(static c => char.IsAsciiLetterOrDigit(c) || c == '_');
}
