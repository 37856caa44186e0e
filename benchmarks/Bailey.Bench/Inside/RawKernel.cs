using Bailey.Bench.Kernels;
using Bailey.Bench.Measuring;
using Bailey.Interop;

namespace Bailey.Bench.Inside;

/// <summary>A kernel in a context of the engine as it comes: no lockdown, no rewriting, strict mode.</summary>
internal static class RawKernel
{
    public static (string Result, double[] Samples) Measure(Kernel kernel, double warmUp, int count)
    {
        using var heap = new JSHeap();
        using JSContext context = heap.NewContext();
        using JSRoot run = context.Evaluate(File.ReadAllText(kernel.Script), "kernel.js");
        return Stopper.Measure(() => context.Call(run).Text, warmUp, count);
    }
}
