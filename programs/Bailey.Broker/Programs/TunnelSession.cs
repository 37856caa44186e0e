using System.Text.Json;
using Bailey.Interop;
using Bailey.Policy;
using Bailey.Protocol;
using Bailey.Sandbox;

namespace Bailey.Broker.Programs;

/// <summary>One program's tunnel, seen from the broker: everything it says may be hostile.</summary>
internal sealed class TunnelSession : IChannelHandler, IDisposable
{
    // Decisions about connections alone.
    private static readonly ChannelBounds Bounds = new(MaximumMessage: 16 * 1024, MaximumUnfinished: 4, MaximumPending: 1024);
    private const int LongestSubject = 512;

    private readonly SandboxProcess _process;
    private readonly Channel _channel;
    private readonly Action<Refusal> _refused;
    private readonly Action<string> _said;
    private string? _broken;

    /// <summary>Starts it; it accepts nothing before <see cref="OpenAsync"/>.</summary>
    /// <param name="starter">Starts it.</param>
    /// <param name="listener">The program's listening socket; the caller closes its own.</param>
    /// <param name="refused">Takes a refusal; it is on disk when this returns.</param>
    /// <param name="said">Takes a line for the audit log; it is on disk when this returns.</param>
    public TunnelSession(ProgramStarter starter, OwnedDescriptor listener, Action<Refusal> refused, Action<string> said)
    {
        _refused = refused;
        _said = said;
        _process = starter.StartTunnel(listener);
        _channel = new Channel(_process.Channel, this, Bounds);
        _channel.Start();
    }

    /// <summary>Why it ended, printable; completes when it has.</summary>
    public async Task<string> EndAsync()
    {
        ExitStatus status = await _process.Exit;
        return GuestText.ForTerminal($"{_broken} {status.Limit} {(status.Signal is { } signal ? $"signal {signal}" : "")} {status.Diagnostics}".Trim(), 2000);
    }

    /// <summary>Seals it, and tells it what is granted.</summary>
    /// <param name="routes">The grants.</param>
    /// <param name="user">What its clients say.</param>
    /// <param name="password">What its clients say.</param>
    /// <param name="forFetcher">Whether its one client is a fetcher.</param>
    /// <exception cref="ProtocolException">It ended before.</exception>
    public async Task<Reply> OpenAsync(IEnumerable<EgressRoute> routes, string user, string password, bool forFetcher = false)
    {
        Reply reply = await _channel.CallAsync("worker.seal", "{}"u8.ToArray(), StagedFilters.Tunnel.Stage2());
        return reply.IsError ? reply : await _channel.CallAsync("tunnel.open", TunnelJson.Opening(routes, user, password, forFetcher));
    }

    /// <inheritdoc/>
    public void OnRequest(Request request)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(request.Message.Json);
            JsonElement json = document.RootElement;
            switch (request.Message.Method)
            {
                case "tunnel.refused" when EgressReasons.Find(Text(json, "reason")!) is { } reason:
                    string? clause = Text(json, "clause");
                    _refused(EgressReasons.Refusal(reason, Text(json, "subject")!, clause is null || IsClause(clause) ? clause : null));
                    request.Answer(Reply.Empty);
                    return;
                case "tunnel.opened":
                    _said(TunnelJson.Connected(json.GetProperty("connection").GetInt64(), Text(json, "subject")!, Text(json, "address")!));
                    request.Answer(Reply.Empty);
                    return;
                default:
                    Break("it asked for a method that tunnels do not have");
                    return;
            }
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or ArgumentNullException)
        {
            Break("it sent a malformed message");
        }
    }

    /// <inheritdoc/>
    public void OnEvent(Message message)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(message.Json);
            JsonElement json = document.RootElement;
            if (message.Method == "tunnel.closed")
            {
                _said(TunnelJson.Closed(json.GetProperty("connection").GetInt64(), json.GetProperty("sent").GetInt64(), json.GetProperty("received").GetInt64()));
            }
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            Break("it sent a malformed event");
        }
    }

    /// <inheritdoc/>
    public void OnClosed(string? reason)
    {
        _broken ??= reason;
        _process.Kill();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _process.Dispose();
        _channel.Dispose();
    }

    private void Break(string reason)
    {
        _broken ??= reason;
        _process.Kill();
    }

    private static string? Text(JsonElement json, string name) =>
        json.GetProperty(name).GetString() is { } text ? text.Length > LongestSubject ? text[..LongestSubject] : text : null;

    // The line that a user is told to add is never a tunnel's own text.
    private static bool IsClause(string text) =>
        text.StartsWith("egress[", StringComparison.Ordinal) && text.EndsWith(']') && text.AsSpan(7, text.Length - 8).IndexOfAnyExceptInRange('0', '9') < 0;
}
