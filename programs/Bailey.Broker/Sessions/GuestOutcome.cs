using Bailey.Broker.Audit;

namespace Bailey.Broker.Sessions;

/// <summary>How a guest ended.</summary>
/// <param name="Kind"><c>exited</c>, <c>limit</c>, <c>killed</c>, <c>cancelled</c> or <c>failed</c>.</param>
/// <param name="Code">The exit code, for <c>exited</c>.</param>
/// <param name="Detail">The limit's name in bailey.json, the signal, or why it could not run; never guest text that was not escaped.</param>
internal sealed record GuestOutcome(string Kind, int Code, string Detail)
{
    public static GuestOutcome Cancelled { get; } = new("cancelled", 0, "");

    public static GuestOutcome Exited(int code) => new("exited", code, "");

    public static GuestOutcome Limit(string name) => new("limit", 0, name);

    public static GuestOutcome Killed(string detail) => new("killed", 0, detail);

    public static GuestOutcome Failed(string reason) => new("failed", 0, reason);

    /// <summary>Records the end of a guest.</summary>
    /// <returns>What its host is told: an end that cannot be recorded was none of its own.</returns>
    public GuestOutcome Recorded(AuditLog audit, int guest)
    {
        try
        {
            audit.Ended(guest, SessionJson.EndedLine(this));
            return this;
        }
        catch (IOException error)
        {
            return Killed(error.Message);
        }
    }
}
