using System.Net;
using System.Text.Json;
using Bailey.Policy;
using Bailey.Protocol;

namespace Bailey.Tunnel.Reports;

/// <summary>Reports to the broker, which writes them down and answers then.</summary>
internal sealed class ChannelReports(Channel channel) : IReports
{
    // A name that somebody made up may have any length; the log needs its beginning.
    private const int LongestSubject = 512;

    /// <inheritdoc/>
    public Task RefusedAsync(EgressReason reason, string subject, string? clause) => Ask("tunnel.refused", json =>
    {
        json.WriteString("reason", EgressReasons.Word(reason));
        json.WriteString("subject", Cut(subject));
        json.WriteString("clause", clause);
    });

    /// <inheritdoc/>
    public Task OpenedAsync(long number, string subject, IPAddress address) => Ask("tunnel.opened", json =>
    {
        json.WriteNumber("connection", number);
        json.WriteString("subject", Cut(subject));
        json.WriteString("address", address.ToString());
    });

    /// <inheritdoc/>
    public void Closed(long number, long sent, long received) => channel.Notify("tunnel.closed", JsonObjectText.Write(json =>
    {
        json.WriteNumber("connection", number);
        json.WriteNumber("sent", sent);
        json.WriteNumber("received", received);
    }));

    private async Task Ask(string method, Action<Utf8JsonWriter> members)
    {
        Reply reply = await channel.CallAsync(method, JsonObjectText.Write(members));
        if (reply.IsError)
        {
            throw new IOException("the broker did not write it down");
        }
    }

    private static string Cut(string text) => text.Length > LongestSubject ? text[..LongestSubject] : text;
}
