using System.Text;

namespace Bailey.Policy;

/// <summary>
/// What changes for a guest when its policy changes, in the sentences of the explanation. Order of entries, spelling of defaults and
/// other things without meaning do not appear.
/// </summary>
/// <param name="NewlyAllowed">What the guest may do now and could not do before: what a review is about.</param>
/// <param name="NoLongerAllowed">What it could do before.</param>
/// <param name="NewBounds">Denials and limits that are new.</param>
/// <param name="GoneBounds">Denials and limits that are gone; what they held back may be allowed now.</param>
public sealed record PolicyDiff(
    IReadOnlyList<ExplainedClause> NewlyAllowed,
    IReadOnlyList<ExplainedClause> NoLongerAllowed,
    IReadOnlyList<ExplainedClause> NewBounds,
    IReadOnlyList<ExplainedClause> GoneBounds)
{
    /// <summary>True when the two policies mean the same.</summary>
    public bool IsEmpty => NewlyAllowed.Count + NoLongerAllowed.Count + NewBounds.Count + GoneBounds.Count == 0;

    /// <summary>Compares two explanations.</summary>
    public static PolicyDiff Between(Explanation before, Explanation after)
    {
        List<ExplainedClause> added = Missing(after, before);
        List<ExplainedClause> removed = Missing(before, after);
        return new PolicyDiff(
            added.FindAll(static clause => clause.Granted),
            removed.FindAll(static clause => clause.Granted),
            added.FindAll(static clause => !clause.Granted),
            removed.FindAll(static clause => !clause.Granted));
    }

    /// <summary>The text for a terminal, newly allowed first; empty when nothing changes.</summary>
    public string ToText()
    {
        var text = new StringBuilder();
        Section(text, "Newly allowed", "+", NewlyAllowed);
        Section(text, "No longer allowed", "-", NoLongerAllowed);
        Section(text, "New bounds", "-", NewBounds);
        Section(text, "Bounds that are gone", "+", GoneBounds);
        return text.ToString();
    }

    // The clause itself is no part of the key: files[1] may have become files[0].
    private static List<ExplainedClause> Missing(Explanation from, Explanation to)
    {
        var known = to.Clauses.Select(Key).ToHashSet();
        return [.. from.Clauses.Where(clause => !known.Contains(Key(clause)))];

        static (Wall, string?, bool, string) Key(ExplainedClause clause) => (clause.Wall, clause.Package, clause.Granted, clause.Text);
    }

    private static void Section(StringBuilder text, string heading, string mark, IReadOnlyList<ExplainedClause> clauses)
    {
        if (clauses.Count == 0)
        {
            return;
        }

        text.Append(heading).Append('\n');
        foreach (ExplainedClause clause in clauses)
        {
            string who = clause.Package is null ? "the whole guest" : $"package {GuestText.Quoted(clause.Package)}";
            text.Append("  ").Append(mark).Append(' ').Append(who).Append(": ").Append(clause.Text)
                .Append("   [").Append(clause.File).Append(": ").Append(clause.Clause).Append("]\n");
        }
    }
}
