namespace Bailey.Sandbox;

/// <summary>How sandboxes are made on this host. The defaults are right for nearly everybody.</summary>
public sealed record SandboxOptions
{
    /// <summary>Absolute path of bubblewrap; null to look at /usr/bin/bwrap and /usr/local/bin/bwrap. PATH is never searched.</summary>
    public string? Bubblewrap { get; init; }

    /// <summary>
    /// Whether opening makes a sandbox on trial. Without it the first start is the trial: it fails with the same error and message.
    /// </summary>
    public bool TryFirst { get; init; } = true;

    /// <summary>
    /// Whether workers run without namespaces where the kernel refuses them: <see cref="SandboxMechanism.Landlock"/>. Whoever allows it says so
    /// to its user (<see cref="SandboxProcess.Mechanism"/>).
    /// </summary>
    public bool Fallback { get; init; }

    /// <summary>Time between two samples of memory and processor time, at least 1 ms.</summary>
    public TimeSpan SamplePeriod { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>Whether control groups are used where they can be. Only tests and measurements go without.</summary>
    internal bool ControlGroups { get; init; } = true;

    /// <summary>
    /// The host's user and group id for sandboxes when this process is root; null for the user <c>bailey</c>, or else 60977.
    /// Ignored for anybody but root.
    /// </summary>
    public uint? User { get; init; }
}
