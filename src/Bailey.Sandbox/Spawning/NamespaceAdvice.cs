namespace Bailey.Sandbox;

/// <summary>What helps against each of bubblewrap's complaints.</summary>
internal static class NamespaceAdvice
{
    private const string AppArmor =
        "AppArmor restricts user namespaces (Ubuntu 23.10 and newer). Load Ubuntu's profile for bubblewrap: apt-get install apparmor-profiles && "
        + "cp /usr/share/apparmor/extra-profiles/bwrap-userns-restrict /etc/apparmor.d/ && apparmor_parser -r /etc/apparmor.d/bwrap-userns-restrict";

    private const string UsedUp = "User namespaces are used up or forbidden here: sysctl -w user.max_user_namespaces=10000, or do not start Bailey inside another sandbox.";

    private const string Container =
        "The kernel or the container refuses user namespaces. On a machine: sysctl -w kernel.unprivileged_userns_clone=1 (Debian). In a container: start it with a "
        + "profile that allows them (docker run --security-opt seccomp=unconfined --security-opt apparmor=unconfined).";

    private const string TooOld = "This bubblewrap is too old: apt-get install bubblewrap (0.8 or newer).";

    /// <summary>What bubblewrap says, and what helps. The first that fits decides.</summary>
    internal static readonly IReadOnlyList<(string Complaint, string Advice)> Known =
    [
        ("setting up uid map: Permission denied", AppArmor),
        ("Failed RTM_NEWADDR", AppArmor),
        ("No permissions to create new namespace", Container),
        ("Creating new namespace failed: No space left on device", UsedUp),
        ("Creating new namespace failed: nesting depth", UsedUp),
        ("Creating new namespace failed", Container),
        ("Can't mount proc", "The container masks /proc: start it with an unmasked one (docker run --security-opt systempaths=unconfined)."),
        ("Unknown option", TooOld),
    ];

    /// <summary>Whether the kernel or what surrounds us refuses, as against a bubblewrap that is old, broken or out of memory.</summary>
    public static bool IsKernel(string output) =>
        Known.Any(known => output.Contains(known.Complaint, StringComparison.Ordinal) && known.Advice != TooOld);

    /// <summary>Advice for what bubblewrap said.</summary>
    public static string For(string output) =>
        Known.FirstOrDefault(known => output.Contains(known.Complaint, StringComparison.Ordinal)).Advice
        ?? "Run `bailey doctor` for what is missing.";
}
