namespace Bailey.Policy;

/// <summary>The smallest bailey.json under which a program runs, as far as an analysis can tell. A proposal for review, never applied unseen.</summary>
/// <param name="Policy">The policy.</param>
/// <param name="Json">Its canonical text.</param>
/// <param name="Explanation">What a comment would say: one line per grant and per need that was left out. Printable; a newline at the end.</param>
public sealed record LeastPolicy(BaileyPolicy Policy, string Json, string Explanation)
{
    /// <summary>
    /// From the JSON that the compile worker's <c>init</c> answers. Its <c>needs</c> are read (env, network by package; clock, random,
    /// dynamicCode, wasm, children, nativeAddons as lists of packages; readsFiles, writesFiles; builtins, rootGlobals, dynamicRequires)
    /// and from <c>json</c>, LavaMoat's policy, who reads the standard input. Other members are ignored.
    /// </summary>
    /// <param name="analysisJson">The answer of <c>compile.init</c>.</param>
    /// <param name="entry">The program's entry, relative to its folder; null leaves it out.</param>
    public static PolicyReading<LeastPolicy> From(string analysisJson, string? entry = null)
    {
        var findings = new FindingList();
        List<PolicyNeed> needs = AnalysisReader.Read(analysisJson, findings);
        return findings.Close(findings.ErrorCount == 0 ? From(needs, entry) : null);
    }

    /// <summary>
    /// From LavaMoat's policy alone. It does not say who reads the time or asks for random numbers, nor which files: the explanation
    /// says what is left to decide.
    /// </summary>
    public static LeastPolicy From(LavaMoatPolicy policy, string? entry = null) => From(PolicyNeeds.Of(policy), entry);

    /// <summary>From needs, for example the refusals of a run under a smaller policy.</summary>
    public static LeastPolicy From(IEnumerable<PolicyNeed> needs, string? entry = null)
    {
        var draft = new LeastDraft(entry);
        foreach (PolicyNeed need in needs.Distinct())
        {
            draft.Add(need);
        }

        return draft.Finish();
    }
}
