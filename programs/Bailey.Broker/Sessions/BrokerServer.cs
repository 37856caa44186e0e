using System.Collections.Concurrent;
using System.Text.Json;
using Bailey.Broker.Audit;
using Bailey.Protocol;
using Bailey.Sandbox;

namespace Bailey.Broker.Sessions;

/// <summary>Serves one host. When the host's channel ends, for whatever reason, every guest ends.</summary>
internal sealed class BrokerServer : IChannelHandler, IDisposable
{
    private readonly BrokerOptions _options;
    private readonly ConcurrentDictionary<int, GuestSession> _guests = new();
    private readonly ManualResetEventSlim _ended = new();
    private readonly Task<WorkerStarter> _starter;
    private readonly AuditLog _audit;
    private readonly CodeCache _cache;
    private Channel? _host;

    public BrokerServer(BrokerOptions options)
    {
        _options = options;
        _audit = AuditLog.Open(options.StateFolder);
        _cache = new CodeCache(Path.Combine(options.StateFolder, "code"));
        // (1)
        // Beside the host's own start: proving that sandboxes stand here and staging the root take some milliseconds.
        _starter = Task.Run(() => WorkerStarter.Open(_options.WorkerFolder));
    }

    /// <summary>Serves until the host goes.</summary>
    public void Serve(Channel host)
    {
        _host = host;
        host.Start();
        _ended.Wait();
    }

    /// <inheritdoc/>
    public void OnRequest(Request request)
    {
        switch (request.Message.Method)
        {
            case "guest.start":
                _ = StartGuest(request, static (session, starter, message) => session.Start(starter, message));
                break;
            case "policy.init":
                _ = StartGuest(request, static (session, starter, message) => session.Analyse(starter, message));
                break;
            case "wall.examine":
                _ = Task.Run(() => request.Answer(new Reply(false, WallReport.Json(), default)));
                break;
            case "guest.cancel":
                Guest(request.Message)?.Cancel();
                request.Answer(Reply.Empty);
                break;
            default:
                request.Answer(Reply.Failure("protocol", $"the broker has no method {request.Message.Method}"));
                break;
        }
    }

    /// <inheritdoc/>
    public void OnEvent(Message message)
    {
        switch (message.Method)
        {
            case "guest.input":
                Guest(message)?.Input(message);
                break;
            case "guest.message":
                Guest(message)?.Deliver(message);
                break;
            default:
                break;
        }
    }

    /// <inheritdoc/>
    public void OnClosed(string? reason)
    {
        foreach (GuestSession guest in _guests.Values)
        {
            guest.Dispose();
        }

        _ended.Set();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        OnClosed(null);
        if (_starter.IsCompletedSuccessfully)
        {
            _starter.Result.Dispose();
        }

        _audit.Dispose();
        _ended.Dispose();
    }

    private async Task StartGuest(Request request, Func<GuestSession, WorkerStarter, Message, Task<Reply>> begin)
    {
        int number = Number(request.Message);
        var session = new GuestSession(number, _host!, _audit, _cache, () => _guests.TryRemove(number, out _));
        _guests[number] = session;
        try
        {
            request.Answer(await begin(session, await _starter, request.Message));
        }
        catch (WallUnavailableException error)
        {
            session.Dispose();
            request.Answer(Reply.Failure("wall", error.Message));
        }
#pragma warning disable CA1031 // Whatever fails in one start, the other guests go on and the host is told.
        catch (Exception error)
#pragma warning restore CA1031
        {
            session.Dispose();
            request.Answer(Reply.Failure("start", error.Message));
        }
    }

    private GuestSession? Guest(Message message) => _guests.GetValueOrDefault(Number(message));

    // The host numbers its guests, so that it knows a guest before the first event of it.
    private static int Number(Message message)
    {
        using JsonDocument json = JsonDocument.Parse(message.Json);
        return json.RootElement.GetProperty("guest").GetInt32();
    }
}
