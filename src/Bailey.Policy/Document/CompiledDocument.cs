namespace Bailey.Policy;

/// <summary>One header of every response.</summary>
/// <param name="Name">As it is sent.</param>
/// <param name="Value">Printable ASCII.</param>
/// <param name="Reason">What it is there for.</param>
public sealed record DocumentHeader(string Name, string Value, string Reason);

/// <summary>What one container's policy means to a browser. Made by <see cref="DocumentPolicy.Compile"/> alone. Immutable.</summary>
public sealed record CompiledDocument
{
    /// <summary>How the page is held.</summary>
    public required FrameGrade Grade { get; init; }

    /// <summary>The headers of every response of the container's origin, in order, each name once.</summary>
    public required IReadOnlyList<DocumentHeader> Headers { get; init; }

    /// <summary>The tokens of the iframe's <c>sandbox</c> attribute, the same as those of the header.</summary>
    public required IReadOnlyList<string> SandboxTokens { get; init; }

    /// <summary>The iframe's <c>allow</c> attribute: the granted features; empty for none.</summary>
    public required string Allow { get; init; }

    /// <summary>What the host page's own <c>frame-src</c> must list, and nothing wider: the browser checks it on the frame's navigations.</summary>
    public required string HostFrameSource { get; init; }

    /// <summary>The value of a header.</summary>
    public string? this[string name] => Headers.FirstOrDefault(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase))?.Value;
}
