using Bailey.Bench.Measuring;

namespace Bailey.Bench.Sandboxing;

/// <summary>What one sandbox takes beyond the program in it.</summary>
/// <param name="Name">What was started.</param>
/// <param name="Sandbox">Megabytes for each: the sandbox's own processes, and what the process that started them has grown.</param>
/// <param name="Tunnel">Megabytes for each: the tunnel and its sandbox; 0 without egress.</param>
/// <param name="Program">Megabytes of the program itself.</param>
internal sealed record SandboxMemoryRow(string Name, double Sandbox, double Tunnel, double Program);

/// <summary>A client that goes through a tunnel, beside the same client without a sandbox.</summary>
/// <param name="Large">Megabytes a second of one large body, by column.</param>
/// <param name="LargeRatio">Through the tunnel over direct, of transfers that followed one another.</param>
/// <param name="Small">Milliseconds of one small request with a connection of its own, by column.</param>
/// <param name="SmallAdded">Milliseconds more through the tunnel, of rounds that followed one another.</param>
/// <param name="Many">Milliseconds until so many connections at once are served, by column.</param>
/// <param name="Connections">How many.</param>
internal sealed record EgressResults(Dictionary<string, Spread> Large, Spread LargeRatio, Dictionary<string, Spread> Small, Spread SmallAdded, Dictionary<string, Spread> Many, int Connections);

/// <summary>What sandboxes cost.</summary>
/// <param name="Whole">Milliseconds of a whole command that runs <c>/bin/true</c>, by contender.</param>
/// <param name="Spawn">Milliseconds of <c>/bin/true</c> started by a process that runs already, by contender.</param>
/// <param name="SpawnOver">Milliseconds that Bailey takes more than bubblewrap, of starts that followed one another.</param>
/// <param name="Memory">Sandboxes that wait.</param>
/// <param name="Egress">The network.</param>
/// <param name="Missing">Contenders that could not be measured, and why.</param>
internal sealed record SandboxResults(Dictionary<string, Spread> Whole, Dictionary<string, Spread> Spawn, Spread SpawnOver, SandboxMemoryRow[] Memory, EgressResults Egress, string[] Missing);
