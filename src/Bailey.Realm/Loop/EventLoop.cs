using System.Collections.Concurrent;
using System.Diagnostics;

namespace Bailey.Realm.Loop;

/// <summary>The one thread on which a worker's JavaScript runs: posted work first, then due timers, in order.</summary>
public sealed class EventLoop : IDisposable
{
    private readonly BlockingCollection<Action> _work = [];
    private readonly PriorityQueue<Timer, (long Due, long Order)> _timers = new();
    private readonly Dictionary<int, Timer> _live = [];
    private readonly Action<int> _onTimer;
    private long _order;
    private bool _stopped;

    /// <summary>Makes a loop.</summary>
    /// <param name="onTimer">Called on the loop's thread with the id of a timer that is due.</param>
    public EventLoop(Action<int> onTimer) => _onTimer = onTimer;

    /// <summary>
    /// How the loop waits when it has no work: for at most so many milliseconds, -1 without end, on something that may post work
    /// meanwhile. Null: it waits for work from any thread. With it, work comes from the loop's own thread only.
    /// </summary>
    public Action<int>? Idle { get; set; }

    /// <summary>Adds work. Any thread, but see <see cref="Idle"/>; dropped once the loop has stopped.</summary>
    public void Post(Action action)
    {
        if (!_work.IsAddingCompleted)
        {
            _work.Add(action);
        }
    }

    /// <summary>Starts a one-shot timer. The loop's thread only.</summary>
    /// <param name="id">The caller's name for it; a live timer of the same id is replaced.</param>
    /// <param name="milliseconds">0 to about 24 days; out of range or NaN counts as 1, as in Node.</param>
    public void StartTimer(int id, double milliseconds)
    {
        double delay = milliseconds is >= 0 and <= int.MaxValue ? milliseconds : 1;
        var timer = new Timer(id);
        _live[id] = timer;
        _timers.Enqueue(timer, (Stopwatch.GetTimestamp() + (long)(delay * Stopwatch.Frequency / 1000), _order++));
    }

    /// <summary>How many timers are live. The loop's thread only.</summary>
    public int TimerCount => _live.Count;

    /// <summary>Forgets a timer. The loop's thread only.</summary>
    public void CancelTimer(int id) => _live.Remove(id);

    /// <summary>Runs until <see cref="Stop"/>.</summary>
    public void Run()
    {
        while (!_stopped)
        {
            if (_work.TryTake(out Action? action, Idle is null ? Wait() : 0))
            {
                action();
            }
            else
            {
                Idle?.Invoke(Wait());
            }

            RunDueTimers();
        }
    }

    /// <summary>Ends <see cref="Run"/> after the current piece of work. Any thread.</summary>
    public void Stop()
    {
        Post(() => _stopped = true);
    }

    /// <inheritdoc/>
    public void Dispose() => _work.Dispose();

    private int Wait()
    {
        while (_timers.TryPeek(out Timer? timer, out (long Due, long Order) key))
        {
            if (!IsLive(timer))
            {
                _timers.Dequeue();
                continue;
            }

            // Rounded up: a timer never fires early.
            long left = key.Due - Stopwatch.GetTimestamp();
            return left <= 0 ? 0 : (int)Math.Min(int.MaxValue, ((left * 1000) + Stopwatch.Frequency - 1) / Stopwatch.Frequency);
        }

        return Timeout.Infinite;
    }

    private void RunDueTimers()
    {
        long now = Stopwatch.GetTimestamp();
        while (!_stopped && _timers.TryPeek(out Timer? timer, out (long Due, long Order) key) && key.Due <= now)
        {
            _timers.Dequeue();
            if (IsLive(timer))
            {
                _live.Remove(timer.Id);
                _onTimer(timer.Id);
            }
        }
    }

    private bool IsLive(Timer timer) => _live.TryGetValue(timer.Id, out Timer? live) && ReferenceEquals(live, timer);

    private sealed record Timer(int Id);
}
