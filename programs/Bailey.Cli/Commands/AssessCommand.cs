using System.CommandLine;
using System.Diagnostics;

namespace Bailey.Cli.Commands;

/// <summary><c>bailey assess</c>: starts the program that attacks the walls. What takes walls down is in that program, never in this one.</summary>
internal static class AssessCommand
{
    public static Command Create()
    {
        var json = new Option<bool>("--json") { Description = "The report as JSON." };
        var html = new Option<string?>("--html") { Description = "Also writes the report as one self-contained page to this file." };
        var only = new Option<string?>("--only") { Description = "Some of javascript, worker, program, with commas between them; default: all." };
        var command = new Command(
            "assess",
            """
            Attacks the walls of this machine and says what came through: hostile JavaScript, and native code as after an exploit, each attempt
            also without walls and with one wall taken down. Aims at bait of its own, never beyond loopback. Takes about a minute.
            Exit code 1 where an attempt succeeded that nobody has explained.

            Example:
              bailey assess --html assessment.html
            """)
        {
            json, html, only,
        };
        command.SetAction((parsed, _) => Assess(parsed.GetValue(json), parsed.GetValue(html), parsed.GetValue(only)));
        return command;
    }

    private static async Task<int> Assess(bool json, string? html, string? only)
    {
        string program = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "assess", "Bailey.Assess"));
        if (!File.Exists(program))
        {
            return Errors.Say(ExitCodes.Wall, "the battery of attacks is not built", "./bailey assess in the repository builds it");
        }

        string[] arguments = [.. json ? (string[])["--json"] : [], .. html is null ? (string[])[] : ["--html", Path.GetFullPath(html)], .. only is null ? (string[])[] : ["--only", only]];
        // Ctrl-C reaches it too; it takes its bait away.
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false })!;
        await process.WaitForExitAsync(CancellationToken.None);
        return process.ExitCode;
    }
}
