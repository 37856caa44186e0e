using System.Net;
using Bailey.Policy;

namespace Bailey.Tunnel.Reports;

/// <summary>Where decisions are written down before they are carried out.</summary>
internal interface IReports
{
    /// <summary>A refusal. Completes when it is on disk.</summary>
    Task RefusedAsync(EgressReason reason, string subject, string? clause);

    /// <summary>A connection that was dialled. Completes when it is on disk; nothing of the client was sent yet.</summary>
    Task OpenedAsync(long number, string subject, IPAddress address);

    /// <summary>Its end.</summary>
    /// <param name="number">As it was opened.</param>
    /// <param name="sent">Bytes to the server.</param>
    /// <param name="received">Bytes from it.</param>
    void Closed(long number, long sent, long received);
}
