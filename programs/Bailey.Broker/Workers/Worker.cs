using Bailey.Protocol;
using Bailey.Sandbox;

namespace Bailey.Broker.Workers;

/// <summary>
/// A worker's process and channel. It locks down and seals itself at once, before anybody owns it; then it waits. It is given to one
/// owner, once.
/// </summary>
internal sealed class Worker : IChannelHandler, IDisposable
{
    private readonly Lock _gate = new();
    private IChannelHandler? _owner;
    private bool _closed;
    private string? _reason;

    public Worker(SandboxProcess process, WorkerKind kind, Preparation? preparation = null)
    {
        Process = process;
        Kind = kind;
        Channel = new Channel(process.Channel, this, kind.Bounds);
        Channel.Start();
        // (5) Answered when lockdown is done and the second filter is in force.
        Sealed = Channel.CallAsync("worker.seal", "{}"u8.ToArray(), StagedFilters.Of(SandboxClass.Worker, process.Mechanism).Stage2());
        Preparation = preparation;
        Ready = preparation is null ? Sealed : Prepare(preparation);
    }

    public WorkerKind Kind { get; }

    public SandboxProcess Process { get; }

    public Channel Channel { get; }

    /// <summary>Whether the worker is warm. Faults when it ends before.</summary>
    public Task<Reply> Sealed { get; }

    /// <summary>What it was told already; null for a worker that may still become anybody's.</summary>
    public Preparation? Preparation { get; }

    /// <summary>Whether it waits for nothing but its guest. Faults when it ends before.</summary>
    public Task<Reply> Ready { get; }

    /// <summary>Gives the worker to its owner, who hears everything from here on, its end included.</summary>
    public void Own(IChannelHandler owner)
    {
        bool closed;
        lock (_gate)
        {
            _owner = owner;
            closed = _closed;
        }

        if (closed)
        {
            owner.OnClosed(_reason);
        }
    }

    private async Task<Reply> Prepare(Preparation preparation)
    {
        // One after the other in the worker; sealed before any of it.
        Task<Reply> booted = Channel.CallAsync("guest.boot", preparation.Configuration);
        Task<Reply> loaded = Channel.CallAsync("guest.load", preparation.Graph);
        Task<Reply> prepared = Channel.CallAsync("guest.prepare", "{}"u8.ToArray());
        foreach (Task<Reply> step in (Task<Reply>[])[Sealed, booted, loaded])
        {
            if (await step is { IsError: true } failed)
            {
                return failed;
            }
        }

        return await prepared;
    }

    /// <inheritdoc/>
    public void OnRequest(Request request)
    {
        if (_owner is { } owner)
        {
            owner.OnRequest(request);
        }
        else
        {
            // A worker that nobody owns has nothing to ask.
            Process.Kill();
        }
    }

    /// <inheritdoc/>
    public void OnEvent(Message message) => _owner?.OnEvent(message);

    /// <inheritdoc/>
    public void OnClosed(string? reason)
    {
        IChannelHandler? owner;
        lock (_gate)
        {
            _closed = true;
            _reason = reason;
            owner = _owner;
        }

        Process.Kill();
        owner?.OnClosed(reason);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Channel.Dispose();
        Process.Dispose();
    }
}
