using System.Globalization;
using System.Text;
using System.Text.Json;
using Bailey.Broker.Audit;
using Bailey.Broker.Programs.Displays;
using Bailey.Broker.Programs.Presets;
using Bailey.Broker.Sessions;
using Bailey.Interop;
using Bailey.Policy;
using Bailey.Protocol;
using Bailey.Sandbox;

namespace Bailey.Broker.Programs;

/// <summary>One native program: its sandbox, its tunnel, its streams, its limits. The numbers are those of docs/architecture.md, "One exec".</summary>
internal sealed class ProgramSession(int number, Channel host, AuditLog audit, Action ended) : ISession
{
    private const int CredentialBytes = 16;

    private readonly CancellationTokenSource _cancelled = new();
    private readonly ProgramOutput _output = new(number, host);
    private ProgramInput? _input;
    private SandboxProgram? _program;
    private TunnelSession? _tunnel;
    private ProgramDisplay? _display;
    private int _disposed;

    /// <summary>Starts the program; its end is told to the host by <c>guest.ended</c>.</summary>
    /// <exception cref="WallUnavailableException">No sandbox stands here.</exception>
    public async Task<Reply> Start(Task<ProgramStarter> opened, Message message)
    {
        ProgramRequest request = ProgramRequest.Read(message.Json);
        PolicyReading<ExecPlan> reading = request.Compile();
        if (reading.Policy is not { } plan)
        {
            Dispose();
            return new Reply(true, SessionJson.PolicyFailure(reading.Findings), default);
        }

        ProgramStarter starter = await opened;
        string password = Convert.ToHexStringLower(LibC.getrandom(CredentialBytes));
        // (e3) What cannot be recorded starts nothing, no X server either.
        audit.Said(number, TunnelJson.Started(plan.Command[0]));
        _display = await ProgramDisplay.OpenAsync(plan.Display, starter, StartRequest.HostEnvironment());
        ProgramStart start = Describe(plan, request.Preset, password, _display);
        if (plan.Egress.Count > 0)
        {
            starter.Prepare();
        }

        if (_display is not null)
        {
            audit.Said(number, TunnelJson.Displayed(_display.Name));
        }

        _program = starter.Start(start);
        if (_cancelled.IsCancellationRequested)
        {
            _program.Process.Kill();
        }

        _input = _program.Input is { } input ? new ProgramInput(input) : null;
        _ = Run(plan, starter, password);
        return new Reply(false, """{"granted":[]}"""u8.ToArray(), default);
    }

    /// <inheritdoc/>
    public bool Input(Request chunk)
    {
        _input?.Add(chunk);
        return _input is not null;
    }

    /// <inheritdoc/>
    public void Deliver(Message message)
    {
        // A native program has no host functions.
    }

    /// <inheritdoc/>
    public void Cancel()
    {
        _cancelled.Cancel();
        _program?.Process.Kill();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        _cancelled.Cancel();
        _program?.Dispose();
        _tunnel?.Dispose();
        _display?.Dispose();
        _input?.Dispose();
        ended();
    }

