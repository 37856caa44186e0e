using System.Text;
using System.Text.Json;
using Bailey.Broker.Files;
using Bailey.Policy;
using Bailey.Protocol;
using Bailey.Sandbox;

namespace Bailey.Broker.Sessions;

/// <summary>The JSON that sessions send. One method a message.</summary>
internal static class SessionJson
{
    public static byte[] PolicyFailure(IReadOnlyList<PolicyFinding> findings) => JsonObjectText.Write(json =>
    {
        json.WriteString("code", "policy");
        json.WriteString("message", "the policy cannot be used");
        json.WriteStartArray("findings");
        foreach (PolicyFinding finding in findings)
        {
            json.WriteStringValue(finding.ToString());
        }

        json.WriteEndArray();
    });

    public static byte[] Text(int guest, string text) => JsonObjectText.Write(json =>
    {
        json.WriteNumber("guest", guest);
        json.WriteString("text", text);
    });

    public static byte[] Granted(GuestPlan plan) => JsonObjectText.Write(json =>
    {
        json.WriteStartArray("granted");
        foreach (int number in plan.HostMembers)
        {
            json.WriteNumberValue(number);
        }

        json.WriteEndArray();
    });

    public static byte[] Warm(int waiting, long bytes) => JsonObjectText.Write(json =>
    {
        json.WriteNumber("waiting", waiting);
        json.WriteNumber("bytes", bytes);
    });

    public static byte[] InitRequest(string entry) => JsonObjectText.Write(json => json.WriteString("entry", entry));

    public static byte[] GraphRequest(string entry, LavaMoatPolicy policy) => JsonObjectText.Write(json =>
    {
        json.WriteString("entry", entry);
        json.WritePropertyName("policy");
        json.WriteRawValue(policy.Write());
    });

    public static byte[] Refused(int guest, Refusal refusal) => JsonObjectText.Write(json =>
    {
        json.WriteNumber("guest", guest);
        json.WriteString("sentence", RefusalText.Sentence(refusal));
        json.WritePropertyName("refusal");
        json.WriteRawValue(RefusalText.JsonLine(refusal));
    });

    public static string Granted(FileAudit decision) => Encoding.ASCII.GetString(JsonObjectText.Write(json =>
    {
        json.WriteString("time", DateTimeOffset.UtcNow);
        json.WriteString("event", "granted");
        json.WriteString("method", decision.Method);
        json.WriteString("path", decision.Path);
        if (decision.Destination is not null)
        {
            json.WriteString("destination", decision.Destination);
        }

        json.WriteString("package", decision.Package);
    }));

    public static byte[] Findings(int guest, JsonElement findings) => JsonObjectText.Write(json =>
    {
        json.WriteNumber("guest", guest);
        json.WritePropertyName("findings");
        findings.WriteTo(json);
    });

    /// <summary>Findings for grants to change what is not there.</summary>
    public static byte[] MissingSources(int guest, IEnumerable<string> paths) => JsonObjectText.Write(json =>
    {
        json.WriteNumber("guest", guest);
        json.WriteStartArray("findings");
        foreach (string path in paths)
        {
            json.WriteStartObject();
            json.WriteString("path", path);
            json.WriteString("message", "bailey.json lets the guest change this, and its source is not there, so nothing can be written");
            json.WriteString("fix", "make the folder or file that the source names");
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    public static byte[] Fallback(int guest, SandboxMechanism mechanism) => JsonObjectText.Write(json =>
    {
        json.WriteNumber("guest", guest);
        json.WriteString("mechanism", Name(mechanism));
        json.WriteString("lost", EnforcementReport.FallbackSentence);
    });

    public static byte[] Ended(int guest, GuestOutcome outcome) => JsonObjectText.Write(json =>
    {
        json.WriteNumber("guest", guest);
        Outcome(json, outcome);
    });

    public static string EndedLine(GuestOutcome outcome) => Encoding.ASCII.GetString(JsonObjectText.Write(json =>
    {
        json.WriteString("time", DateTimeOffset.UtcNow);
        json.WriteString("event", "ended");
        Outcome(json, outcome);
    }));

    public static byte[] Run(string entry, string? tag) => JsonObjectText.Write(json =>
    {
        json.WriteString("entry", entry);
        json.WriteString("tag", tag);
    });

    public static string Started(GuestPlan plan, SandboxMechanism mechanism) => Encoding.ASCII.GetString(JsonObjectText.Write(json =>
    {
        json.WriteString("time", DateTimeOffset.UtcNow);
        json.WriteString("event", "started");
        json.WriteString("entry", plan.Entry);
        json.WriteString("sandbox", Name(mechanism));
    }));

    /// <summary>A mechanism's name; that of none where nothing runs.</summary>
    public static string Name(SandboxMechanism? mechanism) => mechanism switch
    {
        SandboxMechanism.Landlock => "landlock",
        SandboxMechanism.Namespaces => "namespaces",
        _ => "none",
    };

    private static void Outcome(Utf8JsonWriter json, GuestOutcome outcome)
    {
        json.WriteString("outcome", outcome.Kind);
        json.WriteNumber("code", outcome.Code);
        json.WriteString("detail", outcome.Detail);
    }
}
