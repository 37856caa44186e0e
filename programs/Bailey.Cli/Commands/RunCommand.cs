using System.CommandLine;
using Bailey.Cli.Output;
using Bailey.Policy;

namespace Bailey.Cli.Commands;

/// <summary><c>bailey run</c>. The numbers are those of docs/architecture.md, "One run".</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var program = new Argument<string>("program") { Description = "A folder with a bailey.json, or a file in one." };
        var arguments = new Argument<string[]>("arguments") { Description = "Passed to the program.", Arity = ArgumentArity.ZeroOrMore };
        var json = new Option<bool>("--json") { Description = "One JSON object a line on standard output: output, refused, progress, finding, ended." };
        var command = new Command(
            "run",
            """
            Runs a program: every npm package in a compartment, all of it in a process without network or files but for the grants.

            Examples:
              bailey run samples/01-hello
              bailey run app/build.js --watch=false
              bailey run --json app | jq .
            """)
        {
            program, arguments, json,
        };
        command.SetAction((parsed, cancellation) =>
            Run(parsed.GetRequiredValue(program), parsed.GetValue(arguments) ?? [], parsed.GetValue(json), cancellation));
        return command;
    }

    /// <summary>Runs a program to its end.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> Run(string argument, string[] arguments, bool asJson, CancellationToken cancellation)
    {
        if (ProgramLocation.Find(argument) is not { } location)
        {
            return Errors.Say(ExitCodes.Missing, $"there is no {argument}", "name a folder with a bailey.json, or a file in one");
        }

        using var person = asJson ? null : new RunObserver();
        JsonObserver? machine = asJson ? new JsonObserver() : null;
        try
        {
            // (2) Texts only: nothing is interpreted here.
            GuestProgram program = location.Load(arguments);
            if (program.Bailey is null)
            {
                return MissingPolicy(location);
            }

            // (1) The broker starts with the workers that this program will probably need.
            await using BaileyHost host = LocalBroker.Start(program);
            await using Guest guest = await host.StartAsync(program, new GuestOptions { Observer = person ?? (IGuestObserver)machine! }, cancellation);
            ForwardInput(guest, program.Bailey);
            GuestOutcome outcome = await guest.Completion;
            // (10) The outcome is a value; people and scripts get an exit code.
            int exitCode = ExitCodes.Of(outcome);
            machine?.Ended(outcome, exitCode);
            if (!asJson)
            {
                Explain(outcome);
            }

            return exitCode;
        }
        catch (BaileyException error)
        {
            return Errors.Say(error);
        }
    }

    private static int MissingPolicy(ProgramLocation location)
    {
        Errors.Say(ExitCodes.Missing, $"{location.BaileyPath} is not there, so nothing is granted and nothing runs", "review one and save it: bailey policy init " + location.Folder);
        if (File.Exists(location.PolicyPath))
        {
            Console.Error.WriteLine("bailey: with the policy.json that is there, the least bailey.json would be:");
            return PolicyCommand.PrintLeast(location);
        }

        return ExitCodes.Missing;
    }

    internal static void ForwardInput(Guest guest, string baileyText)
    {
        if (BaileyPolicy.Read(baileyText).Policy?.Stdin != true)
        {
            return;
        }

        var reader = new Thread(() =>
        {
            using Stream input = Console.OpenStandardInput();
            byte[] buffer = new byte[64 * 1024];
            int count;
            Task taken = Task.CompletedTask;
            do
            {
                count = input.Read(buffer);
                // One piece under way while the next is read, and no more: the guest may never read.
                taken.GetAwaiter().GetResult();
                taken = guest.WriteInputAsync(buffer.AsMemory(0, count), end: count == 0);
            }
            while (count > 0);
        })
        {
            IsBackground = true,
            Name = "stdin",
        };
        reader.Start();
    }

    internal static void Explain(GuestOutcome outcome)
    {
        switch (outcome)
        {
            case GuestOutcome.LimitReached limit:
                Errors.Say(ExitCodes.Limit, $"the guest reached its limit \"{limit.Name}\" and was ended", $"raise {(limit.Name == "children" ? "" : "limits.")}{limit.Name} in bailey.json if it should have more");
                break;
            case GuestOutcome.Killed killed:
                Errors.Say(ExitCodes.Killed, $"the guest's process ended: {killed.Detail}", "bailey doctor says whether the walls stand here");
                break;
            case GuestOutcome.Failed failed:
                Errors.Say(ExitCodes.Missing, $"the program could not be run: {GuestText.ForTerminal(failed.Reason, 2000)}", null);
                break;
            default:
                break;
        }
    }
}
