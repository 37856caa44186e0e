using System.CommandLine;
using System.Text.Json;
using Spectre.Console;

namespace Bailey.Cli.Commands;

/// <summary><c>bailey doctor</c>: which walls stand on this machine, found out by doing.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var json = new Option<bool>("--json") { Description = "The report as JSON." };
        var command = new Command(
            "doctor",
            """
            Tries what the walls need on this machine and says what is lost and what to do where one cannot stand. Exit code 0: everything
            runs. 1: guests run behind the fallback, bailey exec and bailey serve do not. 69: nothing runs.

            Example:
              bailey doctor
            """)
        {
            json,
        };
        command.SetAction((parsed, _) => Report(parsed.GetValue(json)));
        return command;
    }

    private static async Task<int> Report(bool asJson)
    {
        try
        {
            await using BaileyHost host = LocalBroker.Start();
            string report = await host.ExamineAsync();
            using JsonDocument document = JsonDocument.Parse(report);
            if (asJson)
            {
                Console.Out.WriteLine(report);
            }
            else
            {
                Print(document.RootElement);
            }

            return !document.RootElement.GetProperty("stands").GetBoolean() ? ExitCodes.Wall : document.RootElement.GetProperty("programs").GetBoolean() ? 0 : ExitCodes.OnlyGuests;
        }
        catch (BaileyException error)
        {
            return Errors.Say(error);
        }
    }

    private static void Print(JsonElement report)
    {
        Table needs = new Table().Border(TableBorder.Minimal).AddColumns("needs", "status", "what was found", "what is lost", "what to do");
        foreach (JsonElement finding in report.GetProperty("findings").EnumerateArray())
        {
            needs.AddRow(Cells(finding, "clause", "status", "reason", "lost", "advice"));
        }

        AnsiConsole.Write(needs);
        Table holds = new Table().Border(TableBorder.Minimal).AddColumns("clause", "held", "by", "does not hold");
        foreach (JsonElement clause in report.GetProperty("clauses").EnumerateArray())
        {
            holds.AddRow(Cells(clause, "clause", "level", "by", "limits"));
        }

        AnsiConsole.Write(holds);
        Table identity = new Table().Border(TableBorder.Minimal).AddColumns("what tells machines apart", "a guest sees", "a program sees", "by", "known leak");
        foreach (JsonElement row in report.GetProperty("identity").EnumerateArray())
        {
            identity.AddRow(Cells(row, "surface", "guest", "program", "by", "leak"));
        }

        AnsiConsole.Write(identity);
    }

    private static string[] Cells(JsonElement row, params ReadOnlySpan<string> names)
    {
        string[] cells = new string[names.Length];
        for (int i = 0; i < names.Length; i++)
        {
            cells[i] = Markup.Escape(row.GetProperty(names[i]).GetString() ?? "");
        }

        return cells;
    }
}
