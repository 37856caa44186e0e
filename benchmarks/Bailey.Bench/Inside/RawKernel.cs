using Bailey.Bench.Kernels;
using Bailey.Bench.Measuring;
using Bailey.Interop;

namespace Bailey.Bench.Inside;

/// <summary>A kernel in a context of the engine as it comes: no lockdown, no rewriting, strict mode.</summary>
internal static class RawKernel
{
    /// <summary>Measures it.</summary>
    /// <param name="kernel">The kernel.</param>
    /// <param name="warmUp">As for <see cref="Stopper.Measure"/>.</param>
    /// <param name="count">As for <see cref="Stopper.Measure"/>.</param>
    /// <param name="before">A script's path to evaluate first, or null: how the price of one step of lockdown is found.</param>
    public static (string Result, double[] Samples) Measure(Kernel kernel, double warmUp, int count, string? before)
    {
        using var heap = new JSHeap();
        using JSContext context = heap.NewContext();
        if (before is not null)
        {
            context.Evaluate(File.ReadAllText(before), "before.js").Dispose();
        }

        using JSRoot run = context.Evaluate(File.ReadAllText(kernel.Script), "kernel.js");
        return Stopper.Measure(() => context.Call(run).Text, warmUp, count);
    }
}
