using System.Text;
using System.Text.Json;
using Bailey.Broker.Audit;
using Bailey.Broker.Files;
using Bailey.Broker.Programs;
using Bailey.Broker.Workers;
using Bailey.Policy;
using Bailey.Protocol;
using Bailey.Sandbox;

namespace Bailey.Broker.Sessions;

/// <summary>
/// One guest: its worker, its compile worker, its files, its limits. The numbers are those of docs/architecture.md, "One run".
/// </summary>
internal sealed class GuestSession : ISession
{
    private readonly int _number;
    private readonly Channel _host;
    private readonly AuditLog _audit;
    private readonly GraphMemory _graphs;
    private readonly Func<Task<ProgramStarter>> _starter;
    private readonly Action _ended;
    private readonly CancellationTokenSource _cancelled = new();
    private Compiler? _compiler;
    private readonly HostRelay _relay;
    private GuestWorker? _worker;
    private LavaMoatPolicy _policy = LavaMoatPolicy.Empty;
    private int _disposed;

    public GuestSession(int number, Channel host, AuditLog audit, GraphMemory graphs, Func<Task<ProgramStarter>> starter, Action ended)
    {
        _number = number;
        _host = host;
        _audit = audit;
        _graphs = graphs;
        _starter = starter;
        _ended = ended;
        _relay = new HostRelay(number, host, reason => _worker?.Break(reason));
    }

    /// <summary>Starts the guest; its end is told to the host by <c>guest.ended</c>.</summary>
    public async Task<Reply> Start(WorkerPool workers, Message message)
    {
        // (3) Policies to plan.
        StartRequest start = StartRequest.Read(message.Json);
        (GuestPlan? plan, LavaMoatPolicy policy, IReadOnlyList<PolicyFinding> findings) = start.Compile();
        if (plan is null)
        {
            Dispose();
            return new Reply(true, SessionJson.PolicyFailure(findings), default);
        }

        _policy = policy;

        // (4) Two sandboxed processes: one will run the guest, the other parses for it.
        _compiler = new Compiler(workers, plan.Program, _graphs, text => Tell("guest.progress", SessionJson.Text(_number, text)));
        Task<Reply> compiled = _compiler.Graph(SessionJson.GraphRequest(plan.Entry, policy), _cancelled.Token);
        Worker running = (workers.KeepsPrepared && compiled is { IsCompletedSuccessfully: true, Result: var known } && PreparationOf(start, plan, known) is { } wanted
            ? workers.TakePrepared(wanted)
            : null) ?? await workers.Take(KindFor(plan));
        if (running.Process.Mechanism == SandboxMechanism.Landlock)
        {
            if (plan.Required.FirstOrDefault(EnforcementReport.LostInFallback.Contains) is { } clause)
            {
                running.Dispose();
                Dispose();
                throw WallUnavailableException.RequiredIsLost(clause);
            }

            Tell("guest.fallback", SessionJson.Fallback(_number, running.Process.Mechanism));
        }

        _worker = new GuestWorker(running, plan, this, _compiler, _starter);
        _audit.Said(_number, SessionJson.Started(plan, running.Process.Mechanism));

        _ = Run(plan, compiled, start.Tag);
        return new Reply(false, SessionJson.Granted(plan), default);
    }

    /// <summary>Makes ready what is known of a guest before it is asked for. Nothing runs, nobody owns a worker.</summary>
    /// <returns>What waiting workers are told, or the answer that says why there is nothing to tell them.</returns>
    public static async Task<(Preparation? Preparation, Reply Failure)> Prepare(WorkerPool workers, GraphMemory graphs, ReadOnlyMemory<byte> json)
    {
        StartRequest start = StartRequest.Read(json);
        (GuestPlan? plan, LavaMoatPolicy policy, IReadOnlyList<PolicyFinding> findings) = start.Compile();
        if (plan is null)
        {
            return (null, new Reply(true, SessionJson.PolicyFailure(findings), default));
        }

        using var compiler = new Compiler(workers, plan.Program, graphs, static _ => { });
        Reply compiled = await compiler.Graph(SessionJson.GraphRequest(plan.Entry, policy), CancellationToken.None);
        return PreparationOf(start, plan, compiled) is { } preparation
            ? (preparation, default)
            : (null, compiled.IsError ? compiled : Reply.Failure("start", $"{plan.Entry} is no module of the program"));
    }

    /// <summary>Static analysis of a program, nothing runs.</summary>
    public async Task<Reply> Analyse(WorkerPool workers, Message message)
    {
        StartRequest start = StartRequest.Read(message.Json);
        var program = new FileRoute(GuestPath.Program, start.ProgramFolder, FileGrantAccess.Read, MaxBytes: 0, Required: true, "program");
        _compiler = new Compiler(workers, program, _graphs, text => Tell("guest.progress", SessionJson.Text(_number, text)));
        try
        {
            return await _compiler.Ask("compile.init", SessionJson.InitRequest($"{GuestPath.Program}/{start.Entry}"), _cancelled.Token);
        }
        finally
        {
            Dispose();
        }
    }

    /// <summary>Bytes of standard input from the host.</summary>
    public bool Input(Request chunk)
    {
        _worker?.Input(chunk);
        return _worker is not null;
    }

    /// <summary>A message of the host for its guest.</summary>
    public void Deliver(Message message) => _relay.Deliver(message);

