using Bailey.Protocol;
using Bailey.Sandbox;

namespace Bailey.Broker.Workers;

/// <summary>
/// Workers that were started before anybody asked for one. Each is used once; a kind that is kept warm is filled up again in the
/// background. Thread-safe.
/// </summary>
internal sealed class WorkerPool : IDisposable
{
    // The guest that took the worker runs its first turn meanwhile, and should not share the processor with its successor.
    private static readonly TimeSpan RefillDelay = TimeSpan.FromMilliseconds(50);

    private readonly Lock _gate = new();
    private readonly Task<WorkerStarter> _starter;
    private readonly Dictionary<(WorkerKind Kind, string? Key), Shelf> _shelves = [];
    private readonly TimeSpan _idle;
    private readonly Timer _clock;
    private bool _disposed;

    /// <summary>Opens a pool.</summary>
    /// <param name="workerFolder">Absolute folder of the published worker.</param>
    /// <param name="ahead">Kinds of which one worker is started now, without being asked for.</param>
    /// <param name="idle">After this long without a guest all waiting workers are ended, and wait again from the next guest on.</param>
    public WorkerPool(string workerFolder, IReadOnlyList<WorkerKind> ahead, TimeSpan idle)
    {
        _idle = idle;
        _clock = new Timer(_ => EndIdle());
        // (1) Beside the host's own start.
        _starter = Task.Run(() => WorkerStarter.Open(workerFolder));
        foreach (WorkerKind kind in ahead)
        {
            ShelfOf(kind, null).Waiting.Enqueue(Start(kind, null));
        }
    }

    /// <summary>Keeps this many workers of a kind waiting from now on.</summary>
    public void Keep(WorkerKind kind, int count) => Keep(kind, null, count);

    /// <summary>Keeps this many workers waiting that are prepared for one program, and none that are for what it was before.</summary>
    public void Keep(Preparation preparation, int count)
    {
        lock (_gate)
        {
            foreach (Shelf stale in _shelves.Values.Where(shelf => shelf.Preparation?.Program == preparation.Program && shelf.Preparation.Key != preparation.Key).ToArray())
            {
                stale.Wanted = 0;
                End(stale);
                _shelves.Remove((stale.Kind, stale.Preparation!.Key));
            }

            Keep(preparation.Kind, preparation, count);
        }
    }

    /// <summary>Whether any worker is kept for one program: asking for it costs a digest of the whole graph.</summary>
    public bool KeepsPrepared
    {
        get
        {
            lock (_gate)
            {
                return _shelves.Values.Any(static shelf => shelf is { Preparation: not null, Wanted: > 0 });
            }
        }
    }

    /// <summary>Waits until the workers that are kept are warm.</summary>
    /// <returns>How many wait, and what their processes hold resident, in bytes: pages they share are counted for each. Or what failed in one.</returns>
    /// <exception cref="WallUnavailableException">No sandbox stands here.</exception>
    public async Task<(int Count, long Bytes, Reply? Failed)> Warm()
    {
        Task<Worker>[] waiting;
        lock (_gate)
        {
            waiting = [.. _shelves.Values.SelectMany(static shelf => shelf.Waiting)];
        }

        long bytes = 0;
        foreach (Task<Worker> starting in waiting)
        {
            Worker worker = await starting;
            if (await worker.Ready is { IsError: true } failed)
            {
                return (0, 0, failed);
            }

            bytes += worker.Process.MemoryBytes;
        }

        return (waiting.Length, bytes, null);
    }

    /// <summary>Names what workers are made of: the same name, the same worker.</summary>
    /// <exception cref="WallUnavailableException">No sandbox stands here.</exception>
    public async Task<string> Stage() => (await _starter).Stage;

