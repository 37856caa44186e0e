namespace Bailey;

/// <summary>A page to contain, and the policy it lives under.</summary>
public sealed record ContainerRequest
{
    /// <summary>Absolute host path of a folder, a <c>.zip</c> archive, or one HTML file.</summary>
    public required string Source { get; init; }

    /// <summary>Serialised origin beneath whose host name containers live: <c>http://localhost:5000</c> gives <c>http://&lt;id&gt;.localhost:5000</c>.</summary>
    public required string BaseOrigin { get; init; }

    /// <summary>Serialised origins of the pages that may show it; at least one.</summary>
    public required IReadOnlyList<string> HostOrigins { get; init; }

    /// <summary>Text of bailey.json; null: the page has the defaults of <c>frame</c>.</summary>
    public string? Bailey { get; init; }

    /// <summary><c>hardened</c> or <c>declared</c> instead of the policy's; null for the policy's.</summary>
    public string? Grade { get; init; }

    /// <summary>True: an origin that nobody had before, so nothing is found that a page stored.</summary>
    public bool Fresh { get; init; }
}
