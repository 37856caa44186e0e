using System.Diagnostics;

namespace Bailey.Assess.Script;

/// <summary>One finished process.</summary>
internal sealed record Finished(int ExitCode, string Output, string Errors)
{
    private static readonly TimeSpan Hang = TimeSpan.FromMinutes(5);

    /// <summary>Runs it to its end; one that hangs is killed.</summary>
    public static Finished Of(ProcessStartInfo start)
    {
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(Hang))
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }

        return new Finished(process.ExitCode, output.GetAwaiter().GetResult(), errors.GetAwaiter().GetResult());
    }
}
