using Bailey.Bench.Sandboxing;

namespace Bailey.Bench.Report;

/// <summary>The tables of the section <c>sandboxes</c>.</summary>
internal static class SandboxReport
{
    /// <summary>Time, memory, network.</summary>
    public static Table[] Of(SandboxResults results) =>
    [
        new(
            "Sandboxes around /bin/true: wall milliseconds, of a whole command and of a start by a process that runs already",
            ["", "whole command", "start"],
            [
                .. results.Whole.Select(pair => (string[])[pair.Key, Table.Interval(pair.Value), Table.Interval(results.Spawn.GetValueOrDefault(pair.Key))]),
                ["bailey - bubblewrap", "", Table.Interval(results.SpawnOver)],
            ],
            results.Missing),
        new(
            "Sandboxes of programs that wait, several at once: MB for each, pages that several share counted in parts",
            ["", "sandbox", "tunnel", "program"],
            [.. results.Memory.Select(static row => (string[])[row.Name, Table.Number(row.Sandbox), Table.Number(row.Tunnel), Table.Number(row.Program)])],
            "sandbox: its own processes, and what the process that started it has grown; the tunnel of a program with egress has a process and a sandbox of its own."),
        new(
            "Egress to a server on the loopback interface",
            ["", "direct", "tunnel", "compared"],
            [
                ["large body, MB/s", Table.Interval(results.Egress.Large["direct"]), Table.Interval(results.Egress.Large["tunnel"]), $"x {Table.Interval(results.Egress.LargeRatio)}"],
                ["small request, ms", Table.Interval(results.Egress.Small["direct"]), Table.Interval(results.Egress.Small["tunnel"]), $"+ {Table.Interval(results.Egress.SmallAdded)}"],
                [$"{results.Egress.Connections} connections at once, ms", Table.Interval(results.Egress.Many["direct"]), Table.Interval(results.Egress.Many["tunnel"]), ""],
            ],
            "One client in Python and its server share the machine with the tunnel. Each small request has a connection of its own; none of many is answered before all have asked."),
    ];
}
