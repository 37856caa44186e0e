using System.Text.Json;
using Bailey.Protocol;
using Bailey.Sandbox;

namespace Bailey.Broker.Sessions;

/// <summary>What stands on this machine, as JSON for <c>bailey doctor</c>.</summary>
internal static class WallReport
{
    public static byte[] Json()
    {
        Diagnosis diagnosis = SandboxDoctor.Check();
        var options = new SandboxOptions();
        EnforcementReport report = diagnosis.Workers == SandboxMechanism.Landlock ? EnforcementReport.ForFallback(options, diagnosis.Limits) : EnforcementReport.ForWorker(options, diagnosis.Limits);
        return JsonObjectText.Write(json =>
        {
            json.WriteBoolean("stands", diagnosis.Workers is not null);
            json.WriteString("guests", SessionJson.Name(diagnosis.Workers));
            json.WriteBoolean("programs", diagnosis.HasPrograms);
            json.WriteStartArray("findings");
            foreach (DoctorFinding finding in diagnosis.Findings)
            {
                Row(json, ("clause", finding.Clause), ("status", finding.Status.ToString()), ("reason", finding.Reason), ("lost", finding.Lost), ("advice", finding.Advice));
            }

            json.WriteEndArray();
            json.WriteStartArray("clauses");
            foreach (ClauseReport clause in report.Clauses)
            {
                (string level, string by) = clause.Level.Words;
                Row(json, ("clause", clause.Clause), ("level", level), ("by", by), ("limits", clause.Limits));
            }

            json.WriteEndArray();
            json.WriteStartArray("identity");
            foreach (IdentityRow row in IdentityTable.Rows)
            {
                Row(json, ("surface", row.Surface), ("guest", row.Worker), ("program", row.Program), ("by", row.By), ("leak", row.Leak), ("reason", row.Reason));
            }

            json.WriteEndArray();
        });
    }

    private static void Row(Utf8JsonWriter json, params ReadOnlySpan<(string Name, string Value)> members)
    {
        json.WriteStartObject();
        foreach ((string name, string value) in members)
        {
            json.WriteString(name, value);
        }

        json.WriteEndObject();
    }
}
