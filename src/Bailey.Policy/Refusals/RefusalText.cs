using System.Globalization;
using System.Text;

namespace Bailey.Policy;

/// <summary>The one place where refusals become text, for people and for machines. All text of the guest is escaped here.</summary>
public static class RefusalText
{
    /// <summary>
    /// One line for a terminal or log: <c>Refused global "process" to package "a" by the realm (BLY2004). To allow it: policy.json: …</c>.
    /// </summary>
    public static string Sentence(Refusal refusal) =>
        $"{Said(refusal)} by the {Word(refusal.Wall)} ({refusal.Code.Id}). To allow it: {refusal.Grant}";

    /// <summary>What the guest itself is told: no wall, no way to allow it, nothing of the host.</summary>
    public static string ForGuest(Refusal refusal) => $"{Said(refusal)} ({refusal.Code.Id})";

    /// <summary>The sentence as HTML text.</summary>
    public static string Html(Refusal refusal) => System.Net.WebUtility.HtmlEncode(Sentence(refusal));

    /// <summary>
    /// One line of JSON without a line break, printable ASCII only:
    /// <c>{"time":…,"id":…,"code":…,"wall":…,"package":…,"kind":…,"subject":…,"grant":…}</c>; the guest's text is whole.
    /// </summary>
    /// <param name="refusal">The refusal.</param>
    /// <param name="time">When it happened, by the caller's clock; null leaves the member out.</param>
    public static string JsonLine(Refusal refusal, DateTimeOffset? time = null)
    {
        var json = new StringBuilder("{");
        if (time is { } at)
        {
            Member(json, "time", at.ToString("O", CultureInfo.InvariantCulture));
            json.Append(',');
        }

        string[] members =
        [
            "id", refusal.Id, "code", refusal.Code.Id, "wall", Word(refusal.Wall), "package", refusal.Package,
            "kind", RefusalKinds.Row(refusal.Kind).Word, "subject", refusal.Subject, "grant", refusal.Grant,
        ];
        for (int i = 0; i < members.Length; i += 2)
        {
            json.Append(i == 0 ? "" : ",");
            Member(json, members[i], members[i + 1]);
        }

        return json.Append('}').ToString();
    }

    /// <summary>
    /// A SARIF 2.1.0 log with one result per refusal, in the order given. <c>partialFingerprints.refusal</c> is <see cref="Refusal.Id"/>.
    /// </summary>
    /// <param name="refusals">The refusals.</param>
    /// <param name="version">Version of the tool that reports.</param>
    public static string Sarif(IEnumerable<Refusal> refusals, string version)
    {
        var list = refusals.ToList();
        var json = new StringBuilder("{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\",\"runs\":[{\"tool\":{\"driver\":{");
        Member(json, "name", "Bailey");
        json.Append(',');
        Member(json, "version", version);
        json.Append(",\"rules\":[");
        Each(json, list.Select(static refusal => refusal.Code).DistinctBy(static code => code.Id, StringComparer.Ordinal), static (json, code) =>
        {
            json.Append('{');
            Member(json, "id", code.Id);
            json.Append(",\"shortDescription\":{");
            Member(json, "text", code.Title);
            json.Append("},\"help\":{");
            Member(json, "text", code.Fix);
            json.Append("}}");
        });
        json.Append("]}},\"results\":[");
        Each(json, list, static (json, refusal) =>
        {
            json.Append('{');
            Member(json, "ruleId", refusal.Code.Id);
            json.Append(",\"level\":\"warning\",\"message\":{");
            Member(json, "text", Sentence(refusal));
            json.Append("},\"locations\":[{\"logicalLocations\":[{");
            Member(json, "fullyQualifiedName", GuestText.ForTerminal(refusal.Package));
            json.Append("}]}],\"partialFingerprints\":{");
            Member(json, "refusal", refusal.Id);
            json.Append("}}");
        });
        return json.Append("]}]}").ToString();
    }

    /// <summary>The wall's word: <c>realm</c>, <c>document</c>, <c>sandbox</c>.</summary>
    public static string Word(Wall wall) => wall switch
    {
        Wall.Realm => "realm",
        Wall.Document => "document",
        _ => "sandbox",
    };

    private static string Said(Refusal refusal) =>
        $"Refused {RefusalKinds.Row(refusal.Kind).What} {GuestText.Quoted(refusal.Subject)} to package {GuestText.Quoted(refusal.Package)}";

    private static void Member(StringBuilder json, string name, string value)
    {
        JsonText.AppendAsciiString(json, name);
        json.Append(':');
        JsonText.AppendAsciiString(json, value);
    }

    private static void Each<T>(StringBuilder json, IEnumerable<T> items, Action<StringBuilder, T> append)
    {
        bool first = true;
        foreach (T item in items)
        {
            json.Append(first ? "" : ",");
            append(json, item);
            first = false;
        }
    }
}
