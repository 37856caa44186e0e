using Bailey.Assess.Attacks;
using Bailey.Sandbox;

namespace Bailey.Assess.Native;

/// <summary>Native code in a warm worker, as after an exploit of the engine: with both filters, as guest text is run.</summary>
internal static class WorkerAssault
{
    public const string Class = "worker";

    /// <summary>Makes every attempt everywhere.</summary>
    /// <param name="hints">What the stand of this process offers.</param>
    public static IEnumerable<Attempt> Run(Sandboxes sandboxes, Battery probes, Control control, IReadOnlyDictionary<string, string> hints)
    {
        string[] names = [.. probes.Attempts.Keys];
        using SandboxProcess neighbour = sandboxes.Spawn(probes.Start("victim"));
        var told = new Dictionary<string, string>(hints, StringComparer.Ordinal) { ["VICTIM"] = $"{neighbour.Pid}" };
        Dictionary<string, Reading> full = Battery.Readings(Full(sandboxes, probes.Start(told, ["attack", "--warm", .. names])));
        Dictionary<string, Reading> unfiltered = Battery.Readings(WithoutFilter(sandboxes, probes.Start(told, ["attack", .. names])));
        byte[][] filters = [WorkerFilters.Stage1(), WorkerFilters.Stage2()];
        Dictionary<string, Reading> filterOnly = Battery.Readings(Arena.Run(probes, ["attack", "--sealed", "2", .. names], filters));
        List<(string, Dictionary<string, Reading>)> without = [(Walls.Filter, unfiltered)];
        if (Sandboxes.Fenced)
        {
            without.Add((Walls.Landlock, Battery.Readings(WithoutFence(sandboxes, probes.Start(told, ["attack", "--warm", .. names])))));
            without.Add((Walls.Namespaces, Battery.Readings(Arena.Run(probes, ["attack", "--fenced", "2", .. names], filters))));
            without.Add((Walls.NamespacesAndLandlock, filterOnly));
        }
        else
        {
            without.Add((Walls.Namespaces, filterOnly));
        }

        return control.Judge(Class, full, [.. without])
            .Concat(ResourceAssault.Run(Class, (mode, limits) => sandboxes.Spawn(probes.Start(mode) with { Limits = limits })));
    }

    /// <summary>Behind all walls.</summary>
    internal static string Full(Sandboxes sandboxes, WorkerStart start)
    {
        using SandboxProcess process = sandboxes.Spawn(start);
        process.Channel.Write(Arena.Framed(WorkerFilters.Stage2()));
        return Battery.Finish(process);
    }

    /// <summary>The same plan without its domain, and with both filters.</summary>
    private static string WithoutFence(Sandboxes sandboxes, WorkerStart start)
    {
        using SandboxProcess process = sandboxes.Spawn(WorkerPlan.Compile(start, Sandboxes.MaskedHere(), fenced: false), start.Limits);
        process.Channel.Write(Arena.Framed(WorkerFilters.Stage2()));
        return Battery.Finish(process);
    }

    /// <summary>The same plan with bubblewrap not told to load the filter, and no second one.</summary>
    internal static string WithoutFilter(Sandboxes sandboxes, WorkerStart start)
    {
        SandboxPlan plan = WorkerPlan.Compile(start, Sandboxes.MaskedHere());
        using SandboxProcess process = sandboxes.Spawn(Unfiltered(plan), start.Limits);
        return Battery.Finish(process);
    }

    internal static SandboxPlan Unfiltered(SandboxPlan plan)
    {
        string[] arguments = [.. plan.Arguments];
        int at = Array.IndexOf(arguments, "--seccomp");
        return plan with { Arguments = [.. arguments[..at], .. arguments[(at + 2)..]] };
    }
}
