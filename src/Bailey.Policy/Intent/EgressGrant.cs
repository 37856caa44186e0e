namespace Bailey.Policy;

/// <summary>One origin that the guest may talk to.</summary>
/// <param name="Origin"><c>https://host</c> or <c>https://host:port</c> in lower case, without path; <c>http:</c> too.</param>
/// <param name="Methods">HTTP methods in upper case; never empty.</param>
/// <param name="Credential">Name of a host secret that is added outside of the guest; null for none.</param>
/// <param name="Integrity">Subresource integrity, <c>sha256-…</c>, that every answer must have; null for none.</param>
/// <param name="PrivateAddresses">Whether the name may resolve to a private, loopback or link-local address.</param>
/// <param name="Required">True: nothing starts unless this is enforced.</param>
/// <param name="MaxBytes">How much of bodies, both ways together, one run may move; null: <see cref="LimitTable.MaxBytes"/>.</param>
public sealed record EgressGrant(
    string Origin,
    IReadOnlyList<string> Methods,
    string? Credential = null,
    string? Integrity = null,
    bool PrivateAddresses = false,
    bool Required = false,
    ByteSize? MaxBytes = null);
