namespace Bailey.Policy;

/// <summary>Origins are origins, methods are methods, integrity is a hash.</summary>
internal static class EgressValidator
{
    public static void Validate(BaileyPolicy policy, FindingList findings)
    {
        var origins = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < policy.Egress.Count; i++)
        {
            JsonPath place = JsonPath.Root.Member("egress").Item(i);
            EgressGrant grant = policy.Egress[i];
            if (EgressRoute.Of(grant, place.ToString()) is null)
            {
                findings.Error(
                    place.Member("origin"), ErrorCodes.UnknownWord, $"{GuestText.Quoted(grant.Origin)} is not an origin", "write https://host or https://host:port, in lower case");
            }
            else if (!origins.Add(grant.Origin))
            {
                findings.Error(place.Member("origin"), ErrorCodes.Contradiction, $"{GuestText.Quoted(grant.Origin)} is granted twice", "keep one grant per origin");
            }

            if (grant.MaxBytes is { } size && (size.Bytes < 1 || size.Bytes > LimitTable.LargestMaxBytes.Bytes))
            {
                findings.Error(place.Member("maxBytes"), ErrorCodes.OutOfRange, $"maxBytes is {size}; it must be from 1B to {LimitTable.LargestMaxBytes}");
            }

            CheckMethods(grant.Methods, place.Member("methods"), findings);
            if (grant.Integrity is { } integrity && !integrity.StartsWith("sha256-", StringComparison.Ordinal))
            {
                findings.Error(place.Member("integrity"), ErrorCodes.UnknownWord, $"{GuestText.Quoted(integrity)} is not an integrity value", "write sha256- and the hash in base64");
            }
        }
    }

    internal static void CheckMethods(IReadOnlyList<string> methods, JsonPath place, FindingList findings)
    {
        if (methods.Count == 0)
        {
            findings.Error(place, ErrorCodes.EmptyClause, "no method is granted", "write at least one method: [\"GET\"]");
        }

        foreach (string method in methods)
        {
            if (method.Length == 0 || !method.All(char.IsAsciiLetterUpper))
            {
                findings.Error(place, ErrorCodes.UnknownWord, $"{GuestText.Quoted(method)} is not a method", "write methods in upper case: \"GET\"");
            }
        }
    }
}
