using System.Globalization;
using Bailey.Interop;

namespace Bailey.Sandbox;

/// <summary>Compiles the plan of the worker class.</summary>
/// <remarks>
/// <b>Source:</b> bwrap(1).
/// <para><b>Stops:</b> see the reason beside each argument.</para>
/// <para><b>Does not stop:</b> system calls; <see cref="WorkerFilters"/> does.</para>
/// </remarks>
public static class WorkerPlan
{
    // Longer ones would fill the pipe before bubblewrap reads it.
    private const int LongestArguments = 32 * 1024;

    private static readonly string[] Isolation =
    [
        "--unshare-all", // mounts, processes, network (only an idle loopback), ipc, host name, cgroups
        "--unshare-user", // demanded by --disable-userns; never "try"
        "--uid", "1000", "--gid", "1000", // one identity for everybody
        "--disable-userns", // no nested user namespace, hence no mount or network administration inside
        "--assert-userns-disabled", // and fail if that did not hold
        "--cap-drop", "ALL", // as root bubblewrap would keep all capabilities
        "--die-with-parent", // the spawner's thread ends with the host
        "--new-session", // no controlling terminal: no TIOCSTI
        "--clearenv",
        "--hostname", "localhost",
        "--as-pid-1", // no unfiltered helper beside the worker, and /proc/1 is the worker itself
    ];

    /// <summary>The plan on this machine.</summary>
    /// <exception cref="ArgumentException">A path is not absolute, a text has a NUL, or all of it exceeds 32 KiB.</exception>
    public static SandboxPlan Here(WorkerStart start) => Compile(start, Sandboxes.MaskedHere(), Sandboxes.Fenced);

    /// <summary>A pure function: the same start and the same facts of the host give the same plan.</summary>
    /// <param name="start">What to start.</param>
    /// <param name="hidden">
    /// The files and folders of /proc, among those worth masking, that the host's kernel has: masking one that is absent fails.
    /// </param>
    /// <param name="fenced">Whether kernel and processor have what the second layer needs, <see cref="Sandboxes.Fenced"/>.</param>
    /// <exception cref="ArgumentException">A path is not absolute, a text has a NUL, or all of it exceeds 32 KiB.</exception>
    public static SandboxPlan Compile(WorkerStart start, IReadOnlySet<string> hidden, bool fenced = true)
    {
        bool listens = start.Class is SandboxClass.WebHost or SandboxClass.Tunnel;
        if (listens != start.Listener is not null || start.Class == SandboxClass.Fetcher != start.Socket is not null)
        {
            throw new ArgumentException("Web hosts and tunnels have a listening socket, a fetcher has one to connect to, and a worker has none.", nameof(start));
        }

        var descriptors = new List<PlannedDescriptor>
        {
            new(0, DescriptorRole.Null),
            new(1, DescriptorRole.Diagnostics),
            new(WorkerDescriptors.Diagnostics, DescriptorRole.Diagnostics),
            new(WorkerDescriptors.Channel, DescriptorRole.Channel),
            new(4, DescriptorRole.Arguments),
            new(5, DescriptorRole.Filter),
            new(6, DescriptorRole.Information),
        };
        if (listens)
        {
            descriptors.Add(new(WorkerDescriptors.Listener, DescriptorRole.Listener));
        }

        if (fenced)
        {
            descriptors.Add(new(descriptors.Count, DescriptorRole.Ruleset));
        }

        string Data(string content)
        {
            descriptors.Add(new PlannedDescriptor(descriptors.Count, DescriptorRole.Data, content));
            return Text(descriptors.Count - 1);
        }

        var arguments = new List<string>(Isolation);
        if (start.Class == SandboxClass.Tunnel)
        {
            arguments.Add("--share-net"); // the one class that has the host's network
        }

        arguments.AddRange(["--seccomp", Text(5), "--info-fd", Text(6)]);
        arguments.AddRange(["--ro-bind", start.Stage, "/", "--proc", "/proc"]);
        foreach ((string path, string content) in start.Files)
        {
            arguments.AddRange(["--ro-bind-data", Data(content), path]);
        }

        if (start.Socket is { } socket)
        {
            arguments.AddRange(["--ro-bind", socket.Source, socket.Path]); // its one way out; read-only, so that nothing about it can be changed
        }

        if (start.UniformIdentity)
        {
            foreach ((string path, string content, _) in ProcMasks.Files.Where(file => hidden.Contains(file.Path)))
            {
                arguments.AddRange(["--ro-bind-data", Data(content), path]);
            }
        }

        foreach ((string path, _) in ProcMasks.Hidden.Where(file => hidden.Contains(file.Path)))
        {
            arguments.AddRange(["--ro-bind", Path.Combine(start.Stage, StageInventory.EmptyFile), path]);
        }

        foreach ((string path, _) in ProcMasks.Folders.Where(folder => hidden.Contains(folder.Path)))
        {
            arguments.AddRange(["--ro-bind", Path.Combine(start.Stage, StageInventory.EmptyFolder), path]);
        }

        // A plain bind is `nodev`; JavaScriptCore dies without its random numbers.
        arguments.AddRange(["--dev-bind", "/dev/urandom", "/dev/urandom", "--remount-ro", "/", "--chdir", "/"]);
        foreach ((string name, string value) in Environment(start))
        {
            arguments.AddRange(["--setenv", name, value]);
        }

        return Checked(new SandboxPlan
        {
            Arguments = arguments,
            Command = [start.Executable, .. start.Arguments],
            Fence = fenced ? FencePlan.Of(start) : null,
            Descriptors = descriptors,
            ResourceLimits = ResourceLimits(start),
        });
    }

