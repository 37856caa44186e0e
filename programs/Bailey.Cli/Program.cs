using System.CommandLine;
using Bailey.Cli;
using Bailey.Cli.Commands;

var root = new RootCommand("Runs code that you do not trust with exactly the authority that one reviewed policy grants.")
{
    RunCommand.Create(),
    PolicyCommand.Create(),
    ExplainCommand.Create(),
    DoctorCommand.Create(),
};
ParseResult parsed = root.Parse(args);
int exitCode = await parsed.InvokeAsync();
return parsed.Errors.Count > 0 ? ExitCodes.Usage : exitCode;
