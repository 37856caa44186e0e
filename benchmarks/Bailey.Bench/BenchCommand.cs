using System.CommandLine;
using Bailey.Bench.Costs;
using Bailey.Bench.Frames;
using Bailey.Bench.Kernels;
using Bailey.Bench.Measuring;
using Bailey.Bench.Modules;
using Bailey.Bench.Report;
using Bailey.Bench.Sandboxing;
using Bailey.Bench.Starts;

namespace Bailey.Bench;

/// <summary>./bench: measures, prints, and with --check compares with what is promised.</summary>
internal static class BenchCommand
{
    private static readonly Option<bool> Json = new("--json") { Description = "Print one JSON object instead of tables." };
    private static readonly Option<bool> Quick = new("--quick") { Description = "Fewer processes and runs: a look, not a measurement." };
    private static readonly Option<bool> Check = new("--check") { Description = "Compare with what is promised; exit with 1 where it does not hold." };
    private static readonly Option<string[]> Only = new("--only")
    {
        Description = "A kernel or a section; may be given several times.",
        HelpName = "NAME",
    };

    /// <summary>The command with its options.</summary>
    public static RootCommand Create()
    {
        var command = new RootCommand("Measures Bailey beside the engine as it comes, the ses Compartment, LavaMoat, Node and other sandboxes.") { Json, Quick, Only, Check };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        string[] only = parsed.GetValue(Only) ?? [];
        bool quick = parsed.GetValue(Quick);
        string[] known = [.. Kernel.All.Select(static kernel => kernel.Name), "kernels", CostSection.Name, ModuleSection.Name, StartSection.Name, MemorySection.Name, FrameSection.Name, SandboxSection.Name];
        if (only.FirstOrDefault(name => !known.Contains(name, StringComparer.Ordinal)) is { } unknown)
        {
            Say($"there is no kernel or section {unknown}; there are: {string.Join(", ", known)}");
            return 64;
        }

        bool Wanted(params ReadOnlySpan<string> names)
        {
            foreach (string name in names)
            {
                if (only.Contains(name, StringComparer.Ordinal))
                {
                    return true;
                }
            }

            return only.Length == 0;
        }

        var conditions = Conditions.Read();
        if (conditions.IsBusy)
        {
            Say($"the machine is busy (load {conditions.Load:0.0} on {conditions.Cores} cores): these numbers prove nothing");
        }

        bool failed = false;

        // One that fails takes nothing of the others away.
        T? Try<T>(bool wanted, Func<T> measure)
            where T : class
        {
            try
            {
                return wanted ? measure() : null;
            }
            catch (WrongResultException error)
            {
                Say(error.Message);
                failed = true;
                return null;
            }
        }

        KernelColumn[] columns = KernelColumn.All(quick);
        var kernels = new List<KernelRow>();
        foreach (Kernel kernel in Kernel.All.Where(kernel => Wanted(kernel.Name, "kernels")))
        {
            Say($"kernel {kernel.Name}");
            if (Try(true, () => KernelSection.Measure(kernel, columns)) is { } row)
            {
                kernels.Add(row);
            }
        }

        var results = new Results(
            conditions,
            kernels,
            Try(Wanted(CostSection.Name), () => CostSection.Measure(quick, Say)),
            Try(Wanted(ModuleSection.Name), () => ModuleSection.Measure(quick)),
            Try(Wanted(StartSection.Name), () => StartSection.Measure(quick)),
            Try(Wanted(MemorySection.Name), MemorySection.Measure),
            Try(Wanted(FrameSection.Name), () => FrameSection.Measure(quick, Say)),
            Try(Wanted(SandboxSection.Name), () => SandboxSection.Measure(quick, Say)));
        if (parsed.GetValue(Json))
        {
            results.PrintJson();
        }
        else
        {
            results.Print();
        }

        if (!parsed.GetValue(Check))
        {
            return failed ? 1 : 0;
        }

        Promise[] promises = Promise.Of(results);
        if (!parsed.GetValue(Json))
        {
            Promise.Print(promises).Print();
        }

        return failed || promises.Any(static one => one.Holds == false) ? 1 : 0;
    }

    private static void Say(string text) => Console.Error.WriteLine($"bench: {text}");
}
