namespace Bailey.Policy;

/// <summary>The clock's resolution lies between 1 ms and 1 h, and a clock that is not there has none.</summary>
internal static class ClockValidator
{
    public static void Validate(BaileyPolicy policy, FindingList findings)
    {
        JsonPath path = JsonPath.Root.Member("clock").Member("resolution");
        if (policy.Clock is not { Resolution: { } resolution } clock)
        {
            return;
        }

        if (clock.Mode == ClockMode.None)
        {
            findings.Error(path, ErrorCodes.Contradiction, "there is no clock, so it has no resolution", "remove resolution");
        }
        else if (resolution < LimitTable.ClockResolution || resolution > LimitTable.CoarsestClock)
        {
            findings.Error(path, ErrorCodes.OutOfRange, $"the resolution is {DurationText.Format(resolution)}; it must be from 1ms to 1h");
        }
    }
}
