using System.CommandLine;
using Bailey.Policy;

namespace Bailey.Cli.Commands;

/// <summary><c>bailey explain</c>: what each wall will enforce, in words or as data.</summary>
internal static class ExplainCommand
{
    public static Command Create()
    {
        var program = new Argument<string>("program") { Description = "A program's folder, or its entry file." };
        var json = new Option<bool>("--json") { Description = "The same as JSON." };
        var system = new Option<string?>("--system") { Description = "Instead: the plan of the guest's process on linux, macos or windows, and what each clause would be held by. Nothing has run on the last two." };
        system.AcceptOnlyFromAmong(SystemPlan.Names);
        var command = new Command(
            "explain",
            """
            Says what a program's policy grants and which wall enforces what. Nothing runs.

            Examples:
              bailey explain samples/02-site
              bailey explain --json samples/02-site | jq .
              bailey explain --system macos samples/02-site
            """)
        {
            program, json, system,
        };
        command.SetAction(parsed => Explain(parsed.GetRequiredValue(program), parsed.GetValue(json), parsed.GetValue(system)));
        return command;
    }

    private static int Explain(string argument, bool asJson, string? system)
    {
        if (ProgramLocation.Find(argument) is not { } location)
        {
            return Errors.Say(ExitCodes.Missing, $"there is no {argument}", "name a program's folder or its entry file");
        }

        GuestProgram program = location.Load([]);
        var findings = new List<PolicyFinding>();
        LavaMoatPolicy policy = Take(program.Policy is null ? null : LavaMoatPolicy.Read(program.Policy), LavaMoatPolicy.Empty, findings);
        if (program.PolicyOverride is not null)
        {
            policy = Take(policy.Merge(Take(LavaMoatPolicy.Read(program.PolicyOverride), LavaMoatPolicy.Empty, findings)), policy, findings);
        }

        BaileyPolicy bailey = Take(program.Bailey is null ? null : BaileyPolicy.Read(program.Bailey), BaileyPolicy.Empty, findings);
        if (findings.Any(static finding => finding.Severity == FindingSeverity.Error))
        {
            return Errors.Say(new BaileyException(BaileyFault.Policy, "the policy cannot be used", [.. findings.Select(finding => finding.ToString())]));
        }

        if (system is not null)
        {
            SystemPlan plan = SystemPlan.Of(system, bailey);
            Console.Out.Write(asJson ? plan.ToJson() : plan.ToText());
            return 0;
        }

        var explanation = Explanation.Of(policy, bailey);
        Console.Out.Write(asJson ? explanation.ToJson() + "\n" : explanation.ToText());
        return 0;
    }

    private static T Take<T>(PolicyReading<T>? reading, T otherwise, List<PolicyFinding> findings)
        where T : class
    {
        findings.AddRange(reading?.Findings ?? []);
        return reading?.Policy ?? otherwise;
    }
}
