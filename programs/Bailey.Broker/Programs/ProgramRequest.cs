using System.Text.Json;
using Bailey.Broker.Programs.Presets;
using Bailey.Broker.Sessions;
using Bailey.Policy;

namespace Bailey.Broker.Programs;

/// <summary>What native program the host asks to start. Trusted: it comes from the user's own program.</summary>
/// <param name="PolicyFolder">Absolute host folder of bailey.json.</param>
/// <param name="BaileyText">Text of bailey.json; null where there is none: everything it could grant is denied.</param>
/// <param name="Command">The program and its arguments.</param>
/// <param name="WorkingFolder">Absolute host folder that the caller works in; null for none.</param>
/// <param name="Preset">What else it needs; null for nothing.</param>
/// <param name="Display">The display that is asked for; null for what the policy grants.</param>
internal sealed record ProgramRequest(string PolicyFolder, string? BaileyText, IReadOnlyList<string> Command, string? WorkingFolder, ProgramPreset? Preset, DisplayMode? Display)
{
    /// <exception cref="InvalidDataException">There is no such preset.</exception>
    public static ProgramRequest Read(ReadOnlyMemory<byte> json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        JsonElement root = document.RootElement;
        string? Text(string name) => root.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        return new ProgramRequest(
            Text("policyFolder")!, Text("bailey"), [.. root.GetProperty("command").EnumerateArray().Select(static item => item.GetString()!)],
            Text("workingFolder"), ProgramPreset.Find(Text("preset")),
            Text("display") is { } display ? Enum.Parse<DisplayMode>(display, ignoreCase: true) : null);
    }

    /// <summary>Reads the policy and compiles it; null with the findings that say why not.</summary>
    public PolicyReading<ExecPlan> Compile()
    {
        // (e2)
        PolicyReading<BaileyPolicy> reading = BaileyText is null ? new(BaileyPolicy.Empty, []) : BaileyPolicy.Read(BaileyText);
        if (reading.Policy is null)
        {
            return new(null, reading.Findings);
        }

        PolicyReading<ExecPlan> plan = ExecPlan.Compile(reading.Policy, new ProgramLaunch
        {
            PolicyFolder = PolicyFolder,
            Program = Command[0],
            Arguments = [.. Command.Skip(1)],
            WorkingFolder = WorkingFolder,
            Display = Display,
            HostEnvironment = StartRequest.HostEnvironment(),
        });
        return new(plan.Policy, [.. reading.Findings, .. plan.Findings]);
    }
}
