using System.CommandLine;
using System.Text.Json;
using Bailey.Policy;

namespace Bailey.Cli.Commands;

/// <summary><c>bailey policy init</c>: the policy a program asks for, written for review.</summary>
internal static class PolicyCommand
{
    public static Command Create() => new("policy", "Makes and reviews policies.") { CreateInit() };

    private static Command CreateInit()
    {
        var program = new Argument<string>("program") { Description = "A program's folder, or its entry file." };
        var force = new Option<bool>("--force") { Description = "Overwrite policy.json and bailey.json." };
        var print = new Option<bool>("--print") { Description = "Print the two files instead of writing them." };
        var command = new Command(
            "init",
            """
            Analyses a program without running it, and writes the two files of its least policy: policy.json (who may name what, in
            LavaMoat's form) and bailey.json (what the names reach). It allows what the code asks for: read both before you run.

            Examples:
              bailey policy init app
              bailey policy init app/server.js --print
            """)
        {
            program, force, print,
        };
        command.SetAction((parsed, _) => Init(parsed.GetRequiredValue(program), parsed.GetValue(force), parsed.GetValue(print)));
        return command;
    }

    private static async Task<int> Init(string argument, bool force, bool print)
    {
        if (ProgramLocation.Find(argument) is not { } location)
        {
            return Errors.Say(ExitCodes.Missing, $"there is no {argument}", "name a program's folder or its entry file");
        }

        string[] taken = force || print ? [] : [.. new[] { location.PolicyPath, location.BaileyPath }.Where(File.Exists)];
        if (taken.Length > 0)
        {
            return Errors.Say(ExitCodes.Usage, $"{string.Join(" and ", taken)} exists already", "--force overwrites, --print shows the new files only");
        }

        try
        {
            await using BaileyHost host = LocalBroker.Start();
            string analysis = await host.AnalyseAsync(location.Folder, location.Entry ?? "");
            using JsonDocument answer = JsonDocument.Parse(analysis);
            PrintFindings(answer.RootElement);
            if (!answer.RootElement.TryGetProperty("entry", out JsonElement entry))
            {
                return Errors.Say(ExitCodes.Missing, $"{argument} has no module to begin with", "name its entry file");
            }

            PolicyReading<LeastPolicy> least = LeastPolicy.From(analysis, entry.GetString());
            if (least.Policy is not { } draft)
            {
                return Errors.Say(new BaileyException(BaileyFault.Start, "the analysis cannot be read", [.. least.Findings.Select(finding => finding.ToString())]));
            }

            string policy = answer.RootElement.GetProperty("json").GetString()!;
            if (print)
            {
                Console.Out.Write($"{policy}\n{draft.Json}");
                return 0;
            }

            await File.WriteAllTextAsync(location.PolicyPath, policy);
            await File.WriteAllTextAsync(location.BaileyPath, draft.Json);
            Console.Error.WriteLine($"bailey: wrote {location.PolicyPath}");
            Console.Error.WriteLine($"bailey: wrote {location.BaileyPath}");
            Console.Error.Write(draft.Explanation);
            Console.Error.WriteLine($"bailey: read both, then: bailey run {argument}");
            return 0;
        }
        catch (BaileyException error)
        {
            return Errors.Say(error);
        }
    }

    /// <summary>Prints the least bailey.json that fits a LavaMoat policy which is there already.</summary>
    /// <returns>The exit code.</returns>
    public static int PrintLeast(ProgramLocation location)
    {
        PolicyReading<LavaMoatPolicy> policy = LavaMoatPolicy.Read(File.ReadAllText(location.PolicyPath));
        if (policy.Policy is not { } read)
        {
            return Errors.Say(new BaileyException(BaileyFault.Policy, $"{location.PolicyPath} cannot be used", [.. policy.Findings.Select(finding => finding.ToString())]));
        }

        LeastPolicy least = LeastPolicy.From(read, location.Entry);
        Console.Out.Write(least.Json);
        Console.Error.Write(least.Explanation);
        return ExitCodes.Missing;
    }

    private static void PrintFindings(JsonElement answer)
    {
        if (!answer.TryGetProperty("findings", out JsonElement findings))
        {
            return;
        }

        foreach (JsonElement finding in findings.EnumerateArray())
        {
            Console.Error.WriteLine("bailey: " + GuestText.ForTerminal($"{finding.GetProperty("path")}: {finding.GetProperty("message")}; {finding.GetProperty("fix")}", 500));
        }
    }
}
