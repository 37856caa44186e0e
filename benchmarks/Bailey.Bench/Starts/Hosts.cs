using Bailey.Bench.Measuring;

namespace Bailey.Bench.Starts;

/// <summary>A program in a folder, and how each host starts it. LavaMoat's own options stand in the program's arguments, so it gets one before them.</summary>
internal static class Hosts
{
    /// <summary>Column to command: program and arguments, to be run in the folder.</summary>
    public static readonly (string Name, Func<string, string[]> Command)[] All =
    [
        ("bailey", static folder => [Place.Cli, "run", folder]),
        ("node", static _ => ["node", "index.js"]),
        ("lavamoat", static _ => ["node", Place.Npm("lavamoat/src/cli.js"), "index.js", "world", "--policyPath", "policy.json"]),
    ];
}
