using System.Diagnostics;
using Bailey.Interop;

namespace Bailey.Sandbox;

/// <summary>
/// Puts sandboxes into control groups where that is possible: version 2 where this process's own group is delegated, else version 1 where it can be
/// written, else nowhere. Which it is, is found out with the first sandbox and stays. Thread-safe.
/// </summary>
/// <param name="trees">Where to try, in order.</param>
internal sealed class ControlGroups(IReadOnlyList<GroupTree> trees) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);

    private readonly object gate = new();
    private readonly Queue<GroupTree> waiting = new(trees);
    private readonly List<string> reasons = [];
    private GroupPlace? place;
    private int groups;
    private bool disposed;

    /// <summary>What was found so far.</summary>
    public LimitMechanism Mechanism => place switch
    {
        { IsProved: true, Version: 1 } => LimitMechanism.ControlGroupV1,
        { IsProved: true } => LimitMechanism.ControlGroupV2,
        _ => LimitMechanism.Monitor,
    };

    /// <summary>Why groups are not used, tree by tree.</summary>
    public string Reason => reasons.Count == 0 ? "no control groups are mounted" : string.Join("; ", reasons);

    /// <summary>Makes a group and moves a process in.</summary>
    /// <param name="pid">The process, with no guest in it yet.</param>
    /// <param name="limits">In force at once.</param>
    /// <returns>Null where no tree can be used, or the process is gone.</returns>
    /// <exception cref="LibCException">Groups were used before, and this one could not be: the sandbox must not go on without.</exception>
    public ControlGroup? Hold(int pid, SandboxLimits limits)
    {
        lock (gate)
        {
            while (!disposed && Next() is { } current)
            {
                ControlGroup? group = current.Make(limits, out Errno errno);
                errno = group?.EnterTree(pid) ?? errno;
                if (errno == Errno.None)
                {
                    current.IsProved = true;
                    groups++;
                    return group;
                }

                group?.Dispose();
                if (errno == Errno.ESRCH)
                {
                    return null;
                }

                if (current.IsProved)
                {
                    throw new LibCException("control group", errno);
                }

                reasons.Add($"version {current.Version}: no process may be moved ({errno})");
                current.Dispose();
                place = null;
            }

            return null;
        }
    }

    /// <summary>Takes a group back whose processes have ended.</summary>
    public void Release(ControlGroup group)
    {
        group.Dispose();
        lock (gate)
        {
            groups--;
            DisposeLast();
        }
    }

    /// <summary>
    /// No group is made from now on; the folder goes with the last one. Waits for that a little: a process that ends right after this would leave it to the
    /// next one.
    /// </summary>
    public void Dispose()
    {
        lock (gate)
        {
            disposed = true;
            DisposeLast();
            for (var watch = Stopwatch.StartNew(); place is not null && watch.Elapsed < Patience;)
            {
                Monitor.Wait(gate, Patience);
            }
        }
    }

    private GroupPlace? Next()
    {
        while (place is null && waiting.TryDequeue(out GroupTree? tree))
        {
            place = GroupPlace.Open(tree, out string reason);
            if (place is null)
            {
                reasons.Add($"version {tree.Version}: {reason}");
            }
        }

        return place;
    }

    private void DisposeLast()
    {
        if (disposed && groups == 0)
        {
            place?.Dispose();
            place = null;
            Monitor.PulseAll(gate);
        }
    }
}
