using Bailey.Interop;

namespace Bailey.Conformance.Tests;

/// <summary>The engine as it comes: a fresh context per test, no lockdown, no rewriting, the test in strict mode.</summary>
internal sealed class RawEngine : IDisposable
{
    private readonly JSHeap _heap = new();

    public Verdict Run(TestFile file)
    {
        using JSContext context = _heap.NewContext();
        context.Evaluate(Prelude.Host, "prelude.js").Dispose();
        foreach (string name in file.Harness)
        {
            context.Evaluate(Checkout.Harness(name), name).Dispose();
        }

        string? thrown = Verdict.Thrown(() => context.Evaluate("\"use strict\";\n" + file.Text, file.Path).Dispose());
        using JSRoot self = context.Evaluate($"() => {Prelude.Printed}", "printed.js");
        return Verdict.Of(file, thrown, context.Call(self).Text);
    }

    public void Dispose() => _heap.Dispose();
}
