using Bailey.Assess.Attacks;
using Bailey.Interop;
using Bailey.Sandbox;

namespace Bailey.Assess.Native;

/// <summary>A hostile native program under <c>bailey exec</c> with a policy that grants nothing: its code is native to begin with.</summary>
internal static class ProgramAssault
{
    public const string Class = "program";

    private const string Place = "/opt/probes";

    /// <summary>Makes every attempt everywhere.</summary>
    /// <param name="hints">What the stand of this process offers.</param>
    public static IEnumerable<Attempt> Run(Sandboxes sandboxes, Battery probes, Control control, IReadOnlyDictionary<string, string> hints)
    {
        string[] names = [.. probes.Attempts.Keys];
        using SandboxProcess neighbour = sandboxes.Spawn(probes.Start("victim"));
        ProgramStart start = Start(probes, new Dictionary<string, string>(hints, StringComparer.Ordinal) { ["VICTIM"] = $"{neighbour.Pid}" }, ["attack", .. names]);
        byte[] filter = ProgramFilters.Filter(children: false, nested: false);
        Dictionary<string, Reading> full = Full(sandboxes, start);
        Dictionary<string, Reading> unfiltered = WithoutFilter(sandboxes, start);
        Dictionary<string, Reading> filterOnly = Battery.Readings(Arena.Run(probes, ["attack", "--sealed", "1", .. names], filter));
        return control.Judge(Class, full, (Walls.Filter, unfiltered), (Walls.Namespaces, filterOnly))
            .Concat(ResourceAssault.Run(Class, (mode, limits) => sandboxes.Spawn(Start(probes, [], [mode]) with { Limits = limits }).Process));
    }

    internal static ProgramStart Start(Battery probes, Dictionary<string, string> environment, string[] arguments)
    {
        foreach ((string name, string value) in new (string, string)[] { ("DOTNET_ROOT", Place + "/dotnet"), ("DOTNET_EnableDiagnostics", "0"), ("DOTNET_EnableWriteXorExecute", "0") })
        {
            environment[name] = value;
        }

        return new ProgramStart([Place + probes.Executable, .. arguments], "/", new SandboxLimits { WallTime = TimeSpan.FromSeconds(60) })
        {
            // Its own program and runtime, as any granted folder.
            Mounts = [new ProgramMount(Place, probes.Stage, MountAccess.Read)],
            Environment = environment,
        };
    }

    /// <summary>Behind all walls.</summary>
    internal static Dictionary<string, Reading> Full(Sandboxes sandboxes, ProgramStart start)
    {
        using SandboxProgram program = sandboxes.Spawn(start);
        return Finish(program.Process, program.Output, program.Errors);
    }

    private static Dictionary<string, Reading> WithoutFilter(Sandboxes sandboxes, ProgramStart start)
    {
        SandboxPlan plan = WorkerAssault.Unfiltered(ProgramPlan.Compile(start, ProgramHost.Here(Sandboxes.MaskedHere())));
        using var streams = new ProgramStreams(hasInput: false);
        using SandboxProcess process = sandboxes.Spawn(plan, start.Limits, [], streams.Of, streams.Errors, wholeTree: true);
        streams.CloseTheirs();
        FirstWord.Answer(process.Socket);
        return Finish(process, new DescriptorStream(streams.Output), new DescriptorStream(streams.Errors));
    }

    private static Dictionary<string, Reading> Finish(SandboxProcess process, Stream output, Stream errors)
    {
        using var text = new StreamReader(output);
        using var words = new StreamReader(errors);
        Task<string> said = words.ReadToEndAsync();
        string printed = text.ReadToEnd();
        ExitStatus status = process.Exit.GetAwaiter().GetResult();
        return status.Code == 0 ? Battery.Readings(printed) : throw new InvalidOperationException($"the battery did not come to its end: {status} {said.GetAwaiter().GetResult()}");
    }
}