    /// <summary>The worker that waited longest, or a new one.</summary>
    /// <exception cref="WallUnavailableException">No sandbox stands here.</exception>
    public async Task<Worker> Take(WorkerKind kind)
    {
        while (true)
        {
            Task<Worker> next;
            lock (_gate)
            {
                ObjectDisposedException.ThrowIf(_disposed, this);
                next = Dequeue(ShelfOf(kind, null)) ?? Start(kind, null);
            }

            Worker worker = await next;
            if (!worker.Process.Exit.IsCompleted)
            {
                return worker;
            }

            // It died while it waited, killed by somebody or for its limits.
            worker.Dispose();
        }
    }

    /// <summary>A worker that waits for exactly this guest; null where none is ready.</summary>
    public Worker? TakePrepared(Preparation wanted)
    {
        lock (_gate)
        {
            if (_disposed || !_shelves.TryGetValue((wanted.Kind, wanted.Key), out Shelf? shelf))
            {
                return null;
            }

            if (shelf.Waiting.TryPeek(out Task<Worker>? starting) && starting is not { IsCompletedSuccessfully: true, Result.Ready.IsCompleted: true })
            {
                // It will be there for the next one.
                return null;
            }

            // Also where none waits: after an idle time they come back with this guest.
            if (Dequeue(shelf) is not { Result: var worker })
            {
                return null;
            }

            if (worker.Ready is { IsCompletedSuccessfully: true, Result.IsError: false } && !worker.Process.Exit.IsCompleted)
            {
                return worker;
            }

            worker.Dispose();
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            EndIdle();
        }

        _clock.Dispose();
        if (_starter.IsCompletedSuccessfully)
        {
            _starter.Result.Dispose();
        }
    }

    private void Keep(WorkerKind kind, Preparation? preparation, int count)
    {
        lock (_gate)
        {
            Shelf shelf = ShelfOf(kind, preparation);
            shelf.Wanted = count;
            _clock.Change(_idle, Timeout.InfiniteTimeSpan);
            while (shelf.Waiting.Count > count)
            {
                EndOne(shelf);
            }

            Fill(shelf);
        }
    }

    private Shelf ShelfOf(WorkerKind kind, Preparation? preparation)
    {
        if (!_shelves.TryGetValue((kind, preparation?.Key), out Shelf? shelf))
        {
            _shelves.Add((kind, preparation?.Key), shelf = new Shelf(kind, preparation));
        }

        return shelf;
    }

    private Task<Worker>? Dequeue(Shelf shelf)
    {
        shelf.Waiting.TryDequeue(out Task<Worker>? waiting);
        if (shelf.Wanted > 0)
        {
            _clock.Change(_idle, Timeout.InfiniteTimeSpan);
            _ = FillLater(shelf);
        }

        return waiting;
    }

    private async Task FillLater(Shelf shelf)
    {
        await Task.Delay(RefillDelay);
        lock (_gate)
        {
            if (!_disposed)
            {
                Fill(shelf);
            }
        }
    }

    private void Fill(Shelf shelf)
    {
        while (shelf.Waiting.Count < shelf.Wanted)
        {
            // Only guests have a first turn to rehearse.
            shelf.Waiting.Enqueue(Start(shelf.Kind == WorkerKind.Compiler ? shelf.Kind : shelf.Kind.Rehearsed, shelf.Preparation));
        }
    }

    private Task<Worker> Start(WorkerKind kind, Preparation? preparation) =>
        _starter.ContinueWith(opened => opened.GetAwaiter().GetResult().Start(kind, preparation), TaskScheduler.Default);

    private void EndIdle()
    {
        lock (_gate)
        {
            foreach (Shelf shelf in _shelves.Values)
            {
                End(shelf);
            }
        }
    }

    private static void End(Shelf shelf)
    {
        while (shelf.Waiting.Count > 0)
        {
            EndOne(shelf);
        }
    }

    private static void EndOne(Shelf shelf) => _ = shelf.Waiting.Dequeue().ContinueWith(
        static started => started.Result.Dispose(), CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);

    private sealed class Shelf(WorkerKind kind, Preparation? preparation)
    {
        public WorkerKind Kind { get; } = kind;

        public Preparation? Preparation { get; } = preparation;

        public Queue<Task<Worker>> Waiting { get; } = [];

        public int Wanted { get; set; }
    }
}
