namespace Bailey.Policy;

/// <summary>Limits lie in the ranges of <see cref="LimitTable"/>.</summary>
internal static class LimitsValidator
{
    public static void Validate(BaileyPolicy policy, FindingList findings)
    {
        GuestLimits limits = policy.Limits;
        JsonPath path = JsonPath.Root.Member("limits");
        Size(limits.Memory, LimitTable.SmallestMemory, LimitTable.LargestMemory, path.Member("memory"), findings);
        Size(limits.Output, LimitTable.SmallestOutput, LimitTable.LargestOutput, path.Member("output"), findings);
        Count(limits.OpenFiles, LimitTable.MostOpenFiles, path.Member("openFiles"), findings);
        Count(limits.Timers, LimitTable.MostTimers, path.Member("timers"), findings);
        Time(limits.Cpu, LimitTable.SmallestCpu, path.Member("cpu"), findings);
        Time(limits.Wall, LimitTable.SmallestWall, path.Member("wall"), findings);
        Count(policy.Children, LimitTable.MostChildren, JsonPath.Root.Member("children"), findings);
    }

    private static void Size(Clause<ByteSize>? clause, ByteSize smallest, ByteSize largest, JsonPath path, FindingList findings)
    {
        if (clause is { Value: var size } && (size.Bytes < smallest.Bytes || size.Bytes > largest.Bytes))
        {
            Report($"{size}", $"{smallest}", $"{largest}", path, findings);
        }
    }

    private static void Time(Clause<TimeSpan>? clause, TimeSpan smallest, JsonPath path, FindingList findings)
    {
        if (clause is { Value: var time } && (time < smallest || time > LimitTable.LargestTime))
        {
            Report(DurationText.Format(time), DurationText.Format(smallest), DurationText.Format(LimitTable.LargestTime), path, findings);
        }
    }

    private static void Count(Clause<int>? clause, int largest, JsonPath path, FindingList findings)
    {
        if (clause is { Value: var count } && (count < 0 || count > largest))
        {
            Report($"{count}", "0", $"{largest}", path, findings);
        }
    }

    private static void Report(string value, string smallest, string largest, JsonPath path, FindingList findings) =>
        findings.Error(path, ErrorCodes.OutOfRange, $"the limit is {value}; it must be from {smallest} to {largest}");
}
