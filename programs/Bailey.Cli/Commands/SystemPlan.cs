using System.Text;
using System.Text.Json;
using Bailey.Policy;
using Bailey.Protocol;
using Bailey.Sandbox;

namespace Bailey.Cli.Commands;

/// <summary>The plan of a guest's process on one system, for review.</summary>
/// <param name="Note">How much it is worth.</param>
/// <param name="Missing">Required clauses that are not held there.</param>
/// <param name="Clauses">What is held, and how.</param>
/// <param name="Text">The plan.</param>
internal sealed record SystemPlan(string Note, IReadOnlyList<string> Missing, IReadOnlyList<ClauseReport> Clauses, string Text)
{
    private const string Linux = "linux";
    private const string MacOS = "macos";
    private const string Windows = "windows";

    /// <summary>The systems there are plans for.</summary>
    public static string[] Names { get; } = [Linux, MacOS, Windows];

    /// <summary>Plans a guest. A stage in the place of the real one; what is looked up on this machine is only which files of /proc it has.</summary>
    public static SystemPlan Of(string system, BaileyPolicy policy)
    {
        var limits = EffectiveLimits.Of(policy.Limits);
        bool compiles = policy.DynamicCode?.Value is DynamicCodeMode.Jit or DynamicCodeMode.Allow;
        var start = new WorkerStart(
            "/stage", "/app/Bailey.Worker", compiles ? ["guest"] : ["guest", "--no-jit"],
            new SandboxLimits { MemoryBytes = limits.MemoryBytes, CpuTime = limits.Cpu, WallTime = limits.Wall });
        if (system == Linux)
        {
            return new SystemPlan(
                "The plan as it is carried out here; bailey doctor tries what this machine holds of it.", [], EnforcementReport.ForWorker(new SandboxOptions()).Clauses, WorkerPlan.Here(start).ToString());
        }

        OtherSystem other = system == MacOS ? OtherSystem.MacOS : OtherSystem.Windows;
        var plan = ElsewherePlan.Of(other, new ElsewhereStart(start, compiles));
        return new SystemPlan(
            ElsewherePlan.NotRun, plan.Missing(policy.Required),
            [.. plan.Report.Clauses, .. ElsewherePlan.OfProgram(other).Report.Clauses.Select(static clause => clause with { Clause = "native programs (bailey exec)" })], plan.Text);
    }

    /// <summary>The text for a terminal.</summary>
    public string ToText()
    {
        var text = new StringBuilder(Note).Append("\n\n");
        foreach (string clause in Missing)
        {
            text.Append("Nothing would start: ").Append(clause).Append(" is required and not held there.\n\n");
        }

        foreach (ClauseReport clause in Clauses)
        {
            text.Append(clause).Append('\n');
        }

        return text.Append('\n').Append(Text).ToString();
    }

    /// <summary>The same as JSON: <c>{"note":…,"missing":[…],"clauses":[{"clause":…,"level":…,"by":…,"limits":…}],"plan":…}</c>.</summary>
    public string ToJson() => Encoding.UTF8.GetString(JsonObjectText.Write(json =>
    {
        json.WriteString("note", Note);
        json.WriteStartArray("missing");
        foreach (string clause in Missing)
        {
            json.WriteStringValue(clause);
        }

        json.WriteEndArray();
        json.WriteStartArray("clauses");
        foreach (ClauseReport clause in Clauses)
        {
            (string level, string by) = clause.Level.Words;
            json.WriteStartObject();
            json.WriteString("clause", clause.Clause);
            json.WriteString("level", level);
            json.WriteString("by", by);
            json.WriteString("limits", clause.Limits);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("plan", Text);
    })) + "\n";
}
