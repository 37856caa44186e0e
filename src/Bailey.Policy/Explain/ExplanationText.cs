using System.Text;

namespace Bailey.Policy;

/// <summary>Prints an explanation for people.</summary>
internal static class ExplanationText
{
    private static readonly (Wall Wall, string Heading)[] Headings =
    [
        (Wall.Realm, "Wall 1, the realm: JavaScript, package by package (holds until the engine is exploited)"),
        (Wall.Document, "Wall 2, the contained document"),
        (Wall.Sandbox, "Wall 3, the sandbox: the process and its broker"),
    ];

    public static string Write(Explanation explanation)
    {
        var text = new StringBuilder();
        foreach (var (wall, heading) in Headings)
        {
            text.Append(heading).Append('\n');
            var clauses = explanation.Clauses.Where(clause => clause.Wall == wall).ToList();
            if (clauses.Count == 0)
            {
                text.Append("  nothing: no page is contained\n");
            }

            foreach (var package in clauses.GroupBy(static clause => clause.Package, StringComparer.Ordinal))
            {
                text.Append("  ").Append(package.Key is null ? "the whole guest" : $"package {GuestText.Quoted(package.Key)}").Append('\n');
                foreach (ExplainedClause clause in package)
                {
                    Line(text, clause);
                }
            }
        }

        return text.ToString();
    }

    private static void Line(StringBuilder text, ExplainedClause clause)
    {
        text.Append("    ").Append(clause.Granted ? "+ " : "- ").Append(clause.Text);
        text.Append("   [").Append(clause.File).Append(": ").Append(clause.Clause).Append(clause.Stated ? "" : ", absent");
        text.Append(clause.Wall == Wall.Sandbox && !clause.HoldsAfterExploit ? "; not after an exploit]\n" : "]\n");
    }
}
