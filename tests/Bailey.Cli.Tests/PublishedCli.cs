using System.Diagnostics;
using System.Reflection;

namespace Bailey.Cli.Tests;

/// <summary>The published command line, run as a user runs it.</summary>
internal static class PublishedCli
{
    public static string Path { get; } = System.IO.Path.Combine(
        typeof(PublishedCli).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(row => row.Key == "PublishFolder").Value!, "cli", "Bailey.Cli");

    /// <summary>Runs it to its end.</summary>
    public static CliResult Run(string[] arguments, string input = "", IReadOnlyDictionary<string, string>? environment = null, string[]? within = null) =>
        End(Start(arguments, environment, within), input);

    /// <summary>Waits for the end of what was started.</summary>
    public static CliResult End(Process started, string input = "")
    {
        using Process process = started;
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        Assert.True(process.WaitForExit(TimeSpan.FromMinutes(2)), "the command did not end within two minutes");
        return new CliResult(process.ExitCode, output, error.Result);
    }

    /// <summary>Starts it; the caller ends it.</summary>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="environment">Added to this process's own.</param>
    /// <param name="within">The beginning of a command line that starts it somewhere else.</param>
    public static Process Start(string[] arguments, IReadOnlyDictionary<string, string>? environment = null, string[]? within = null)
    {
        Assert.True(File.Exists(Path), $"{Path} is not there: ./test publishes it first");
        string[] command = [.. within ?? [], Path, .. arguments];
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach ((string name, string value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }
}

/// <summary>How a run ended and what it printed.</summary>
internal sealed record CliResult(int ExitCode, string Output, string Error);
