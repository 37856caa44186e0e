namespace Bailey.Assess.Measures;

/// <summary>One figure, as it was measured now.</summary>
/// <param name="Id">Stable, in JSON.</param>
/// <param name="Title">For people.</param>
/// <param name="Value">In <paramref name="Unit"/>.</param>
/// <param name="Unit">bytes or ms.</param>
/// <param name="Conditions">What was measured, and how.</param>
internal sealed record Measure(string Id, string Title, double Value, string Unit, string Conditions)
{
    /// <summary>Value and unit.</summary>
    public string Text => Unit == "bytes" ? FormattableString.Invariant($"{Value / 1e6:0.0} MB") : FormattableString.Invariant($"{Value:0.#} {Unit}");
}
