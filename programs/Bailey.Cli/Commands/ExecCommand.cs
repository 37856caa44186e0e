using System.CommandLine;
using Bailey.Cli.Output;

namespace Bailey.Cli.Commands;

/// <summary><c>bailey exec</c>: any native program under bailey.json.</summary>
internal static class ExecCommand
{
    public static Command Create()
    {
        var policy = new Option<string>("--policy") { Description = "The bailey.json to use. Default: bailey.json in the current folder.", DefaultValueFactory = static _ => "bailey.json" };
        var preset = new Option<string?>("--preset") { Description = "What a well-known program needs besides: chromium, firefox-esr." };
        var display = new Option<string?>("--display") { Description = "Where it shows windows, among what bailey.json grants: none, x11 (an X server of its own), wayland." };
        display.AcceptOnlyFromAmong("none", "x11", "wayland");
        var json = new Option<bool>("--json") { Description = "One JSON object a line on standard output: output, refusals, the end." };
        var command = new Argument<string[]>("program") { Description = "After --: the program, and its arguments.", Arity = ArgumentArity.OneOrMore };
        var exec = new Command(
            "exec",
            """
            Runs a native program with the files, variables and connections that bailey.json grants. It sees the host's programs, none of its
            users' files, and no network but a proxy that lets the granted origins through. Passes the program's exit code on.

            Examples:
              bailey exec -- python3 -c 'print(open("/etc/passwd").read())'
              bailey exec --policy curl.json -- curl -sS https://api.example/
              bailey exec --json -- git ls-remote https://git.example/project.git | jq .
            """)
        {
            policy, preset, display, json, command,
        };
        exec.SetAction((parsed, cancellation) => Run(
            parsed.GetRequiredValue(policy), parsed.GetValue(preset), parsed.GetValue(display), parsed.GetRequiredValue(command), parsed.GetValue(json), cancellation));
        return exec;
    }

    private static async Task<int> Run(string policy, string? preset, string? display, string[] command, bool asJson, CancellationToken cancellation)
    {
        if (!File.Exists(policy))
        {
            return Errors.Say(
                ExitCodes.Missing, $"there is no {policy}, so nothing is granted and nothing runs", "write one; the least is { \"bailey\": 1 }; or name one with --policy");
        }

        using var person = asJson ? null : new RunObserver();
        JsonObserver? machine = asJson ? new JsonObserver() : null;
        try
        {
            // (e1) Texts only: nothing is interpreted here.
            string path = Path.GetFullPath(policy);
            var program = new NativeProgram
            {
                Program = command[0],
                Arguments = command[1..],
                PolicyFolder = Path.GetDirectoryName(path)!,
                Bailey = File.ReadAllText(path),
                WorkingFolder = Environment.CurrentDirectory,
                Preset = preset,
                Display = display,
            };
            await using BaileyHost host = LocalBroker.Start();
            await using Guest guest = await host.ExecAsync(program, person ?? (IGuestObserver)machine!, cancellation);
            RunCommand.ForwardInput(guest, program.Bailey);
            GuestOutcome outcome = await guest.Completion;
            // (e8)
            int exitCode = ExitCodes.Of(outcome);
            machine?.Ended(outcome, exitCode);
            if (!asJson)
            {
                RunCommand.Explain(outcome);
            }

            return exitCode;
        }
        catch (BaileyException error)
        {
            return Errors.Say(error);
        }
    }
}
