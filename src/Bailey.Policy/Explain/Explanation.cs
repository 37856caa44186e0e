namespace Bailey.Policy;

/// <summary>One sentence about one clause.</summary>
/// <param name="Wall">The wall that carries it out.</param>
/// <param name="Package">The package it is about; null: the whole guest.</param>
/// <param name="File"><c>policy.json</c> or <c>bailey.json</c>.</param>
/// <param name="Clause">The clause in that file; the section's name where the file says nothing. Printable.</param>
/// <param name="Granted">True: something is allowed. False: something is denied or bounded.</param>
/// <param name="Stated">False: this follows from what the file leaves out.</param>
/// <param name="HoldsAfterExploit">Whether it holds against native code inside the guest's process.</param>
/// <param name="Text">The sentence, without a full stop. Printable.</param>
public sealed record ExplainedClause(
    Wall Wall, string? Package, string File, string Clause, bool Granted, bool Stated, bool HoldsAfterExploit, string Text);

/// <summary>The two policies in words: what each wall will do, clause by clause. Immutable.</summary>
/// <param name="Clauses">By wall, then in the order of the files.</param>
public sealed record Explanation(IReadOnlyList<ExplainedClause> Clauses)
{
    /// <summary>Explains two policies. Every clause of either file is mentioned, and so is every section that is left out.</summary>
    public static Explanation Of(LavaMoatPolicy policy, BaileyPolicy bailey) =>
        new([.. ResourceExplainer.Explain(policy), .. RealmExplainer.Explain(bailey), .. DocumentExplainer.Explain(bailey), .. SandboxExplainer.Explain(bailey)]);

    /// <summary>The text for a terminal: one heading per wall, one line per clause, a newline at the end.</summary>
    public string ToText() => ExplanationText.Write(this);

    /// <summary>The same as JSON: <c>{"clauses":[{"wall":…,"package":…,"file":…,"clause":…,"granted":…,"stated":…,"holdsAfterExploit":…,"text":…}]}</c>.</summary>
    public string ToJson() => ExplanationJson.Write(this);
}
