using System.Globalization;
using Bailey.Interop;

namespace Bailey.Bench.Measuring;

/// <summary>Where and when numbers were measured.</summary>
/// <param name="Date">UTC.</param>
/// <param name="Commit">The checkout's commit; "+" where files differ from it.</param>
/// <param name="Processor">Its model.</param>
/// <param name="Cores">Cores that this process may use.</param>
/// <param name="Load">Load average of the last minute when it began.</param>
/// <param name="Versions">Engine, runtime and npm packages.</param>
internal sealed record Conditions(DateTime Date, string Commit, string Processor, int Cores, double Load, Dictionary<string, string> Versions)
{
    private static readonly string[] Packages = ["ses", "lavamoat", "lodash", "acorn", "marked", "@anthropic-ai/sandbox-runtime"];

    /// <summary>More than half of the cores have something else to do: what follows is noise.</summary>
    public bool IsBusy => Load > Cores * 0.5;

    /// <summary>As they are now.</summary>
    public static Conditions Read()
    {
        var versions = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["JavaScriptCore"] = JSEngine.Open().ToString(),
            [".NET"] = Environment.Version.ToString(),
            ["Node"] = Child.Output("node", Place.Root, "--version").Trim(),
        };
        foreach (string package in Packages)
        {
            using var text = System.Text.Json.JsonDocument.Parse(File.ReadAllText(Place.Npm($"{package}/package.json")));
            versions[package] = text.RootElement.GetProperty("version").GetString()!;
        }

        return new Conditions(DateTime.UtcNow, CommitHere(), ProcessorHere(), Environment.ProcessorCount, LoadNow(), versions);
    }

    /// <summary>Load average of the last minute.</summary>
    public static double LoadNow() => double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture);

    private static string CommitHere()
    {
        try
        {
            string commit = Child.Output("git", Place.Root, "rev-parse", "--short", "HEAD").Trim();
            return Child.Output("git", Place.Root, "status", "--porcelain").Length == 0 ? commit : $"{commit}+";
        }
        catch (Exception error) when (error is WrongResultException or System.ComponentModel.Win32Exception)
        {
            return "unknown";
        }
    }

    private static string ProcessorHere() =>
        File.ReadLines("/proc/cpuinfo").FirstOrDefault(static line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? "unknown";
}
