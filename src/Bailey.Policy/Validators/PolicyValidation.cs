namespace Bailey.Policy;

/// <summary>Runs every validator, without stopping at the first finding.</summary>
internal static class PolicyValidation
{
    public static void Validate(BaileyPolicy policy, FindingList findings)
    {
        EntryValidator.Validate(policy, findings);
        GuestPathValidator.Validate(policy, findings);
        FileSourceValidator.Validate(policy, findings);
        FileOverlapValidator.Validate(policy, findings);
        EgressValidator.Validate(policy, findings);
        EnvValidator.Validate(policy, findings);
        HostValidator.Validate(policy, findings);
        LimitsValidator.Validate(policy, findings);
        ClockValidator.Validate(policy, findings);
        RandomValidator.Validate(policy, findings);
        NarrowingValidator.Validate(policy, findings);
        FrameValidator.Validate(policy, findings);
        if (policy.Identity?.Value == GuestIdentity.Host)
        {
            Unenforced.Check("identity", JsonPath.Root.Member("identity"), findings);
        }
    }
}
