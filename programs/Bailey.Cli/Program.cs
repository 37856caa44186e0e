using System.CommandLine;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Bailey.Cli;
using Bailey.Cli.Commands;

// The one call whose start-up time everybody waits for does not wait for the parser of all the others.
return args is ["run", var program, ..] && args.All(IsPlain) ? await RunPlainly(program, args[2..]) : await Parse(args);

// What the parser would take for nothing but an argument: no option, response file or directive.
static bool IsPlain(string argument) => argument.Length > 0 && argument[0] is not ('-' or '@' or '[') && argument is not ("/h" or "/?");

static async Task<int> RunPlainly(string program, string[] arguments)
{
    using var cancelled = new CancellationTokenSource();
    void Cancel(PosixSignalContext signal)
    {
        signal.Cancel = true;
        cancelled.Cancel();
    }

    using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel);
    using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel);
    return await RunCommand.Run(program, arguments, asJson: false, cancelled.Token);
}

[MethodImpl(MethodImplOptions.NoInlining)]
static async Task<int> Parse(string[] args)
{
    var root = new RootCommand("Runs code that you do not trust with exactly the authority that one reviewed policy grants.")
    {
        RunCommand.Create(),
        ExecCommand.Create(),
        ServeCommand.Create(),
        PolicyCommand.Create(),
        ExplainCommand.Create(),
        DoctorCommand.Create(),
        AssessCommand.Create(),
    };
    ParseResult parsed = root.Parse(args);
    int exitCode = await parsed.InvokeAsync();
    return parsed.Errors.Count > 0 ? ExitCodes.Usage : exitCode;
}
