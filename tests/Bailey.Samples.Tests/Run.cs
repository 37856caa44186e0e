using System.Diagnostics;
using System.Text;
using Xunit;

namespace Bailey.Samples.Tests;

/// <summary>One finished process.</summary>
internal sealed record Run(int ExitCode, string Output, string Errors)
{
    /// <summary>Runs the published command line in a folder of the caller's; <c>variables</c> are added to the test's own environment.</summary>
    public static Run Bailey(Sample sample, IEnumerable<string> arguments, params (string Name, string Value)[] variables)
        => Start(Sample.Cli, ["run", sample.App, .. arguments], [("HOME", sample.Home), .. variables]);

    public static Run Start(string program, IEnumerable<string> arguments, params (string Name, string Value)[] variables)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach ((string name, string value) in variables)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(TimeSpan.FromMinutes(3)))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{program} did not end within three minutes");
        }

        return new Run(process.ExitCode, output.Result, errors.Result);
    }
}
