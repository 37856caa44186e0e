using System.Globalization;
using System.Text;
using System.Text.Json;
using Bailey.Broker.Fetching;
using Bailey.Broker.Files;
using Bailey.Broker.Programs;
using Bailey.Broker.Workers;
using Bailey.Policy;
using Bailey.Protocol;
using Bailey.Sandbox;

namespace Bailey.Broker.Sessions;

/// <summary>A session's guest worker, seen from the broker: everything it says may be hostile.</summary>
internal sealed class GuestWorker : IChannelHandler, IDisposable
{
    private readonly GuestPlan _plan;
    private readonly GuestSession _session;
    private readonly Compiler _compiler;
    private readonly SandboxLimits _limits;
    private readonly Worker _worker;
    private readonly SandboxProcess _process;
    private readonly Channel _channel;
    private readonly FileService _files;
    private readonly FetchService _fetches;
    private readonly TaskCompletionSource<GuestOutcome> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly StandardInput _input;
    private long _written;
    private int? _exitCode;
    private string? _limit;
    private string? _broken;

    public GuestWorker(Worker worker, GuestPlan plan, GuestSession session, Compiler compiler, Func<Task<ProgramStarter>> starter)
    {
        _plan = plan;
        _session = session;
        _compiler = compiler;
        _input = new StandardInput(isGranted: plan.Stdin);
        _files = new FileService([.. plan.Files.Routes.Select(Grant)], new FileBounds(MaximumDescriptors: plan.Limits.OpenFiles, TimeStep: (long)plan.FileTimeStep.TotalMilliseconds))
        {
            Narrow = (package, path, use) => plan.Files.Decide(package, path, use).Refusal,
            Decided = decision =>
            {
                if (decision.Refusal is { } refusal)
                {
                    session.Refused(refusal);
                }
                else
                {
                    session.Granted(decision);
                }
            },
        };
        _fetches = new FetchService(plan.Egress, starter, session.Refused, session.Said);
        _limits = new SandboxLimits { MemoryBytes = plan.Limits.MemoryBytes, CpuTime = plan.Limits.Cpu, WallTime = plan.Limits.Wall };
        _worker = worker;
        _process = worker.Process;
        _channel = worker.Channel;
        _worker.Own(this);
        _ = WatchExit();
    }

    /// <summary>Whether policy and graph are in it already.</summary>
    public bool IsPrepared => _worker.Preparation is not null;

    /// <summary>How the guest ended. Never faults.</summary>
    public Task<GuestOutcome> Ended => _ended.Task;

    /// <summary>Guest paths that it may change and whose source is not there.</summary>
    public IReadOnlyList<string> MissingSources => [.. _files.Missing];

    /// <summary>Seals the worker, then puts the policy in force.</summary>
    public async Task<Reply> Boot(string configuration, CancellationToken cancellation)
    {
        // (5)
        // Not a round trip later: the worker handles one request after the other, and one that cannot seal itself ends.
        Task<Reply> booting = Ask("guest.boot", Encoding.UTF8.GetBytes(configuration), cancellation);
        Reply sealing = await Answer(_worker.Sealed);
        return sealing.IsError ? sealing : await booting;
    }

    public Task<Reply> Load(JsonElement graph, CancellationToken cancellation) =>
        Ask("guest.load", Encoding.UTF8.GetBytes(graph.GetRawText()), cancellation);

    /// <summary>Runs the entry; the guest's limits count from here, not from the worker's own start.</summary>
    public void Run(string entry, string? tag)
    {
        _process.Limit(_limits);
        _channel.Notify("guest.run", SessionJson.Run(entry, tag));
    }

    /// <summary>Standard input, where the policy grants it; otherwise the guest finds its end at once.</summary>
    public void Input(Request chunk)
    {
        using JsonDocument message = JsonDocument.Parse(chunk.Message.Json);
        _input.Add(chunk, message.RootElement.GetProperty("end").GetBoolean());
    }

    /// <summary>A message of the host. May wait until the worker reads.</summary>
    public void Say(ReadOnlyMemory<byte> json, ReadOnlyMemory<byte> data) => _channel.Notify("guest.message", json.Span, data.Span);

    public void Kill(LimitKind? limit = null) => _process.Kill(limit);

    /// <summary>Ends a worker that broke the protocol.</summary>
    public void Break(string reason)
    {
        _broken ??= reason;
        _process.Kill();
    }

    /// <inheritdoc/>
    public void OnRequest(Request request)
    {
        Message message = request.Message;
        // (9)
        switch (message.Method)
        {
            case "guest.write":
                request.Answer(Write(message));
                break;
            case "audit.refusal":
                request.Answer(Record(message));
                break;
            case "stdin.read":
                _input.Read(request);
                break;
            case "host.call" or "host.answer":
                _session.AskHost(request);
                break;
            case "module.resolve":
                _ = Resolve(request);
                break;
            case var method when method.StartsWith(Methods.FilePrefix, StringComparison.Ordinal):
                AnswerFile(request);
                break;
            case var method when method.StartsWith(Methods.FetchPrefix, StringComparison.Ordinal):
                AnswerFetch(request);
                break;
            default:
                Break("it asked for a method that guests do not have");
                break;
        }
    }

