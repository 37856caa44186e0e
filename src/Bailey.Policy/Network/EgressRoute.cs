namespace Bailey.Policy;

/// <summary>One grant of <c>egress</c> as the network's side carries it out. Immutable.</summary>
/// <param name="Host">The host, in its one canonical form.</param>
/// <param name="Port">1 to 65535.</param>
/// <param name="IsTls">Whether the origin is <c>https</c>.</param>
/// <param name="Methods">HTTP methods in upper case; for TLS <c>CONNECT</c>, which is everything that is said inside.</param>
/// <param name="PrivateAddresses">Whether the host may be the machine itself or a network that is not public.</param>
/// <param name="Clause">The clause of bailey.json: <c>egress[0]</c>.</param>
public sealed record EgressRoute(HostName Host, int Port, bool IsTls, IReadOnlyList<string> Methods, bool PrivateAddresses, string Clause)
{
    /// <summary>How much of bodies, both ways together, one run of a guest may move.</summary>
    public long MaxBytes { get; init; }

    /// <summary>The method of a connection whose content nobody sees.</summary>
    public const string Connect = "CONNECT";

    /// <summary>The grant with its origin taken apart; null where that is no origin.</summary>
    public static EgressRoute? Of(EgressGrant grant, string clause)
    {
        ArgumentNullException.ThrowIfNull(grant);
        // The serialisation of an origin is unique, so a policy is matched without parsing URLs.
        if (!Uri.TryCreate(grant.Origin, UriKind.Absolute, out Uri? uri)
            || uri.Scheme is not ("http" or "https")
            || !string.Equals(grant.Origin, uri.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped), StringComparison.Ordinal)
            || uri.Port is < 1 or > ushort.MaxValue
            || HostName.Parse(uri.Host, out _) is not { } host
            // Uri gives back 1.2.3.00 as it stands, and reads 1.2.3.0.
            || !string.Equals(grant.Origin, EgressRules.Origin(uri.Scheme == "https", host, uri.Port), StringComparison.Ordinal))
        {
            return null;
        }

        return new EgressRoute(host, uri.Port, uri.Scheme == "https", grant.Methods, grant.PrivateAddresses, clause) { MaxBytes = (grant.MaxBytes ?? LimitTable.MaxBytes).Bytes };
    }
}
