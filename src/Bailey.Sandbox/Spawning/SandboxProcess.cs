using System.Diagnostics;
using Bailey.Interop;

namespace Bailey.Sandbox;

/// <summary>A running sandbox. Disposing kills it. Thread-safe.</summary>
public sealed class SandboxProcess : IDisposable
{
    // What is left of a killed sandbox after this long has lost its launcher's attention.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private readonly OwnedDescriptor launcher;
    private readonly OwnedDescriptor inner;
    private readonly IUsage? sample;
    private readonly (ControlGroup Own, ControlGroups Home)? group;
    private readonly TaskCompletionSource<ExitStatus> exit = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Action wake;
    private SandboxLimits limits;
    private LimitKind? reached;
    private long? killedAt;
    private long limitsSince;
    private TimeSpan cpuBefore;
    private bool ended;

    internal SandboxProcess(int launcherPid, OwnedDescriptor launcher, int pid, OwnedDescriptor inner, OwnedDescriptor channel, Diagnostics output, SandboxLimits limits, Action wake, bool wholeTree, int parent, (ControlGroup Own, ControlGroups Home)? group = null)
    {
        LauncherPid = launcherPid;
        Pid = pid;
        Socket = channel;
        Channel = StreamOf(channel);
        Output = output;
        this.launcher = launcher;
        this.inner = inner;
        this.limits = limits;
        this.wake = wake;
        limitsSince = Stopwatch.GetTimestamp();
        this.group = group;
        sample = wholeTree ? TreeSample.Open(pid, parent) : ProcessSample.Open(pid, parent);
        sample = sample is not null && group is { } entered ? new GroupUsage(sample, entered.Own) : sample;
        LimitsBy = group?.Home.Mechanism ?? LimitMechanism.Monitor;
    }

    /// <summary>What it stands behind.</summary>
    public SandboxMechanism Mechanism { get; init; }

    /// <summary>What holds its memory, beside samples.</summary>
    public LimitMechanism LimitsBy { get; }

    /// <summary>The host's number of the process that is 1 inside, where namespaces are.</summary>
    public int Pid { get; }

    /// <summary>The host's number of bubblewrap, its parent; its own where no namespaces are.</summary>
    public int LauncherPid { get; }

    /// <summary>
    /// The host's end of the channel: a stream socket. One reader and one writer at a time. It ends when the worker is gone. The
    /// sandbox owns it.
    /// </summary>
    public Stream Channel { get; }

    /// <summary>How it ended; never faults.</summary>
    public Task<ExitStatus> Exit => exit.Task;

    /// <summary>The most memory seen in a sample, bytes of the resident set.</summary>
    public long PeakMemoryBytes { get; private set; }

    /// <summary>The resident set now, bytes; 0 when the process is gone.</summary>
    public long MemoryBytes => sample is not null && sample.TryRead(out Usage used) ? used.ResidentBytes : 0;

    /// <summary>Processor time of the last sample, since the process began.</summary>
    public TimeSpan CpuTime { get; private set; }

    internal int ProcessNumber => launcher.Number;

    internal Diagnostics Output { get; }

    internal OwnedDescriptor Socket { get; }

    // Sampled always: the peak is part of every report, and threads have a default limit.
    internal bool HasSampledLimits => sample is not null;

    /// <summary>Replaces the limits; processor and wall time count from now. For a worker that was warmed before it got its guest.</summary>
    public void Limit(SandboxLimits newLimits)
    {
        TimeSpan cpu = sample is not null && sample.TryRead(out Usage used) ? used.Cpu : CpuTime;
        lock (gate)
        {
            limits = newLimits;
            limitsSince = Stopwatch.GetTimestamp();
            cpuBefore = cpu;
        }

        if (group?.Own.Limit(newLimits) is not (null or Errno.None))
        {
            // More is in use already and cannot be taken back, or the limit cannot be held at all.
            Kill(LimitKind.Memory);
        }

        wake();
    }

    /// <summary>Kills it and everything in its process namespace. Does not wait.</summary>
    /// <param name="limit">The limit it is killed for; null for none.</param>
    public void Kill(LimitKind? limit = null)
    {
        lock (gate)
        {
            if (ended)
            {
                return;
            }

            reached ??= limit;
            killedAt ??= Stopwatch.GetTimestamp();
            // Process 1 takes its whole namespace with it, and bubblewrap then ends by itself, having collected it.
            if (sample is null || LibC.pidfd_send_signal(inner, LibC.SIGKILL) != Errno.None)
            {
                _ = LibC.pidfd_send_signal(launcher, LibC.SIGKILL);
            }

            group?.Own.Kill();
        }
    }

    /// <summary>Kills it, and closes the channel. <see cref="Exit"/> still completes.</summary>
    public void Dispose()
    {
        Kill();
        Channel.Dispose();
    }

    internal void Sample(long now)
    {
        if (killedAt is { } since && Stopwatch.GetElapsedTime(since, now) > Patience)
        {
            _ = LibC.pidfd_send_signal(launcher, LibC.SIGKILL);
        }

        if (sample is null || !sample.TryRead(out Usage used))
        {
            return;
        }

        LimitKind? limit;
        lock (gate)
        {
            PeakMemoryBytes = Math.Max(PeakMemoryBytes, used.ResidentBytes);
            CpuTime = used.Cpu;
            limit = group?.Own.Reached is { } held ? held
                : used.ResidentBytes > limits.MemoryBytes ? LimitKind.Memory
                : used.Cpu - cpuBefore > limits.CpuTime ? LimitKind.CpuTime
                : Stopwatch.GetElapsedTime(limitsSince, now) > limits.WallTime ? LimitKind.WallTime
                : used.Threads > limits.Threads ? LimitKind.Threads
                : used.Processes > limits.Processes ? LimitKind.Processes
                : null;
        }

        if (limit is not null)
        {
            Kill(limit);
        }
    }

    internal void Reap()
    {
        Errno errno = LibC.waitid(launcher, wait: true, out ChildStatus? status);
        lock (gate)
        {
            ended = true;
            if (sample is not null)
            {
                // bubblewrap is gone; in case it went first, so must the other, which is a child of this process by now.
                Orphans.End(inner);
            }
            else
            {
                // It was no child of bubblewrap when it was looked at: bubblewrap, or both, had ended.
                Orphans.EndAll();
            }

            launcher.Dispose();
            inner.Dispose();
            sample?.Dispose();
            reached ??= group?.Own.Reached;
        }

        if (group is { } entered)
        {
            entered.Home.Release(entered.Own);
        }

        string diagnostics = Output.Finish();
        Output.Dispose();
        // Somebody else reaped it: its status is lost, its end is not.
        exit.SetResult(ExitStatus.Of(errno == Errno.None && status is { } known ? known : new ChildStatus(null, LibC.SIGKILL), reached, diagnostics));
    }

    internal static Stream StreamOf(OwnedDescriptor socket) =>
        new DescriptorStream(socket, isSocket: true);
}