    private static ProgramStart Describe(ExecPlan plan, ProgramPreset? preset, string password, ProgramDisplay? display)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal);
        if (plan.Egress.Count > 0)
        {
            foreach ((string name, string value) in SandboxProgram.ProxyVariables("sandbox", password))
            {
                environment[name] = value;
            }
        }

        foreach ((string name, string value) in (preset?.Environment ?? []).Concat(display?.Environment ?? []).Concat(plan.Environment))
        {
            environment[name] = value;
        }

        string[] command = [plan.Command[0], .. preset?.Arguments ?? [], .. plan.Command.Skip(1)];
        return new ProgramStart(command, plan.WorkingFolder, Limits(plan))
        {
            Files = preset?.Files ?? [],
            Mounts = [.. display?.Mounts ?? [], .. ProgramMounts.Of(plan)],
            Sockets = display?.Sockets ?? [],
            Environment = environment,
            Input = plan.Stdin,
            Listener = plan.Egress.Count > 0,
            Children = plan.Children > 0,
            Nested = preset?.Nested ?? false,
        };
    }

    private static SandboxLimits Limits(ExecPlan plan) => new()
    {
        MemoryBytes = plan.Limits.MemoryBytes,
        CpuTime = plan.Limits.Cpu,
        WallTime = plan.Limits.Wall,
        Threads = null,
        // The program itself is none of its children.
        Processes = plan.Children + 1,
        Descriptors = plan.OpenFiles ?? 1024,
    };

    private async Task Run(ExecPlan plan, ProgramStarter starter, string password)
    {
        GuestOutcome outcome;
        try
        {
            outcome = await RunToEnd(plan, starter, password);
        }
#pragma warning disable CA1031 // The host is told of every end, also of one that nobody thought of.
        catch (Exception error)
#pragma warning restore CA1031
        {
            outcome = GuestOutcome.Failed(error.Message);
        }

        // (e8)
        Tell("guest.ended", SessionJson.Ended(number, outcome.Recorded(audit, number)));
        Dispose();
    }

    private async Task<GuestOutcome> RunToEnd(ExecPlan plan, ProgramStarter starter, string password)
    {
        SandboxProgram program = _program!;
        Task output = Task.WhenAll(_output.Read(program, 1, plan.Limits.OutputBytes), _output.Read(program, 2, plan.Limits.OutputBytes));
        string? lost = null;
        if (plan.Egress.Count > 0)
        {
            // (e4) The socket that the program's own loopback listens on; what it connects meanwhile waits in that socket.
            using OwnedDescriptor? listener = await program.Listener;
            if (listener is not null)
            {
                // (e5)
                _tunnel = new TunnelSession(starter, listener, Refused, line => audit.Said(number, line));
                lost = await Open(plan, password);
            }
        }

        if (lost is null)
        {
            Task<string>? tunnel = _tunnel?.EndAsync();
            Task first = await Task.WhenAny(new[] { tunnel, _display?.Ended, program.Process.Exit }.OfType<Task>());
            lost = first == tunnel ? TunnelLost(await tunnel!)
                : first == _display?.Ended && !program.Process.Exit.IsCompleted ? "the X server of its own ended, and so did the program" : null;
        }

        if (lost is not null)
        {
            // A program without its tunnel has nobody to talk to and would wait.
            program.Process.Kill();
        }

        ExitStatus status = await program.Process.Exit;
        await output;
        return Outcome(status, lost);
    }

    private static string TunnelLost(string why) => $"its tunnel ended, and so did the program: {why}";

    private async Task<string?> Open(ExecPlan plan, string password)
    {
        try
        {
            // (e6)
            Reply reply = await _tunnel!.OpenAsync(plan.Egress, "sandbox", password);
            return reply.IsError ? "its tunnel could not be opened, so the program was ended: " + GuestText.ForTerminal(reply.JsonText, 2000) : null;
        }
        catch (ProtocolException)
        {
            return TunnelLost(await _tunnel!.EndAsync());
        }
    }

    private GuestOutcome Outcome(ExitStatus status, string? lost)
    {
        if (_cancelled.IsCancellationRequested)
        {
            return GuestOutcome.Cancelled;
        }

        if (status.Limit is { } limit)
        {
            string name = limit == LimitKind.Processes ? "children" : GuestWorker.LimitName(limit);
            RefusalKind kind = limit == LimitKind.Processes ? RefusalKind.Child : RefusalKind.Limit;
            Refused(Refusal.Of(Wall.Sandbox, LavaMoatPolicy.RootPackage, kind, name) is var refusal && kind == RefusalKind.Child
                ? refusal with { Grant = "bailey.json: children = more than now" }
                : refusal);
            return GuestOutcome.Limit(name);
        }

        if (lost is not null)
        {
            return GuestOutcome.Killed(lost);
        }

        // A signal is an exit code to whoever starts programs: 128 and its number.
        const int signalled = 128;
        return GuestOutcome.Exited(status.Code ?? signalled + (status.Signal ?? 0));
    }

    // On disk first, then told.
    private void Refused(Refusal refusal)
    {
        // (e7)
        audit.Refused(number, refusal);
        Tell("guest.refused", SessionJson.Refused(number, refusal));
    }

    private void Tell(string method, byte[] json)
    {
        try
        {
            host.Notify(method, json);
        }
        catch (ProtocolException)
        {
            // The host is gone, and everything ends with it.
        }
    }
}
