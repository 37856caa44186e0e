using System.CommandLine;
using System.Diagnostics;

namespace Bailey.Cli.Commands;

/// <summary><c>bailey serve</c>: starts the program that shows a contained page. ASP.NET Core is in that program, not in this one.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var source = new Argument<string>("source") { Description = "A folder, a .zip archive, or one HTML file." };
        var policy = new Option<string?>("--policy") { Description = "The bailey.json to use. Default: bailey.json in the folder; never one inside of an archive." };
        var grade = new Option<string?>("--grade") { Description = "hardened or declared, instead of the policy's." };
        var port = new Option<int?>("--port") { Description = "The port on this machine. Default: a free one." };
        var json = new Option<bool>("--json") { Description = "The address as one line of JSON." };
        grade.AcceptOnlyFromAmong("hardened", "declared");
        var command = new Command(
            "serve",
            """
            Shows a page that somebody else wrote, contained: it reaches nothing but its own files. Prints the address to open in a browser;
            only this machine can open it. Ends with Ctrl-C.

            Examples:
              bailey serve downloads/game.zip
              bailey serve site --grade declared --port 5000
            """)
        {
            source, policy, grade, port, json,
        };
        command.SetAction((parsed, cancellation) => Serve(
            parsed.GetRequiredValue(source), parsed.GetValue(policy), parsed.GetValue(grade), parsed.GetValue(port), parsed.GetValue(json), cancellation));
        return command;
    }

    private static async Task<int> Serve(string source, string? policy, string? grade, int? port, bool json, CancellationToken cancellation)
    {
        if (!Path.Exists(source))
        {
            return Errors.Say(ExitCodes.Missing, $"there is no {source}", "name a folder, a .zip archive, or an HTML file");
        }

        string beside = Path.Combine(source, "bailey.json");
        policy ??= Directory.Exists(source) && File.Exists(beside) ? beside : null;
        if (policy is not null && !File.Exists(policy))
        {
            return Errors.Say(ExitCodes.Missing, $"there is no {policy}", "name a bailey.json");
        }

        string program = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "serve", "Bailey.Serve"));
        List<string> arguments = [Path.GetFullPath(source)];
        Add(arguments, "--policy", policy);
        Add(arguments, "--grade", grade);
        Add(arguments, "--port", port?.ToString(System.Globalization.CultureInfo.InvariantCulture));
        if (json)
        {
            arguments.Add("--json");
        }

        // It ends when this pipe does, however this process ends.
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, UseShellExecute = false };
        using Process process = Process.Start(start)!;
        using CancellationTokenRegistration registration = cancellation.Register(process.StandardInput.Close);
        await process.WaitForExitAsync(CancellationToken.None);
        return process.ExitCode;
    }

    private static void Add(List<string> arguments, string name, string? value)
    {
        if (value is not null)
        {
            arguments.AddRange([name, value]);
        }
    }
}
