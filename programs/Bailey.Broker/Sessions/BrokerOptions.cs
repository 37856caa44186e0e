using Bailey.Broker.Workers;

namespace Bailey.Broker.Sessions;

/// <summary>What a broker needs to know of its machine.</summary>
internal sealed record BrokerOptions
{
    /// <summary>Absolute folder of the published worker.</summary>
    public required string WorkerFolder { get; init; }

    /// <summary>Absolute folder of the published web host.</summary>
    public string WebHostFolder { get; init; } = "";

    /// <summary>Absolute folder of the published tunnel.</summary>
    public string TunnelFolder { get; init; } = "";

    /// <summary>Absolute folder of the published fetcher.</summary>
    public string FetcherFolder { get; init; } = "";

    /// <summary>Absolute folder of the audit log and the code cache.</summary>
    public string StateFolder { get; init; } = DefaultStateFolder();

    /// <summary>Kinds of which one worker is started at once, before it is known that there will be a guest. A wrong guess costs a process.</summary>
    public IReadOnlyList<WorkerKind> StartAhead { get; init; } = [];

    private static string DefaultStateFolder()
    {
        // The XDG base directory specification's place for what should outlive a run but matters to nobody else.
        string? state = Environment.GetEnvironmentVariable("XDG_STATE_HOME");
        return Path.Combine(
            state is { Length: > 0 } && Path.IsPathRooted(state) ? state : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local", "state"),
            "bailey");
    }
}
