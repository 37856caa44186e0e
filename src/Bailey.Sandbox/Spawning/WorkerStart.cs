
namespace Bailey.Sandbox;

/// <summary>One worker to start.</summary>
/// <param name="Stage">Host path of a staged root, from <see cref="RuntimeStage.Prepare"/>.</param>
/// <param name="Executable">Path inside that root, for example <c>/app/Bailey.Worker</c>.</param>
/// <param name="Arguments">Arguments after the program's name. Visible to the host's users in the process list: no secrets.</param>
/// <param name="Limits">Enforced from the start; <see cref="SandboxProcess.Limit"/> replaces them.</param>
public sealed record WorkerStart(string Stage, string Executable, IReadOnlyList<string> Arguments, SandboxLimits Limits)
{
    /// <summary>Added to the few variables that every worker has; a name given here wins.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

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
}
