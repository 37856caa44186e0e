using System.Diagnostics;
using Bailey.Interop;

namespace Bailey.Sandbox;

/// <summary>
/// One thread that waits for the end of every sandbox, keeps their diagnostics, and samples those that have limits.
/// </summary>
internal sealed class Watch : IDisposable
{
    private readonly Lock gate = new();
    private readonly List<SandboxProcess> processes = [];
    private readonly OwnedDescriptor wakeReader;
    private readonly OwnedDescriptor wakeWriter;
    private readonly int periodMilliseconds;
    private bool disposed;

    /// <summary>Starts the thread.</summary>
    /// <param name="period">Time between two samples, 1 ms or more.</param>
    public Watch(TimeSpan period)
    {
        periodMilliseconds = Math.Max(1, (int)period.TotalMilliseconds);
        LibCException.ThrowIf(LibC.pipe(out wakeReader, out wakeWriter), "pipe2");
        new Thread(Run) { IsBackground = true, Name = "Bailey watch" }.Start();
    }

    /// <summary>Watches a process from now on.</summary>
    public void Add(SandboxProcess process)
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            processes.Add(process);
        }

        Wake();
    }

    /// <summary>Ends every sandbox; the thread stops after the last one is gone.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            disposed = true;
            processes.ForEach(process => process.Kill());
        }

        Wake();
    }

    /// <summary>Makes the thread look at once, for example at new limits.</summary>
    public void Wake() => _ = LibC.write(wakeWriter, [0], out _);

    private void Run()
    {
        while (Snapshot() is { } current)
        {
            // Two descriptors per process, and the wake-up pipe last.
            var numbers = new int[(current.Length * 2) + 1];
            var found = new PollEvents[numbers.Length];
            for (int i = 0; i < current.Length; i++)
            {
                numbers[2 * i] = current[i].ProcessNumber;
                numbers[(2 * i) + 1] = current[i].Output.Number;
            }

            numbers[^1] = wakeReader.Number;
            _ = LibC.poll(numbers, found, current.Any(process => process.HasSampledLimits) ? periodMilliseconds : -1);
            for (int i = 0; i < current.Length; i++)
            {
                Look(current[i], ended: found[2 * i] != PollEvents.None, wrote: found[(2 * i) + 1] != PollEvents.None);
            }

            if (found[^1] != PollEvents.None)
            {
                _ = LibC.read(wakeReader, new byte[64], out _);
            }
        }

        wakeReader.Dispose();
        wakeWriter.Dispose();
    }

    private SandboxProcess[]? Snapshot()
    {
        lock (gate)
        {
            return disposed && processes.Count == 0 ? null : [.. processes];
        }
    }

    private void Look(SandboxProcess process, bool ended, bool wrote)
    {
        if (wrote)
        {
            process.Output.Read();
        }

        if (ended)
        {
            lock (gate)
            {
                processes.Remove(process);
            }

            process.Reap();
        }
        else
        {
            process.Sample(Stopwatch.GetTimestamp());
        }
    }
}