    /// <summary>A message of the guest for its host.</summary>
    public void AskHost(Request request) => _relay.Forward(request);

    /// <summary>Ends the guest now; guest.ended follows.</summary>
    public void Cancel()
    {
        _cancelled.Cancel();
        _worker?.Kill();
    }

    /// <summary>A refusal: on disk first, then told, unless policy.json says <c>false</c> in so many words.</summary>
    public void Refused(Refusal refusal)
    {
        Record(() => _audit.Refused(_number, refusal));
        if (!_policy.Bans(refusal))
        {
            Tell("guest.refused", SessionJson.Refused(_number, refusal));
        }
    }

    /// <summary>A file that was granted: on disk before the guest has it.</summary>
    public void Granted(FileAudit decision) => Record(() => _audit.Said(_number, SessionJson.Granted(decision)));

    /// <summary>A line for the audit log, on disk when this returns.</summary>
    public void Said(string line) => Record(() => _audit.Said(_number, line));

    /// <summary>Bytes the guest wrote.</summary>
    public void Output(int stream, ReadOnlyMemory<byte> data) =>
        _host.Notify("guest.output", Encoding.ASCII.GetBytes($$"""{"guest":{{_number}},"stream":{{stream}}}"""), data.Span);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        _cancelled.Cancel();
        _worker?.Dispose();
        _compiler?.Dispose();
        _ended();
    }

    // What cannot be recorded is not answered, and whoever waits for the answer is ended.
    private void Record(Action write)
    {
        try
        {
            write();
        }
        catch (IOException error)
        {
            _worker?.Break(error.Message);
            throw;
        }
    }

    private async Task Run(GuestPlan plan, Task<Reply> compiled, string? tag)
    {
        GuestOutcome outcome;
        try
        {
            outcome = await RunToEnd(plan, compiled, tag);
            if (_cancelled.IsCancellationRequested && outcome.Kind == GuestOutcome.Killed("").Kind)
            {
                outcome = GuestOutcome.Cancelled;
            }
        }
        catch (OperationCanceledException)
        {
            outcome = GuestOutcome.Cancelled;
        }
#pragma warning disable CA1031 // The host is told of every end, also of one that nobody thought of.
        catch (Exception error)
#pragma warning restore CA1031
        {
            outcome = GuestOutcome.Failed(error.Message);
        }

        // (10)
        Tell("guest.ended", SessionJson.Ended(_number, outcome.Recorded(_audit, _number)));
        Dispose();
    }

    private async Task<GuestOutcome> RunToEnd(GuestPlan plan, Task<Reply> compiled, string? tag)
    {
        // (5) The worker locks down and is sealed while (6) the compile worker resolves and rewrites the whole graph.
        Task<Reply> booted = _worker!.IsPrepared ? Task.FromResult(Reply.Empty) : _worker.Boot(plan.ConfigurationJson, _cancelled.Token);
        Task first = await Task.WhenAny(_worker.Ended, Task.WhenAll(booted, compiled));
        if (first == _worker.Ended)
        {
            return await _worker.Ended;
        }

        Reply graph = await compiled;
        if (graph.IsError)
        {
            return GuestOutcome.Failed(ErrorMessage(graph));
        }

        if ((await booted) is { IsError: true } refused)
        {
            return GuestOutcome.Failed(ErrorMessage(refused));
        }

        using JsonDocument answer = JsonDocument.Parse(graph.Json);
        if (answer.RootElement.TryGetProperty("findings", out JsonElement findings) && findings.GetArrayLength() > 0)
        {
            Tell("guest.findings", SessionJson.Findings(_number, findings));
        }

        if (_worker.MissingSources is { Count: > 0 } missing)
        {
            Tell("guest.findings", SessionJson.MissingSources(_number, missing));
        }

        JsonElement modules = answer.RootElement.GetProperty("graph");
        if (!modules.TryGetProperty("entry", out JsonElement entry))
        {
            return GuestOutcome.Failed($"{plan.Entry} is no module of the program");
        }

        // (7) The graph goes in; (8) the entry runs; (9) requests are served until the guest ends.
        if (!_worker.IsPrepared && await _worker.Load(modules, _cancelled.Token) is { IsError: true } failed)
        {
            return GuestOutcome.Failed(ErrorMessage(failed));
        }

        _worker.Run(entry.GetString()!, tag);
        _relay.Open(_worker.Say);
        return await _worker.Ended;
    }

    private static WorkerKind KindFor(GuestPlan plan) => plan.DynamicCode != DynamicCodeMode.Deny ? WorkerKind.GuestWithJit : WorkerKind.Guest;

    private static Preparation? PreparationOf(StartRequest start, GuestPlan plan, Reply compiled)
    {
        if (compiled.IsError)
        {
            return null;
        }

        using JsonDocument answer = JsonDocument.Parse(compiled.Json);
        JsonElement graph = answer.RootElement.GetProperty("graph");
        return graph.TryGetProperty("entry", out _)
            ? new Preparation(start.Program, KindFor(plan), Encoding.UTF8.GetBytes(plan.ConfigurationJson), Encoding.UTF8.GetBytes(graph.GetRawText()))
            : null;
    }

    private void Tell(string method, byte[] json) => _host.Notify(method, json);

    private static string ErrorMessage(Reply reply)
    {
        using JsonDocument error = JsonDocument.Parse(reply.Json);
        return error.RootElement.GetProperty("message").GetString() ?? "";
    }
}
