using System.Text;

namespace Bailey.Policy;

/// <summary>Prints an explanation for machines, printable ASCII only.</summary>
internal static class ExplanationJson
{
    public static string Write(Explanation explanation)
    {
        var json = new StringBuilder("{\"clauses\":[");
        for (int i = 0; i < explanation.Clauses.Count; i++)
        {
            ExplainedClause clause = explanation.Clauses[i];
            json.Append(i == 0 ? "{" : ",{");
            Member(json, "wall", RefusalText.Word(clause.Wall));
            Member(json, "package", clause.Package);
            Member(json, "file", clause.File);
            Member(json, "clause", clause.Clause);
            Member(json, "granted", clause.Granted);
            Member(json, "stated", clause.Stated);
            Member(json, "holdsAfterExploit", clause.HoldsAfterExploit);
            Member(json, "text", clause.Text);
            json.Length--;
            json.Append('}');
        }

        return json.Append("]}").ToString();
    }

    private static void Member(StringBuilder json, string name, string? value)
    {
        json.Append('"').Append(name).Append("\":");
        if (value is null)
        {
            json.Append("null");
        }
        else
        {
            JsonText.AppendAsciiString(json, value);
        }

        json.Append(',');
    }

    private static void Member(StringBuilder json, string name, bool value) =>
        json.Append('"').Append(name).Append("\":").Append(value ? "true" : "false").Append(',');
}
