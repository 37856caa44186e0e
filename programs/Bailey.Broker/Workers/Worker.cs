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

    public Worker(SandboxProcess process, WorkerKind kind)
    {
        Process = process;
        Kind = kind;
        Channel = new Channel(process.Channel, this, kind.Bounds);
        Channel.Start();
        // (5) Answered when lockdown is done and the second filter is in force.
        Sealed = Channel.CallAsync("worker.seal", "{}"u8.ToArray(), WorkerFilters.Stage2());
    }

    public WorkerKind Kind { get; }

    public SandboxProcess Process { get; }

    public Channel Channel { get; }

    /// <summary>Whether the worker is warm. Faults when it ends before.</summary>
    public Task<Reply> Sealed { get; }

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
