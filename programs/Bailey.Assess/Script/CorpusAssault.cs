using Bailey.Assess.Attacks;
using Bailey.Assess.Native;
using Bailey.Sandbox;

namespace Bailey.Assess.Script;

/// <summary>The corpus of attacks by a hostile package's JavaScript on the packages beside it, on what it was not granted, and on wall 1 itself.</summary>
internal static class CorpusAssault
{
    public const string Class = "javascript";

    // By the beginnings of cases' names; the longest that fits decides. All others are after the innocent package beside.
    private static readonly (string Prefix, string Criterion)[] Criteria =
    [
        ("", "guests"),
        ("absent-", "host"), ("builtin-denied", "host"), ("builtin-spelled-", "host"), ("builtin-process", "host"), ("builtin-member", "host"),
        ("global-denied", "host"), ("process-", "host"), ("dynamic-code-", "host"), ("import-node-builtin", "host"), ("private-powers", "host"),
        ("date-", "fingerprint"), ("fine-timer", "fingerprint"), ("finalizer-clock", "fingerprint"), ("math-random", "fingerprint"), ("host-path-in-stack", "fingerprint"),
        ("deep-nesting", "resources"), ("stack-exhaustion", "resources"), ("long-identifier", "resources"),
        ("import-absolute", "read"), ("import-above", "read"), ("import-by-path", "read"), ("import-file-url", "read"), ("require-by-absolute-path", "read"),
        ("require-by-relative-", "read"), ("require-by-detour", "read"), ("process-environment-shared", "guests"),
    ];

    /// <summary>Runs every case as it must be denied, behind all walls, and with the realm down and the other walls up.</summary>
    /// <remarks>What succeeds with the other walls up succeeds without them too: that run is the control.</remarks>
    /// <param name="sandboxes">The walls.</param>
    /// <param name="escapes">The corpus.</param>
    /// <param name="names">Which cases.</param>
    public static IEnumerable<Attempt> Run(Sandboxes sandboxes, Battery escapes, IReadOnlyCollection<string> names)
    {
        Dictionary<string, Reading> full = Made(sandboxes, escapes.Start(["denied", .. names]));
        Dictionary<string, Reading> unrealmed = Made(sandboxes, escapes.Start(["control", .. names]));
        return names.Select(name => new Attempt(
            Class, name["realm/".Length..], Criterion.ByPrefix(Criteria, name["realm/".Length..]), Exploit: false, unrealmed[name], full[name],
            new Dictionary<string, Reading>(StringComparer.Ordinal) { [Walls.Realm] = unrealmed[name] }, KnownLeaks.Reason(Class, name)));
    }

    private static Dictionary<string, Reading> Made(Sandboxes sandboxes, WorkerStart start)
    {
        using SandboxProcess process = sandboxes.Spawn(start);
        return Battery.Readings(Battery.Finish(process));
    }
}
