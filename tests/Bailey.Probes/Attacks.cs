namespace Bailey.Probes;

/// <summary>Every attempt by name. The numbers are those of x86-64.</summary>
internal static partial class Attacks
{
    public static readonly IReadOnlyDictionary<string, Func<Outcome>> All = Read
        .Concat(Write).Concat(Network).Concat(Processes).Concat(Neighbours).Concat(Kernel).Concat(Devices).Concat(Fingerprint)
        .ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);

    /// <summary>In no list: succeeds everywhere, to see that an assessment fails where something succeeds that nobody explained.</summary>
    private static readonly Dictionary<string, Func<Outcome>> Holes = new(StringComparer.Ordinal) { ["hole_own_number"] = () => Native.Done(39) };

    /// <summary>Makes the attempt of that name.</summary>
    public static string Make(string name) => Make(All.TryGetValue(name, out Func<Outcome>? attempt) ? attempt : Holes[name]);

    /// <summary>Makes one attempt. One that breaks is neither reached nor refused.</summary>
    public static string Make(Func<Outcome> attempt)
    {
        try
        {
            return attempt().ToString();
        }
        catch (Exception refused) when (refused is UnauthorizedAccessException or DirectoryNotFoundException)
        {
            return new Outcome(false, refused.GetType().Name).ToString();
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            return $"Failed {failure.GetType().Name}";
        }
    }

    // Set by the test for the sandbox and for the control alike.
    private static string Canary => Environment.GetEnvironmentVariable("CANARY") ?? "/nowhere/canary";

    private static string Scratch => Environment.GetEnvironmentVariable("SCRATCH") ?? "/nowhere";

    private static int Port => int.TryParse(Environment.GetEnvironmentVariable("PORT"), out int port) ? port : 1;
}
