namespace Bailey.Sandbox;

/// <summary>Whether something the sandbox needs is there.</summary>
public enum DoctorStatus
{
    /// <summary>It is there and works.</summary>
    Ready,
    /// <summary>It is missing, and guests run without it: <see cref="DoctorFinding.Lost"/> says what does not.</summary>
    Absent,
    /// <summary>It is missing, and nothing starts.</summary>
    Missing,
}

/// <summary>One finding of the doctor.</summary>
/// <param name="Clause">What was tried.</param>
/// <param name="Status">Whether it works.</param>
/// <param name="Reason">What was found.</param>
/// <param name="Lost">What does not run or hold without it; empty when it is there.</param>
/// <param name="Advice">What to do, with the command; empty when nothing is to be done.</param>
public sealed record DoctorFinding(string Clause, DoctorStatus Status, string Reason, string Lost, string Advice);

/// <summary>What the doctor found, and what follows from it.</summary>
/// <param name="Findings">In the order in which they are shown.</param>
public sealed record Diagnosis(IReadOnlyList<DoctorFinding> Findings)
{
    /// <summary>What guests run behind here; null where nothing runs.</summary>
    public SandboxMechanism? Workers =>
        Findings.Any(static finding => finding.Status == DoctorStatus.Missing) ? null
        : Findings.Any(static finding => finding is { Clause: SandboxDoctor.Namespaces, Status: DoctorStatus.Absent }) ? SandboxMechanism.Landlock
        : SandboxMechanism.Namespaces;

    /// <summary>What holds memory here, beside samples.</summary>
    public LimitMechanism Limits { get; init; }

    /// <summary>Whether native programs and contained pages run too.</summary>
    public bool HasPrograms => Workers == SandboxMechanism.Namespaces;
}
