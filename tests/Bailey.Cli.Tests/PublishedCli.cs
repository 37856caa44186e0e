using System.Diagnostics;
using System.Reflection;

namespace Bailey.Cli.Tests;

/// <summary>The published command line, run as a user runs it.</summary>
internal static class PublishedCli
{
    public static string Path { get; } = System.IO.Path.Combine(
        typeof(PublishedCli).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(row => row.Key == "PublishFolder").Value!, "cli", "Bailey.Cli");

    /// <summary>Runs it to its end.</summary>
    public static CliResult Run(string[] arguments, string input = "", IReadOnlyDictionary<string, string>? environment = null)
    {
        using Process process = Start(arguments, environment);
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        Assert.True(process.WaitForExit(TimeSpan.FromMinutes(2)), "the command did not end within two minutes");
        return new CliResult(process.ExitCode, output, error.Result);
    }

    /// <summary>Starts it; the caller ends it.</summary>
    public static Process Start(string[] arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        Assert.True(File.Exists(Path), $"{Path} is not there: ./test publishes it first");
        var start = new ProcessStartInfo(Path, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach ((string name, string value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }
}

/// <summary>How a run ended and what it printed.</summary>
internal sealed record CliResult(int ExitCode, string Output, string Error);
