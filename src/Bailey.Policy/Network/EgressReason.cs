namespace Bailey.Policy;

/// <summary>Why a connection is refused.</summary>
public enum EgressReason
{
    /// <summary>No grant names the origin, or none with this method.</summary>
    NotGranted,

    /// <summary>The name leads to an address that is not public, or to the machine itself.</summary>
    PrivateAddress,

    /// <summary>What was named is no host.</summary>
    Name,

    /// <summary>TLS is begun for another name than the connection.</summary>
    OtherName,

    /// <summary>TLS is begun without a name.</summary>
    NoName,

    /// <summary>TLS is begun with its name encrypted.</summary>
    HiddenName,

    /// <summary>Something else than TLS is sent to an origin of https.</summary>
    NotTls,

    /// <summary>The request is for another host than the connection.</summary>
    OtherHost,

    /// <summary>The request can be read in more than one way.</summary>
    Malformed,

    /// <summary>Datagrams, or a connection from outside.</summary>
    Protocol,

    /// <summary>The credentials are another sandbox's.</summary>
    Credentials,
}

/// <summary>The words of reasons, and the line that would allow what was refused: one table.</summary>
public static class EgressReasons
{
    private static readonly (EgressReason Reason, string Word, string? Never)[] Rows =
    [
        (EgressReason.NotGranted, "not-granted", null),
        (EgressReason.PrivateAddress, "private-address", null),
        (EgressReason.Name, "name", "that is no host name in its one plain form"),
        (EgressReason.OtherName, "other-name", "its TLS was begun for another name"),
        (EgressReason.NoName, "no-name", "its TLS was begun without a name (SNI)"),
        (EgressReason.HiddenName, "hidden-name", "its TLS was begun with a hidden name (ECH); turn that off in the program"),
        (EgressReason.NotTls, "not-tls", "what was sent is not TLS; grant the http origin if that is meant"),
        (EgressReason.OtherHost, "other-host", "the request's Host is another one"),
        (EgressReason.Malformed, "malformed", "the request can be read in more than one way"),
        (EgressReason.Protocol, "protocol", "only outgoing TCP connections are carried"),
        (EgressReason.Credentials, "credentials", "these are not this sandbox's credentials"),
    ];

    /// <summary>The word between processes.</summary>
    public static string Word(EgressReason reason) => Array.Find(Rows, row => row.Reason == reason).Word;

    /// <summary>The reason of a word; null for an unknown one.</summary>
    public static EgressReason? Find(string word) => Array.FindIndex(Rows, row => row.Word == word) is >= 0 and var i ? Rows[i].Reason : null;

    /// <summary>The refusal, with the line of bailey.json that would allow it or the statement that none does.</summary>
    /// <param name="reason">Why.</param>
    /// <param name="subject">A method, a space and an origin; the guest's own text where that is none.</param>
    /// <param name="clause">For <see cref="EgressReason.PrivateAddress"/>: the grant that names the origin.</param>
    public static Refusal Refusal(EgressReason reason, string subject, string? clause = null)
    {
        string? never = Array.Find(Rows, row => row.Reason == reason).Never;
        Refusal refusal = Policy.Refusal.Of(Wall.Sandbox, LavaMoatPolicy.RootPackage, RefusalKind.Egress, subject);
        return never is not null ? refusal with { Grant = $"no policy allows it: {never}" }
            : reason == EgressReason.PrivateAddress ? refusal with { Grant = $"bailey.json: {clause ?? "egress"}.privateAddresses = true, if it is meant to reach this machine or its network" }
            : refusal;
    }
}
