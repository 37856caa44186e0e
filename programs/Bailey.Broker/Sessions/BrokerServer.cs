using System.Collections.Concurrent;
using System.Text.Json;
using Bailey.Broker.Audit;
using Bailey.Broker.Programs;
using Bailey.Broker.Web;
using Bailey.Broker.Workers;
using Bailey.Protocol;
using Bailey.Sandbox;

namespace Bailey.Broker.Sessions;

/// <summary>Serves one host. When the host's channel ends, for whatever reason, every guest ends.</summary>
internal sealed class BrokerServer : IChannelHandler, IDisposable
{
    // Workers that wait cost memory; a host that starts no guest for this long gets them back with its next one.
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(10);
    private const int MostWarm = 64;

    private readonly ConcurrentDictionary<int, ISession> _guests = new();
    private readonly ManualResetEventSlim _ended = new();
    private readonly WorkerPool _workers;
    private readonly AuditLog _audit;
    private readonly ContainerSessions _containers;
    private readonly GraphMemory _graphs;
    private readonly Lazy<Task<ProgramStarter>> _programs;
    private Channel? _host;

    public BrokerServer(BrokerOptions options)
    {
        // (1)
        _workers = new WorkerPool(options.WorkerFolder, options.StartAhead, Idle);
        _audit = AuditLog.Open(options.StateFolder);
        var cache = new CodeCache(Path.Combine(options.StateFolder, "code"));
        _graphs = new GraphMemory(cache);
        _programs = new Lazy<Task<ProgramStarter>>(() => Task.Run(() => new ProgramStarter(options.TunnelFolder, options.FetcherFolder)));
        _containers = new ContainerSessions(options, _workers, cache, _audit, () => _host!);
    }

    /// <summary>Begins to serve a host.</summary>
    public void Attach(Channel host)
    {
        _host = host;
        host.Start();
    }

    /// <summary>Waits until the host goes.</summary>
    public void Wait() => _ended.Wait();

    /// <inheritdoc/>
    public void OnRequest(Request request)
    {
        switch (request.Message.Method)
        {
            case "guest.start":
                _ = StartGuest(request, static (session, workers, message) => session.Start(workers, message));
                break;
            case "program.start":
                _ = StartProgram(request);
                break;
            case "policy.init":
                _ = StartGuest(request, static (session, workers, message) => session.Analyse(workers, message));
                break;
            case "wall.examine":
                _ = Task.Run(() => request.Answer(new Reply(false, WallReport.Json(), default)));
                break;
            case "workers.keep":
                _ = KeepWarm(request);
                break;
            case "guest.cancel":
                Guest(request.Message)?.Cancel();
                request.Answer(Reply.Empty);
                break;
            case "guest.input":
                if (Guest(request.Message)?.Input(request) != true)
                {
                    request.Answer(Reply.Empty);
                }

                break;
            case "web.open":
                _ = _containers.Open(request);
                break;
            case "web.close":
                _containers.Close(request.Message);
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
            case "guest.message":
                Guest(message)?.Deliver(message);
                break;
            case "web.refused":
                _containers.Refused(message);
                break;
            default:
                break;
        }
    }

    /// <inheritdoc/>
    public void OnClosed(string? reason)
    {
        foreach (ISession guest in _guests.Values)
        {
            guest.Dispose();
        }

        _ended.Set();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        OnClosed(null);
        _containers.Dispose();
        if (_programs is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
        {
            _programs.Value.Result.Dispose();
        }

        _workers.Dispose();
        _audit.Dispose();
        _ended.Dispose();
    }

    private async Task KeepWarm(Request request)
    {
        using JsonDocument json = JsonDocument.Parse(request.Message.Json);
        JsonElement root = json.RootElement;
        int count = Math.Clamp(root.GetProperty("count").GetInt32(), 0, MostWarm);
        try
        {
            if (root.TryGetProperty("programFolder", out _))
            {
                (Preparation? preparation, Reply failure) = await GuestSession.Prepare(_workers, _graphs, request.Message.Json);
                if (preparation is null)
                {
                    request.Answer(failure);
                    return;
                }

                _workers.Keep(preparation, count);
            }
            else
            {
                _workers.Keep(root.GetProperty("jit").GetBoolean() ? WorkerKind.GuestWithJit : WorkerKind.Guest, count);
                _workers.Keep(WorkerKind.Compiler, count);
            }

            (int waiting, long bytes, Reply? failed) = await _workers.Warm();
            request.Answer(failed ?? new Reply(false, SessionJson.Warm(waiting, bytes), default));
        }
        catch (Exception error) when (error is WallUnavailableException or ProtocolException or ObjectDisposedException)
        {
            request.Answer(Reply.Failure("wall", error.Message));
        }
    }

    private Task StartGuest(Request request, Func<GuestSession, WorkerPool, Message, Task<Reply>> begin)
    {
        int number = Number(request.Message);
        var session = new GuestSession(number, _host!, _audit, _graphs, () => _programs.Value, () => _guests.TryRemove(number, out _));
        return Begin(request, session, () => begin(session, _workers, request.Message));
    }

    private Task StartProgram(Request request)
    {
        int number = Number(request.Message);
        var session = new ProgramSession(number, _host!, _audit, () => _guests.TryRemove(number, out _));
        return Begin(request, session, () => session.Start(_programs.Value, request.Message));
    }

    private async Task Begin(Request request, ISession session, Func<Task<Reply>> begin)
    {
        _guests[Number(request.Message)] = session;
        try
        {
            request.Answer(await begin());
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

    private ISession? Guest(Message message) => _guests.GetValueOrDefault(Number(message));

    // The host numbers its guests, so that it knows a guest before the first event of it.
    private static int Number(Message message)
    {
        using JsonDocument json = JsonDocument.Parse(message.Json);
        return json.RootElement.GetProperty("guest").GetInt32();
    }
}
