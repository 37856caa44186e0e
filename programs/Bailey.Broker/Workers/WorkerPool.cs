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
    private readonly Dictionary<WorkerKind, Shelf> _shelves = [];
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
            ShelfOf(kind).Waiting.Enqueue(Start(kind));
        }
    }

    /// <summary>Keeps this many workers of a kind waiting from now on.</summary>
    public void Keep(WorkerKind kind, int count)
    {
        lock (_gate)
        {
            ShelfOf(kind).Wanted = count;
            _clock.Change(_idle, Timeout.InfiniteTimeSpan);
            Fill(kind);
        }
    }

    /// <summary>Waits until the workers that are kept are warm.</summary>
    /// <returns>How many wait, and what their processes hold resident, in bytes: pages they share are counted for each.</returns>
    /// <exception cref="WallUnavailableException">No sandbox stands here.</exception>
    public async Task<(int Count, long Bytes)> Warm()
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
            await worker.Sealed;
            bytes += worker.Process.MemoryBytes;
        }

        return (waiting.Length, bytes);
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
                Shelf shelf = ShelfOf(kind);
                next = shelf.Waiting.TryDequeue(out Task<Worker>? waiting) ? waiting : Start(kind);
                if (shelf.Wanted > 0)
                {
                    _clock.Change(_idle, Timeout.InfiniteTimeSpan);
                    _ = FillLater(kind);
                }
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

    private Shelf ShelfOf(WorkerKind kind)
    {
        if (!_shelves.TryGetValue(kind, out Shelf? shelf))
        {
            _shelves.Add(kind, shelf = new Shelf());
        }

        return shelf;
    }

    private async Task FillLater(WorkerKind kind)
    {
        await Task.Delay(RefillDelay);
        lock (_gate)
        {
            if (!_disposed)
            {
                Fill(kind);
            }
        }
    }

    private void Fill(WorkerKind kind)
    {
        Shelf shelf = ShelfOf(kind);
        while (shelf.Waiting.Count < shelf.Wanted)
        {
            // Only guests have a first turn to rehearse.
            shelf.Waiting.Enqueue(Start(kind == WorkerKind.Compiler ? kind : kind.Rehearsed));
        }
    }

    private Task<Worker> Start(WorkerKind kind) =>
        _starter.ContinueWith(opened => opened.GetAwaiter().GetResult().Start(kind), TaskScheduler.Default);

    private void EndIdle()
    {
        lock (_gate)
        {
            foreach (Shelf shelf in _shelves.Values)
            {
                while (shelf.Waiting.TryDequeue(out Task<Worker>? starting))
                {
                    _ = starting.ContinueWith(static started => started.Result.Dispose(), CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
                }
            }
        }
    }

    private sealed class Shelf
    {
        public Queue<Task<Worker>> Waiting { get; } = [];

        public int Wanted { get; set; }
    }
}
