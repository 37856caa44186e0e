namespace Bailey.Policy;

/// <summary>Collects findings while a policy is read, so that all of them are reported at once.</summary>
internal sealed class FindingList
{
    private readonly List<PolicyFinding> _findings = [];

    public int ErrorCount { get; private set; }

    public void Error(JsonPath path, ErrorCode code, string message, string? fix = null)
    {
        ErrorCount++;
        _findings.Add(new PolicyFinding(path.ToString(), code.Id, message, fix ?? code.Fix));
    }

    public void Warning(JsonPath path, ErrorCode code, string message, string? fix = null) =>
        _findings.Add(new PolicyFinding(path.ToString(), code.Id, message, fix ?? code.Fix, FindingSeverity.Warning));

    public void AddRange(IEnumerable<PolicyFinding> findings)
    {
        foreach (var finding in findings)
        {
            ErrorCount += finding.Severity == FindingSeverity.Error ? 1 : 0;
            _findings.Add(finding);
        }
    }

    public IReadOnlyList<PolicyFinding> ToList() => [.. _findings];

    /// <summary>Closes a reading: the result is dropped when any finding is an error.</summary>
    public PolicyReading<T> Close<T>(T? policy)
        where T : class => new(ErrorCount == 0 ? policy : null, ToList());
}
