using Bailey.Interop;

namespace Bailey.Sandbox;

/// <summary>What a sandboxed process does, and so which system calls it has.</summary>
public enum SandboxClass
{
    /// <summary>Runs or compiles JavaScript: no sockets but its channel.</summary>
    Worker,

    /// <summary>Serves one container: accepts connections on a socket that it is handed, and makes none.</summary>
    WebHost,

    /// <summary>Carries the connections of one program: the only class with the host's network.</summary>
    Tunnel,

    /// <summary>Speaks HTTP and TLS for one guest: connects to one unix socket in its root, and has no network.</summary>
    Fetcher,
}

/// <summary>One worker to start.</summary>
/// <param name="Stage">Host path of a staged root, from <see cref="RuntimeStage.Prepare"/>.</param>
/// <param name="Executable">Path inside that root, for example <c>/app/Bailey.Worker</c>.</param>
/// <param name="Arguments">Arguments after the program's name. Visible to the host's users in the process list: no secrets.</param>
/// <param name="Limits">Enforced from the start; <see cref="SandboxProcess.Limit"/> replaces them.</param>
public sealed record WorkerStart(string Stage, string Executable, IReadOnlyList<string> Arguments, SandboxLimits Limits)
{
    /// <summary>Added to the few variables that every worker has; a name given here wins.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Which allow-list of system calls it lives under.</summary>
    public SandboxClass Class { get; init; }

    /// <summary>Guest path and text of files that stand in the root beside what is staged; the layout names them as placeholders.</summary>
    public IReadOnlyList<(string Path, string Content)> Files { get; init; } = [];

    /// <summary>
    /// For web hosts and tunnels and only there: a listening socket, inherited as <see cref="WorkerDescriptors.Listener"/>. The
    /// caller keeps and closes its own.
    /// </summary>
    public OwnedDescriptor? Listener { get; init; }

    /// <summary>For fetchers and only there: host path of a unix socket, and the guest path of a placeholder over which it stands.</summary>
    public (string Source, string Path)? Socket { get; init; }

    /// <summary>
    /// Whether /proc shows one invented machine (processor, memory, version, load, time since boot) instead of the host's.
    /// </summary>
    public bool UniformIdentity { get; init; } = true;
}

/// <summary>The descriptors that a worker starts with, and no others.</summary>
public static class WorkerDescriptors
{
    /// <summary>0 is /dev/null; 1 and 2 are one pipe whose first 64 KiB the host keeps as diagnostics.</summary>
    public const int Diagnostics = 2;

    /// <summary>3 is the channel: a stream socket to the host.</summary>
    public const int Channel = 3;

    /// <summary>7 is the listening socket of a web host or a tunnel; a worker has none. 4 to 6 are bubblewrap's, closed before the program runs.</summary>
    public const int Listener = 7;
}
