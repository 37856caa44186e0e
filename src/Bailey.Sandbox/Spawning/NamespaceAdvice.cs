namespace Bailey.Sandbox;

/// <summary>What helps against each of bubblewrap's complaints.</summary>
internal static class NamespaceAdvice
{
    private static readonly (string Complaint, string Advice)[] Known =
    [
        ("setting up uid map: Permission denied",
            "AppArmor restricts user namespaces (Ubuntu 23.10 and newer): install the profile bwrap-userns-restrict (package apparmor-profiles), load it with apparmor_parser -r."),
        ("Failed RTM_NEWADDR",
            "AppArmor restricts user namespaces (Ubuntu 23.10 and newer): install the profile bwrap-userns-restrict (package apparmor-profiles), load it with apparmor_parser -r."),
        ("No permissions to create new namespace",
            "The kernel refuses user namespaces: set kernel.unprivileged_userns_clone=1; inside a container, allow them for it."),
        ("Creating new namespace failed: No space left on device", UsedUp),
        ("Creating new namespace failed: nesting depth", UsedUp),
        ("Creating new namespace failed",
            "The kernel or the container refuses user namespaces: allow them for this container."),
        ("Can't mount proc",
            "The container masks /proc: start it with an unmasked /proc (docker: --security-opt systempaths=unconfined)."),
        ("Unknown option",
            TooOld),
    ];

    private const string UsedUp = "User namespaces are used up or forbidden here: sysctl -w user.max_user_namespaces=10000, or do not start Bailey inside another sandbox.";
    private const string TooOld = "This bubblewrap is too old: install 0.8 or newer.";

    /// <summary>Whether the kernel or what surrounds us refuses, as against a bubblewrap that is old, broken or out of memory.</summary>
    public static bool IsKernel(string output) =>
        Known.Any(known => output.Contains(known.Complaint, StringComparison.Ordinal) && known.Advice != TooOld);

    /// <summary>Advice for what bubblewrap said.</summary>
    public static string For(string output) =>
        Known.FirstOrDefault(known => output.Contains(known.Complaint, StringComparison.Ordinal)).Advice
        ?? "Run `bailey doctor` for what is missing.";
}
