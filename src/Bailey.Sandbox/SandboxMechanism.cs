namespace Bailey.Sandbox;

/// <summary>What separates a sandbox from the host, beside the filter of system calls.</summary>
public enum SandboxMechanism
{
    /// <summary>Namespaces, made by bubblewrap, with a root of its own; and Landlock where the kernel has it.</summary>
    Namespaces,

    /// <summary>Landlock alone, of workers where the kernel refuses user namespaces: <see cref="EnforcementReport.ForFallback"/> says what is lost.</summary>
    Landlock,
}
