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
    {
        if (!File.Exists(Cli))
        {
            throw new InvalidOperationException($"{Cli} is not there: ./test publishes it first");
        }

        Process = Process.Start(new ProcessStartInfo(Cli, ["serve", source, "--json", .. options])
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
    }

    public Process Process { get; }

    /// <summary>Of the host page.</summary>
    public string Address { get; }

    /// <summary>Of the container.</summary>
    public string Origin { get; }

    public string Sandbox { get; }

    public int Port => new Uri(Origin).Port;

    public void Dispose()
    {
        Process.Kill();
        Process.WaitForExit();
        Process.Dispose();
    }
}
