using Bailey.Bench.Kernels;
using Bailey.Bench.Measuring;

namespace Bailey.Bench.Inside;

/// <summary>A kernel as a package of a guest, under a policy that grants it nothing.</summary>
internal static class GuestKernel
{
    public static (string Result, double[] Samples) Measure(Kernel kernel, double warmUp, int count)
    {
        using var guest = new Guest(
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["/app/package.json"] = """{"name":"program","version":"1.0.0","dependencies":{"kernel":"1.0.0"}}""",
                ["/app/index.js"] = "globalThis.run = require('kernel');",
                ["/app/node_modules/kernel/package.json"] = """{"name":"kernel","version":"1.0.0","main":"index.js"}""",
                ["/app/node_modules/kernel/index.js"] = File.ReadAllText(kernel.Package),
            },
            Kernel.Policy);
        return Stopper.Measure(() => guest.Evaluate("$root$", "run()"), warmUp, count);
    }
}
