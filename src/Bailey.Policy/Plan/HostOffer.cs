namespace Bailey.Policy;

/// <summary>What a host hands in, before the policy is asked.</summary>
/// <param name="Members">Name to <c>function</c>, <c>readable</c> or <c>writable</c>, in the host's order: the index is the member's number.</param>
/// <param name="Stays">Whether the guest waits for calls when it has nothing left to do.</param>
public sealed record HostOffer(IReadOnlyList<KeyValuePair<string, string>> Members, bool Stays);