    /// <summary>Set before anything inside sees a guest.</summary>
    internal static IReadOnlyList<(ResourceLimit Resource, ulong Value)> ResourceLimits(WorkerStart start) =>
    [
        (ResourceLimit.Core, 0), // no memory image of a guest on the host
        (ResourceLimit.Descriptors, (ulong)start.Limits.Descriptors),
        (ResourceLimit.FileSize, 1 << 20), // nothing is writable; bubblewrap writes the masks
        (ResourceLimit.LockedMemory, 64 << 10),
        (ResourceLimit.MessageQueues, 0),
        (ResourceLimit.PendingSignals, 256),
        (ResourceLimit.Stack, 8 << 20),
    ];

    /// <summary>The worker's variables.</summary>
    /// <param name="start">What adds to them.</param>
    /// <param name="root">Where its root is: nothing where it is the root.</param>
    internal static SortedDictionary<string, string> Environment(WorkerStart start, string root = "")
    {
        var variables = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["DOTNET_EnableDiagnostics"] = "0", // no debugger, profiler or ipc socket
            ["DOTNET_EnableWriteXorExecute"] = "0", // its double mapping needs memfd_create
            ["DOTNET_ROOT"] = root + StageInventory.DotnetRoot,
            ["DOTNET_TieredPGO"] = "0",
            ["HOME"] = "/",
            ["LANG"] = "C.UTF-8",
            ["LD_LIBRARY_PATH"] = root + StageInventory.LibraryRoot,
            ["TZ"] = "UTC",
        };
        foreach ((string name, string value) in start.Environment)
        {
            variables[name] = value;
        }

        return variables;
    }

    /// <summary>The plan, where it is well formed.</summary>
    internal static SandboxPlan Checked(SandboxPlan plan)
    {
        IEnumerable<string> all = plan.Arguments.Concat(plan.Command);
        if (all.Any(text => text.Contains('\0', StringComparison.Ordinal)) || all.Sum(text => text.Length + 1) > LongestArguments)
        {
            throw new ArgumentException("Arguments and environment hold no NUL and at most 32 KiB.", nameof(plan));
        }

        if (!plan.Command[0].StartsWith('/'))
        {
            throw new ArgumentException("The program is named by an absolute path inside its root.", nameof(plan));
        }

        return plan;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
