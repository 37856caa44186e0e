using System.Diagnostics;
using System.Reflection;
using System.Text.Json;

namespace Bailey.Tests;

/// <summary><c>bailey serve</c> as a user runs it: the published command line, until this is disposed.</summary>
internal sealed class Served : IDisposable
{
    private static readonly string Cli = Path.Combine(
        typeof(Served).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static row => row.Key == "PublishFolder").Value!, "cli", "Bailey.Cli");

    public Served(string source, params string[] options)
        : this([], source, options)
    {
    }

    /// <param name="before">The beginning of the command line: a program that becomes the one named by the rest of its arguments.</param>
    /// <param name="source">What is served.</param>
    /// <param name="options">Further options.</param>
    public Served(string[] before, string source, string[] options)
    {
        if (!File.Exists(Cli))
        {
            throw new InvalidOperationException($"{Cli} is not there: ./test publishes it first");
        }

        string[] command = [.. before, Cli, "serve", source, "--json", .. options];
        Process = Process.Start(new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        })!;
        string? line = Process.StandardOutput.ReadLine();
        using JsonDocument json = JsonDocument.Parse(line ?? throw new InvalidOperationException(Process.StandardError.ReadToEnd()));
        Address = json.RootElement.GetProperty("address").GetString()!;
        Origin = json.RootElement.GetProperty("origin").GetString()!;
        Sandbox = json.RootElement.GetProperty("sandbox").GetString()!;
        Allow = json.RootElement.GetProperty("allow").GetString()!;
    }

    public Process Process { get; }

    /// <summary>Of the host page.</summary>
    public string Address { get; }

    /// <summary>Of the container.</summary>
    public string Origin { get; }

    public string Sandbox { get; }

    /// <summary>The iframe's attribute.</summary>
    public string Allow { get; }

    public int Port => new Uri(Origin).Port;

    public void Dispose()
    {
        Process.Kill();
        Process.WaitForExit();
        Process.Dispose();
    }
}