    /// <inheritdoc/>
    public void OnEvent(Message message)
    {
        if (message.Method is not ("guest.exit" or "guest.limit"))
        {
            return;
        }

        using JsonDocument json = JsonDocument.Parse(message.Json);
        if (message.Method == "guest.exit")
        {
            _exitCode = json.RootElement.GetProperty("code").GetInt32();
        }
        else if (json.RootElement.GetProperty("name").GetString() == "timers")
        {
            _limit = "timers";
        }
    }

    /// <inheritdoc/>
    public void OnClosed(string? reason)
    {
        _broken ??= reason;
        _input.Close();
        _closed.TrySetResult();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // Files first: a long copy stops only when they are closed.
        _process.Kill();
        _files.Dispose();
        _fetches.Dispose();
        _worker.Dispose();
    }

    private static BrokerGrant Grant(FileRoute route) =>
        new(route.Prefix, route.HostPath, route.Access, route.Access == FileGrantAccess.Read ? null : route.MaxBytes);

    private Task<Reply> Ask(string method, ReadOnlyMemory<byte> json, CancellationToken cancellation) =>
        Answer(_channel.CallAsync(method, json, default, cancellation));

    private async Task<Reply> Answer(Task<Reply> asked)
    {
        try
        {
            return await asked;
        }
        catch (ProtocolException)
        {
            return Reply.Failure("worker", (await Ended).Detail);
        }
    }

    private Reply Write(Message message)
    {
        _written += message.Data.Length;
        if (_written > _plan.Limits.OutputBytes)
        {
            _process.Kill(LimitKind.Output);
            return Reply.Failure("limit", "output");
        }

        using JsonDocument json = JsonDocument.Parse(message.Json);
        _session.Output(json.RootElement.GetProperty("stream").GetInt32() == 2 ? 2 : 1, message.Data);
        return Reply.Empty;
    }

    private Reply Record(Message message)
    {
        if (Refusal.FromWorker(message.JsonText) is not { } refusal)
        {
            Break("it reported a refusal that is none");
            return Reply.Failure("protocol", "malformed");
        }

        _session.Refused(refusal);
        return Reply.Empty;
    }

    private void AnswerFile(Request request)
    {
        Message message = request.Message;
        // A long one must not hold up what the guest says next.
        if (message.Method is "file.copy" or "file.remove")
        {
            _ = Task.Run(() => request.Answer(_files.Handle(message.Method, message.Json, message.Data)));
        }
        else
        {
            request.Answer(_files.Handle(message.Method, message.Json, message.Data));
        }
    }

    private void AnswerFetch(Request request)
    {
        try
        {
            _fetches.Handle(request);
        }
        catch (InvalidDataException)
        {
            Break("it sent a request that is none");
        }
    }

    private async Task Resolve(Request request) =>
        request.Answer(await _compiler.Ask("compile.resolve", request.Message.Json, CancellationToken.None));

    private async Task WatchExit()
    {
        ExitStatus status = await _process.Exit;
        // What the guest said last, its exit code included, may still be in the socket.
        await _closed.Task;
        try
        {
            _ended.TrySetResult(Outcome(status));
        }
        catch (IOException error)
        {
            // The limit that it reached cannot be recorded.
            _ended.TrySetResult(GuestOutcome.Killed(error.Message));
        }
    }

    private GuestOutcome Outcome(ExitStatus status)
    {
        // (10)
        if ((status.Limit is { } limit ? LimitName(limit) : _limit) is { } name)
        {
            _session.Refused(Refusal.Of(Wall.Sandbox, LavaMoatPolicy.RootPackage, RefusalKind.Limit, name));
            return GuestOutcome.Limit(name);
        }

        if (_exitCode is { } code && _broken is null)
        {
            return GuestOutcome.Exited(code);
        }

        string detail = _broken ?? (status.Signal is { } signal
            ? string.Create(CultureInfo.InvariantCulture, $"signal {signal}")
            : $"the worker ended with code {status.Code} before its guest did");
        return GuestOutcome.Killed(GuestText.ForTerminal($"{detail} {status.Diagnostics}".Trim(), 2000));
    }

    // The limit's name as it stands in bailey.json.
    internal static string LimitName(LimitKind limit) => limit switch
    {
        LimitKind.Memory => "memory",
        LimitKind.CpuTime => "cpu",
        LimitKind.WallTime => "wall",
        LimitKind.Output => "output",
        _ => "threads",
    };
}
