using System.CommandLine;
using Bailey.Cli.Commands;

var root = new RootCommand("Runs code that you do not trust with exactly the authority that one reviewed policy grants.")
{
    RunCommand.Create(),
    PolicyCommand.Create(),
    ExplainCommand.Create(),
    DoctorCommand.Create(),
};
return await root.Parse(args).InvokeAsync();
