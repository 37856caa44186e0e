namespace Bailey.Policy;

/// <summary>A seed is there exactly when the numbers are seeded.</summary>
internal static class RandomValidator
{
    public static void Validate(BaileyPolicy policy, FindingList findings)
    {
        JsonPath path = JsonPath.Root.Member("random");
        switch (policy.Random)
        {
            case { Mode: RandomMode.Seeded, Seed: null }:
                findings.Error(path, ErrorCodes.MissingField, "seeded random numbers need a seed", "write { \"value\": \"seeded\", \"seed\": 1 }");
                break;
            case { Mode: not RandomMode.Seeded, Seed: not null }:
                findings.Error(path.Member("seed"), ErrorCodes.Contradiction, "only seeded random numbers have a seed", "remove seed");
                break;
            case { Seed: < 0 or > 999_999_999 }:
                findings.Error(path.Member("seed"), ErrorCodes.OutOfRange, "the seed must be from 0 to 999999999");
                break;
        }
    }
}
