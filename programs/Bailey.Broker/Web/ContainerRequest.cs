using System.Text.Json;
using Bailey.Policy;

namespace Bailey.Broker.Web;

/// <summary>What the host asks to open. Trusted: it comes from the user's own program.</summary>
internal sealed record ContainerRequest
{
    /// <summary>Absolute host path of a folder, a zip archive, or one HTML file.</summary>
    public required string Source { get; init; }

    /// <summary>Serialised origin beneath whose host name containers live.</summary>
    public required string BaseOrigin { get; init; }

    /// <summary>Origins of the pages that may show it.</summary>
    public required IReadOnlyList<string> HostOrigins { get; init; }

    /// <summary>Text of bailey.json; null where there is none: the page has the defaults.</summary>
    public string? BaileyText { get; init; }

    /// <summary>The grade that the user chose over the policy's; null for the policy's.</summary>
    public string? Grade { get; init; }

    /// <summary>True: an origin that nobody had before, whatever the policy says of storage.</summary>
    public bool Fresh { get; init; }

    public static ContainerRequest Read(ReadOnlyMemory<byte> json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        JsonElement root = document.RootElement;
        string? Text(string name) => root.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;
        return new ContainerRequest
        {
            Source = Path.GetFullPath(Text("source")!),
            BaseOrigin = Text("base")!,
            HostOrigins = [.. root.GetProperty("hosts").EnumerateArray().Select(static host => host.GetString()!)],
            BaileyText = Text("bailey"),
            Grade = Text("grade"),
            Fresh = root.TryGetProperty("fresh", out JsonElement fresh) && fresh.GetBoolean(),
        };
    }

    /// <summary>The policy with the user's grade in it, or the findings that say why not.</summary>
    public PolicyReading<BaileyPolicy> ReadPolicy()
    {
        PolicyReading<BaileyPolicy> reading = BaileyText is null ? new(BaileyPolicy.Empty, []) : BaileyPolicy.Read(BaileyText);
        if (reading.Policy is not { } policy)
        {
            return reading;
        }

        FramePolicy frame = policy.Frame ?? FramePolicy.Defaults;
        frame = Grade switch
        {
            "declared" => frame with { Grade = FrameGrade.Declared },
            "hardened" => frame with { Grade = FrameGrade.Hardened },
            null => frame,
            _ => throw new InvalidDataException($"There is no grade {GuestText.Quoted(Grade)}: it is \"declared\" or \"hardened\"."),
        };
        policy = policy with { Frame = frame };
        IReadOnlyList<PolicyFinding> findings = policy.ValidateFor(StartKind.Page);
        return new(findings.Any(static finding => finding.Severity == FindingSeverity.Error) ? null : policy, findings);
    }
}
