namespace Bailey.Sandbox.Tests;

/// <summary>Plans for systems on which nothing has run: texts that a person approved, and what must be true of any of them.</summary>
public sealed class ElsewhereTests
{
    private static readonly ElsewhereStart Start = new(new WorkerStart("/stage", "/app/Bailey.Worker", ["guest"], new SandboxLimits { MemoryBytes = 256 << 20, CpuTime = TimeSpan.FromSeconds(10) }));

    public static TheoryData<OtherSystem> Systems => [.. Enum.GetValues<OtherSystem>()];

    [Theory]
    [MemberData(nameof(Systems))]
    public void The_plan_is_the_approved_one(OtherSystem system) => Approved.Match($"{Name(system)}-worker.txt", Shown(ElsewherePlan.Of(system, Start)));

    [Theory]
    [MemberData(nameof(Systems))]
    public void A_native_program_is_held_nowhere_else_and_the_reason_is_said(OtherSystem system)
    {
        ElsewherePlan plan = ElsewherePlan.OfProgram(system);
        Assert.Empty(plan.Text);
        Approved.Match($"{Name(system)}-program.txt", Shown(plan));
    }

    [Theory]
    [MemberData(nameof(Systems))]
    public void Every_clause_of_the_worker_is_answered_and_no_other(OtherSystem system) => Assert.Equal(
        EnforcementReport.ForWorker(new SandboxOptions()).Clauses.Select(static clause => clause.Clause), ElsewherePlan.Of(system, Start).Report.Clauses.Select(static clause => clause.Clause));

    [Theory]
    [MemberData(nameof(Systems))]
    public void A_required_clause_that_is_not_held_stops_the_start_and_one_that_is_held_does_not(OtherSystem system)
    {
        Assert.Equal(["identity"], ElsewherePlan.Of(system, Start).Missing(["identity", "limits.memory", "children"]));
        Assert.Empty(ElsewherePlan.Of(system, Start).Missing(["limits.cpu", "limits.wall"]));
        Assert.Equal(["children"], ElsewherePlan.OfProgram(system).Missing(["children"]));
    }

    // Every way to grant less, alone and together.
    [Theory]
    [MemberData(nameof(Systems))]
    public void Granting_less_allows_nothing_more(OtherSystem system)
    {
        foreach (ElsewhereStart wide in (ElsewhereStart[])[Start with { DynamicCode = true }, Start with { DynamicCode = true, AheadOfTime = true }, Start with { AheadOfTime = true }])
        {
            string[] allowed = Allowed(system, wide);
            Assert.Empty(Allowed(system, wide with { DynamicCode = false }).Except(allowed, StringComparer.Ordinal));
            // A limit more denies more.
            ElsewhereStart loose = wide with { Worker = wide.Worker with { Limits = new SandboxLimits() } };
            Assert.Empty(allowed.Except(Allowed(system, loose), StringComparer.Ordinal));
            Assert.True(Denied(system, wide) >= Denied(system, loose));
        }
    }

    [Theory]
    [MemberData(nameof(Systems))]
    public void Only_a_worker_compiled_ahead_of_time_can_be_kept_from_new_code(OtherSystem system)
    {
        EnforcementLevel Level(ElsewhereStart start) => ElsewherePlan.Of(system, start).Report.Clauses.Single(static clause => clause.Clause == "no new executable memory").Level;
        Assert.IsType<EnforcementLevel.Unsupported>(Level(Start));
        Assert.IsType<EnforcementLevel.Unsupported>(Level(Start with { AheadOfTime = true, DynamicCode = true }));
        Assert.IsType<EnforcementLevel.Enforced>(Level(Start with { AheadOfTime = true }));
    }

    [Fact]
    public void A_path_cannot_smuggle_a_rule_in()
    {
        const string hostile = "/a\")) (allow network*) (\\";
        string profile = ElsewherePlan.Of(OtherSystem.MacOS, Start with { Worker = Start.Worker with { Stage = hostile } }).Text;
        Assert.Contains("(subpath \"/a\\\")) (allow network*) (\\\\\")", profile, StringComparison.Ordinal);
        // Outside of quotes there is what there is without it.
        Assert.Equal(Unquoted(ElsewherePlan.Of(OtherSystem.MacOS, Start).Text), Unquoted(profile));
        Assert.Throws<ArgumentException>(() => ElsewherePlan.Of(OtherSystem.MacOS, Start with { Worker = Start.Worker with { Stage = "/a\n(allow default)" } }));
    }

    [Fact]
    public void Everything_is_denied_first_and_every_row_says_why()
    {
        Assert.StartsWith("(version 1)\n(deny default", ElsewherePlan.Of(OtherSystem.MacOS, Start).Text, StringComparison.Ordinal);
        Assert.All(ElsewherePlan.Of(OtherSystem.MacOS, Start).Text.Split('\n')[2..^1], static line => Assert.Matches(" ; .{6,}", line));
        Assert.All(WindowsPlan.Compile(Start).Items, static item => Assert.True(item.Reason.Length > 5, item.Value));
    }

    [Fact]
    public void Other_classes_are_not_planned() =>
        Assert.Throws<ArgumentException>(() => ElsewherePlan.Of(OtherSystem.Windows, Start with { Worker = Start.Worker with { Class = SandboxClass.Tunnel } }));

    private static string Shown(ElsewherePlan plan) => ElsewherePlan.NotRun + "\n" + string.Concat(plan.Report.Clauses.Select(static clause => clause + "\n")) + plan.Text;

    private static string Name(OtherSystem system) => system == OtherSystem.MacOS ? "macos" : "windows";

    // What a plan lets a worker do. On Windows all lines but that of the files take away.
    private static string[] Allowed(OtherSystem system, ElsewhereStart start) =>
        [.. ElsewherePlan.Of(system, start).Text.Split('\n').Where(static line => line.StartsWith("(allow", StringComparison.Ordinal) || line.StartsWith("files", StringComparison.Ordinal)).Select(static line => line.Split(" ; ")[0])];

    private static int Denied(OtherSystem system, ElsewhereStart start) => ElsewherePlan.Of(system, start).Text.Split('\n').Length - Allowed(system, start).Length;

    private static string Unquoted(string text) => System.Text.RegularExpressions.Regex.Replace(text, "\"(?:\\\\.|[^\"\\\\])*\"", "\"\"", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(5));
}
