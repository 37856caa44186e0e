using Bailey.Assess.Attacks;
using Bailey.Assess.Native;
using Bailey.Probes;

namespace Bailey.Sandbox.Tests;

/// <summary>The same attempts under each configuration, one process per configuration, as <c>bailey assess</c> makes them.</summary>
public sealed class AttackRuns : IDisposable
{
    private readonly Ground ground = new();
    private readonly Stand stand = new();
    private readonly Battery probes;
    private readonly SandboxProcess neighbour;
    private readonly Dictionary<string, IReadOnlyDictionary<string, string>> results = new(StringComparer.Ordinal);

    public AttackRuns()
    {
        probes = Battery.Open(("Bailey.Probes", Ground.Layout.PublishFolder), ground.Sandboxes, TimeSpan.FromMinutes(2));
        neighbour = ground.Sandboxes.Spawn(probes.Start("victim"));
    }

    /// <summary>The worker's plan, before its second filter.</summary>
    public IReadOnlyDictionary<string, string> Starting => Once(nameof(Starting), () =>
    {
        using SandboxProcess process = ground.Sandboxes.Spawn(Attack("attack"));
        return Battery.Finish(process);
    });

    /// <summary>The worker's plan, with its second filter.</summary>
    public IReadOnlyDictionary<string, string> Warm => Once(nameof(Warm), () => WorkerAssault.Full(ground.Sandboxes, Attack("attack", "--warm")));

    /// <summary>The worker's namespaces alone.</summary>
    public IReadOnlyDictionary<string, string> NamespacesOnly => Once(nameof(NamespacesOnly), () => WorkerAssault.WithoutFilter(ground.Sandboxes, Attack("attack")));

    /// <summary>The worker's first filter alone, around the host's own files.</summary>
    public IReadOnlyDictionary<string, string> FilterOnly => Once(nameof(FilterOnly), () => Arena.Run(probes, ["attack", "--sealed", "1", .. AttackList.Names], WorkerFilters.Stage1()));

    /// <summary>A worker where no user namespace can be made, with its second filter.</summary>
    public IReadOnlyDictionary<string, string> WithoutNamespaces => Once(nameof(WithoutNamespaces), () => Arena.Run(
        probes, ["fallback", probes.Stage, probes.Executable, "attack", "--warm", .. AttackList.Names], ["--disable-userns"], []));

    /// <summary>What a native program sees of the machine.</summary>
    public IReadOnlyDictionary<string, string> Program => Once(nameof(Program), () => string.Join(
        '\n',
        ProgramAssault.Full(ground.Sandboxes, ProgramAssault.Start(probes, new Dictionary<string, string>(StringComparer.Ordinal), ["attack", .. IdentityTable.Rows.Select(row => row.Probe)]))
            .Select(pair => $"{pair.Key}\t{(pair.Value.Reached ? "reached" : "refused")} {pair.Value.Detail}")));

    /// <summary>An unprivileged user in namespaces of its own, which shows everything of the host.</summary>
    public IReadOnlyDictionary<string, string> Bare => Once(nameof(Bare), () => Arena.Run(probes, ["attack", .. AttackList.Names]));

    public void Dispose()
    {
        neighbour.Dispose();
        ground.Dispose();
        stand.Dispose();
    }

    private WorkerStart Attack(params string[] mode) =>
        probes.Start(new Dictionary<string, string>(stand.Hints, StringComparer.Ordinal) { ["VICTIM"] = $"{neighbour.Pid}" }, [.. mode, .. AttackList.Names]);

    private IReadOnlyDictionary<string, string> Once(string name, Func<string> run)
    {
        lock (results)
        {
            if (!results.TryGetValue(name, out IReadOnlyDictionary<string, string>? result))
            {
                result = Battery.Lines(run());
                results.Add(name, result);
            }

            return result;
        }
    }
}
