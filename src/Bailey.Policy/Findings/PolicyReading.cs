namespace Bailey.Policy;

/// <summary>What reading, merging or compiling a policy gave: a result, the findings, or both.</summary>
/// <typeparam name="T">The record that was read.</typeparam>
/// <param name="Policy">The record; null exactly when <see cref="Findings"/> holds an error.</param>
/// <param name="Findings">All findings at once, in the order of the file. Warnings may stand beside a policy.</param>
public sealed record PolicyReading<T>(T? Policy, IReadOnlyList<PolicyFinding> Findings)
    where T : class
{
    /// <summary>True when a finding is an error; then <see cref="Policy"/> is null.</summary>
    public bool HasErrors => Findings.Any(static finding => finding.Severity == FindingSeverity.Error);
}
