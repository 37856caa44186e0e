using System.Diagnostics;

namespace Bailey.Sandbox;

/// <summary>
/// Reads what a process and everything beneath it use. In a process namespace of its own that is everything inside: whoever loses his
/// parent becomes a child of process 1.
/// </summary>
/// <remarks>
/// <b>Does not stop:</b> processor time of children that their parent never waits for is lost when they end; memory in files of memory is
/// no process's. A <see cref="ControlGroup"/> knows both.
/// </remarks>
internal sealed class TreeSample : IUsage
{
    // A browser has hundreds of threads, and each is one file to read.
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(100);

    private readonly int root;
    private readonly ProcessSample first;
    private Usage last;
    private long taken;

    private TreeSample(int root, ProcessSample first)
    {
        this.root = root;
        this.first = first;
    }

    /// <summary>Opens the sample of a process that is 1 inside.</summary>
    /// <returns>Null when it is gone.</returns>
    public static TreeSample? Open(int pid, int parent) => ProcessSample.Open(pid, parent) is { } first ? new TreeSample(pid, first) : null;

    /// <inheritdoc/>
    public bool TryRead(out Usage usage)
    {
        if (taken != 0 && Stopwatch.GetElapsedTime(taken) < Period)
        {
            usage = last;
            return true;
        }

        if (!first.TryRead(out usage))
        {
            return false;
        }

        usage = usage with { Cpu = usage.Cpu + usage.Reaped, Processes = 0 };
        var waiting = new Stack<int>(Children.Of(root));
        while (waiting.TryPop(out int pid))
        {
            using ProcessSample? sample = ProcessSample.OpenAny(pid);
            if (sample is not null && sample.TryRead(out Usage one))
            {
                usage = new Usage(usage.ResidentBytes + one.ResidentBytes, usage.Cpu + one.Cpu + one.Reaped, usage.Threads + one.Threads, usage.Processes + 1);
                foreach (int child in Children.Of(pid))
                {
                    waiting.Push(child);
                }
            }
        }

        // What a child used is nobody's between its end and its parent's waiting.
        usage = usage with { Cpu = usage.Cpu > last.Cpu ? usage.Cpu : last.Cpu };
        last = usage;
        taken = Stopwatch.GetTimestamp();
        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => first.Dispose();
}
