using System.Collections.Concurrent;
using Bailey.Interop;

namespace Bailey.Sandbox;

/// <summary>
/// The one thread that starts sandboxes. It never ends while the host lives, because a sandbox dies with the thread that started
/// it; in a host that runs as root it has given up root, for itself alone.
/// </summary>
/// <remarks>
/// <b>Source:</b> prctl(2), PR_SET_PDEATHSIG: "the parent is considered to be the thread that created this process".
/// </remarks>
internal sealed class Spawner
{
    private static readonly Lock Gate = new();
    private static readonly Dictionary<uint, Spawner> ByUser = [];

    private readonly BlockingCollection<Action> work = [];
    private readonly TaskCompletionSource<Errno> ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Spawner(uint user)
    {
        var thread = new Thread(() => Run(user)) { IsBackground = true, Name = "Bailey spawner" };
        thread.Start();
    }

    /// <summary>The spawner for a user id; the calling user's own id changes nothing.</summary>
    /// <exception cref="WallUnavailableException">The id could not be taken.</exception>
    public static Spawner For(uint user)
    {
        Spawner? spawner;
        lock (Gate)
        {
            if (!ByUser.TryGetValue(user, out spawner))
            {
                spawner = new Spawner(user);
                ByUser.Add(user, spawner);
            }
        }

        Errno errno = spawner.ready.Task.GetAwaiter().GetResult();
        return errno == Errno.None ? spawner : throw Messages.UserRefused(user, errno.ToString());
    }

    /// <summary>
    /// Starts a program from this thread, opens its pidfd before anything can reap it, and lowers its resource limits, which only
    /// its own user may do. Blocks the caller meanwhile.
    /// </summary>
    /// <param name="path">Absolute path of the program.</param>
    /// <param name="arguments">The first is its own name.</param>
    /// <param name="descriptors">All that it has.</param>
    /// <param name="limits">Lowered right after it began.</param>
    /// <param name="environment">`NAME=value`; null for none.</param>
    /// <exception cref="LibCException">It could not be started; nothing is left of it.</exception>
    public (int Pid, OwnedDescriptor Process) Start(
        string path, IReadOnlyList<string> arguments, IReadOnlyList<InheritedDescriptor> descriptors, IReadOnlyList<(ResourceLimit Resource, ulong Value)> limits,
        IReadOnlyList<string>? environment = null)
    {
        var started = new TaskCompletionSource<(int, OwnedDescriptor)>(TaskCreationOptions.RunContinuationsAsynchronously);
        work.Add(() =>
        {
            Errno errno = LibC.posix_spawn(path, arguments, environment ?? [], descriptors, out int pid);
            if (errno != Errno.None)
            {
                started.SetException(new LibCException("posix_spawn", errno));
                return;
            }

            errno = LibC.pidfd_open(pid, out OwnedDescriptor process);
            if (errno != Errno.None)
            {
                started.SetException(new LibCException("pidfd_open", errno));
                return;
            }

            foreach ((ResourceLimit resource, ulong value) in limits)
            {
                errno = LibC.prlimit(pid, resource, value);
                if (errno != Errno.None)
                {
                    Bubblewrap.End(process);
                    started.SetException(new LibCException($"prlimit {resource}", errno));
                    return;
                }
            }

            started.SetResult((pid, process));
        });
        return started.Task.GetAwaiter().GetResult();
    }

    private void Run(uint user)
    {
        Errno errno = user == LibC.geteuid() ? Errno.None : LibC.set_thread_ids(user, user);
        ready.SetResult(errno);
        if (errno != Errno.None)
        {
            return;
        }

        foreach (Action start in work.GetConsumingEnumerable())
        {
            start();
        }
    }
}
