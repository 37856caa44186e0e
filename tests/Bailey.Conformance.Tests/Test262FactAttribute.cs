using Xunit;

namespace Bailey.Conformance.Tests;

/// <summary>A test that needs a checkout of test262, which is not part of this repository.</summary>
internal sealed class Test262FactAttribute : FactAttribute
{
    public Test262FactAttribute() =>
        Skip = Checkout.Path is null ? "set BAILEY_TEST262 to the path of a checkout of tc39/test262" : null;
}
