using System.Collections.Concurrent;
using System.Threading.Channels;

namespace Bailey.AspNetCore;

/// <summary>The live list: the last events, and everybody who listens. Thread-safe.</summary>
public sealed class ContainerEvents
{
    private const int Kept = 500;

    private readonly Lock _gate = new();
    private readonly Queue<ContainerEvent> _last = new();
    private readonly ConcurrentDictionary<Channel<ContainerEvent>, bool> _listeners = new();

    /// <summary>The last events, oldest first.</summary>
    public IReadOnlyList<ContainerEvent> Last
    {
        get
        {
            lock (_gate)
            {
                return [.. _last];
            }
        }
    }

    /// <summary>The last events and then every new one, until cancelled. A listener that is slow misses some.</summary>
    public async IAsyncEnumerable<ContainerEvent> ListenAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        var channel = Channel.CreateBounded<ContainerEvent>(new BoundedChannelOptions(Kept) { FullMode = BoundedChannelFullMode.DropOldest });
        lock (_gate)
        {
            foreach (ContainerEvent old in _last)
            {
                channel.Writer.TryWrite(old);
            }

            _listeners[channel] = true;
        }

        try
        {
            await foreach (ContainerEvent next in channel.Reader.ReadAllAsync(cancellation))
            {
                yield return next;
            }
        }
        finally
        {
            _listeners.TryRemove(channel, out _);
        }
    }

    internal void Add(ContainerEvent happened)
    {
        lock (_gate)
        {
            _last.Enqueue(happened);
            if (_last.Count > Kept)
            {
                _last.Dequeue();
            }

            foreach (Channel<ContainerEvent> listener in _listeners.Keys)
            {
                listener.Writer.TryWrite(happened);
            }
        }
    }
}
