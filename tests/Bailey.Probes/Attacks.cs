namespace Bailey.Probes;

/// <summary>Every attempt by name. The numbers are those of x86-64.</summary>
internal static partial class Attacks
{
    public static readonly IReadOnlyDictionary<string, Func<Outcome>> All = Read
        .Concat(Write).Concat(Network).Concat(Processes).Concat(Neighbours).Concat(Kernel).Concat(Devices).Concat(Fingerprint)
        .ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);

    // Set by the test for the sandbox and for the control alike.
    private static string Canary => Environment.GetEnvironmentVariable("CANARY") ?? "/nowhere/canary";

    private static string Scratch => Environment.GetEnvironmentVariable("SCRATCH") ?? "/nowhere";

    private static int Port => int.TryParse(Environment.GetEnvironmentVariable("PORT"), out int port) ? port : 1;
}
