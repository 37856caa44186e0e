using Bailey.Tests;

namespace Bailey.Browser.Tests.Provocations;

/// <summary>How the pages of the corpus are shown.</summary>
internal enum Setting
{
    /// <summary>By a web server, without Bailey: the control.</summary>
    Bare,

    /// <summary>By <c>bailey serve</c>, with the widest policy that can be written.</summary>
    Declared,

    /// <summary>By <c>bailey serve</c> in the hardened grade, with the widest policy that can be written.</summary>
    Hardened,
}

/// <summary>Where the pages are, and the page around them.</summary>
/// <param name="HostPage">Its address.</param>
/// <param name="Origin">Of the pages.</param>
/// <param name="Sandbox">The iframe's attribute; null for none.</param>
/// <param name="Allow">The iframe's attribute.</param>
internal sealed record Stage(string HostPage, string Origin, string? Sandbox, string Allow)
{
    // As naively as it is done: every feature, no sandbox.
    private const string EveryFeature = "attribution-reporting; clipboard-write; deferred-fetch; identity-credentials-get; join-ad-interest-group; payment; "
        + "publickey-credentials-get; shared-storage; storage-access";

    /// <summary>The pages as a web server serves them.</summary>
    public static Stage Bare(int port) => new($"http://localhost:{port}/host.html", $"http://bare.localhost:{port}", null, EveryFeature);

    /// <summary>The pages in a container.</summary>
    public static Stage Of(Served served) => new(served.Address, served.Origin, served.Sandbox, served.Allow);

    /// <summary>The address of an attack's page.</summary>
    public string AddressOf(Provocation provocation) => $"{(Sandbox is null && provocation.Control == ControlKind.Same ? new Uri(HostPage).GetLeftPart(UriPartial.Authority) : Origin)}/{provocation.Name}/";
}
