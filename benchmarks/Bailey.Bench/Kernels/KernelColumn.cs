using System.Globalization;
using Bailey.Bench.Measuring;

namespace Bailey.Bench.Kernels;

/// <summary>One way to run a kernel.</summary>
/// <param name="Name">The column's name in tables and in JSON.</param>
/// <param name="Title">What it is.</param>
/// <param name="Groups">Fresh processes, one sample of the table each.</param>
/// <param name="WarmUp">Milliseconds of CPU time that each process runs before it takes samples.</param>
/// <param name="Runs">Samples in each process; their median is the process's.</param>
/// <param name="Ask">Runs one process: kernel, warm-up, runs.</param>
internal sealed record KernelColumn(string Name, string Title, int Groups, int WarmUp, int Runs, Func<Kernel, string, string, ChildAnswer> Ask)
{
    private static string Node(string file) => Path.Combine(Place.Benchmarks, "node", file);

    /// <summary>The columns in the order of the table. The two that the first promise compares get nine processes each.</summary>
    public static KernelColumn[] All(bool quick)
    {
        int compared = quick ? 3 : 9;
        int others = quick ? 1 : 3;
        int runs = quick ? 5 : 9;
        return
        [
            new("raw", "JavaScriptCore as it comes, strict mode", compared, 400, runs, static (kernel, warm, count) => Child.AskSelf("raw", kernel.Name, warm, count)),
            new("bailey", "a package in a Bailey realm, JIT granted", compared, 400, runs, static (kernel, warm, count) => Child.AskSelf("bailey", kernel.Name, warm, count)),
            new("baileyNoJit", "the same without the JIT", others, 0, 3, static (kernel, warm, count) => Child.AskSelf("bailey-no-jit", kernel.Name, warm, count)),
            new("rawNoJit", "JavaScriptCore as it comes, without the JIT", others, 0, 3, static (kernel, warm, count) => Child.AskSelf("raw-no-jit", kernel.Name, warm, count)),
            new("node", "Node as it comes, strict mode", others, 400, runs, static (kernel, warm, count) => Child.Ask("node", Node("kernel.mjs"), "bare", kernel.Script, warm, count)),
            new("ses", "the ses Compartment on Node", others, 400, runs, static (kernel, warm, count) => Child.Ask("node", Node("kernel.mjs"), "ses", kernel.Script, warm, count)),
            new("lavamoat", "a package in LavaMoat on Node", others, 400, runs, static (kernel, warm, count) =>
                Child.AskIn(kernel.Folder, "node", Place.Npm("lavamoat/src/cli.js"), "index.js", "--policyPath", "policy.json", "--", warm, count)),
        ];
    }

    /// <summary>Runs one process and returns the median of its samples.</summary>
    public double Measure(Kernel kernel) =>
        Spread.Of(kernel.Checked(Name, Ask(kernel, WarmUp.ToString(CultureInfo.InvariantCulture), Runs.ToString(CultureInfo.InvariantCulture)))).Median;
}
