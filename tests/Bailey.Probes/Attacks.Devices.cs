namespace Bailey.Probes;

internal static partial class Attacks
{
    private static Dictionary<string, Func<Outcome>> Devices => new[]
        {
            "null", "zero", "full", "random", "ptmx", "shm", "pts", "fd",
        }
        .ToDictionary(name => "device_" + name, name => (Func<Outcome>)(() => Native.Path("/dev/" + name, 0x800)), StringComparer.Ordinal);
}
