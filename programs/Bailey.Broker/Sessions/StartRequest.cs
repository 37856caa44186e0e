using System.Text.Json;
using Bailey.Policy;

namespace Bailey.Broker.Sessions;

/// <summary>What the host asks to start. Trusted: it comes from the user's own program.</summary>
internal sealed record StartRequest
{
    public required string ProgramFolder { get; init; }

    public required string PolicyFolder { get; init; }

    public string? Entry { get; init; }

    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Text of policy.json; null where there is none.</summary>
    public string? PolicyText { get; init; }

    /// <summary>Text of policy-override.json; null where there is none.</summary>
    public string? OverrideText { get; init; }

    /// <summary>Text of bailey.json; null where there is none: everything it could grant is denied.</summary>
    public string? BaileyText { get; init; }

    /// <summary>What the host hands in; null where it hands in nothing.</summary>
    public HostOffer? Offer { get; init; }

    /// <summary>Marks values beyond JSON between this guest and its host, who alone may know it; null where nothing is handed in.</summary>
    public string? Tag { get; init; }

    /// <summary>Names what is started: the same for the same program, arguments and names handed in, whatever its files and policies say now.</summary>
    public string Program => string.Join(
        '\0', [ProgramFolder, PolicyFolder, Entry ?? "", $"{Offer?.Stays}", .. Offer?.Members.Select(static member => member.Key) ?? [], .. Arguments]);

    public static StartRequest Read(ReadOnlyMemory<byte> json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        JsonElement root = document.RootElement;
        return new StartRequest
        {
            ProgramFolder = root.GetProperty("programFolder").GetString()!,
            PolicyFolder = root.GetProperty("policyFolder").GetString()!,
            Entry = Text(root, "entry"),
            Arguments = root.TryGetProperty("arguments", out JsonElement arguments) ? [.. arguments.EnumerateArray().Select(item => item.GetString()!)] : [],
            PolicyText = Text(root, "policy"),
            OverrideText = Text(root, "override"),
            BaileyText = Text(root, "bailey"),
            Offer = root.TryGetProperty("offer", out JsonElement offer) ? ReadOffer(offer) : null,
            Tag = Text(root, "tag"),
        };
    }

    /// <summary>Reads and merges the policies and compiles them.</summary>
    /// <returns>The plan, or null with the findings that say why not.</returns>
    public (GuestPlan? Plan, LavaMoatPolicy Policy, IReadOnlyList<PolicyFinding> Findings) Compile()
    {
        // (3)
        var findings = new List<PolicyFinding>();
        LavaMoatPolicy policy = Take(PolicyText is null ? null : LavaMoatPolicy.Read(PolicyText), LavaMoatPolicy.Empty, findings);
        if (OverrideText is not null)
        {
            LavaMoatPolicy above = Take(LavaMoatPolicy.Read(OverrideText), LavaMoatPolicy.Empty, findings);
            policy = Take(policy.Merge(above), policy, findings);
        }

        BaileyPolicy bailey = Take(BaileyText is null ? null : BaileyPolicy.Read(BaileyText), BaileyPolicy.Empty, findings);
        if (findings.Any(static finding => finding.Severity == FindingSeverity.Error))
        {
            return (null, policy, findings);
        }

        PolicyReading<GuestPlan> plan = GuestPlan.Compile(policy, bailey, new GuestLaunch
        {
            PolicyFolder = PolicyFolder,
            ProgramFolder = ProgramFolder,
            Entry = Entry,
            Arguments = Arguments,
            Offer = Offer,
            HostEnvironment = HostEnvironment(),
        });
        findings.AddRange(plan.Findings);
        return (plan.Policy, policy, findings);
    }

    private static HostOffer ReadOffer(JsonElement offer) => new(
        [.. offer.GetProperty("members").EnumerateArray().Select(static member =>
            KeyValuePair.Create(member.GetProperty("name").GetString()!, member.GetProperty("kind").GetString()!))],
        offer.GetProperty("stays").GetBoolean());

    private static T Take<T>(PolicyReading<T>? reading, T otherwise, List<PolicyFinding> findings)
        where T : class
    {
        findings.AddRange(reading?.Findings ?? []);
        return reading?.Policy ?? otherwise;
    }

    internal static Dictionary<string, string> HostEnvironment()
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (System.Collections.DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            variables[(string)variable.Key] = (string?)variable.Value ?? "";
        }

        return variables;
    }

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
