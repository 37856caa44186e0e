using System.Text.Json;

namespace Bailey.Realm.Kernel;

/// <summary>What of a guest's configuration the worker itself carries out; the kernel reads the rest.</summary>
/// <param name="ClockResolution">Milliseconds, 1 or more.</param>
/// <param name="IsClockVirtual">Whether the clock is the guest's own.</param>
/// <param name="Seed">Where random numbers are seeded: from what.</param>
/// <param name="Timers">Timers at once.</param>
internal sealed record GuestSettings(double ClockResolution, bool IsClockVirtual, int? Seed, int Timers)
{
    public static GuestSettings Default { get; } = new(1, IsClockVirtual: false, Seed: null, int.MaxValue);

    public static GuestSettings Read(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        JsonElement root = document.RootElement;
        return new GuestSettings(
            root.TryGetProperty("clockResolution", out JsonElement resolution) ? resolution.GetDouble() : 1,
            root.TryGetProperty("clock", out JsonElement clock) && clock.GetString() == "virtual",
            root.TryGetProperty("seed", out JsonElement seed) ? seed.GetInt32() : null,
            root.TryGetProperty("timers", out JsonElement timers) ? timers.GetInt32() : int.MaxValue);
    }
}
