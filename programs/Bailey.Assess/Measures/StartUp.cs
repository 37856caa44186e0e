using System.Diagnostics;
using System.Globalization;
using Bailey.Assess.Script;

namespace Bailey.Assess.Measures;

/// <summary>What a start costs now, on this machine with whatever else it does.</summary>
internal static class StartUp
{
    private const int Times = 5;

    public static IEnumerable<Measure> Take()
    {
        string folder = Directory.CreateTempSubdirectory("bailey-assess-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "bailey.json"), """{"bailey":1,"entry":"index.js"}""");
            File.WriteAllText(Path.Combine(folder, "policy.json"), """{"resources":{}}""");
            File.WriteAllText(Path.Combine(folder, "index.js"), "console.log('hello');\n");
            double run = Median(folder, Path.Combine(Installed.Folder, "cli", "Bailey.Cli"), "run", folder);
            yield return new Measure("start.run", "bailey run, one line of JavaScript", run, "ms", Conditions("start to end of the process, broker and two sandboxes included"));
            double none = Median(folder, "/bin/true");
            yield return new Measure("start.process", "a process that does nothing, for comparison", none, "ms", Conditions("/bin/true, start to end"));
            if (PlainNode.Program is { } node)
            {
                yield return new Measure("start.node", "plain Node, the same line, for comparison", Median(folder, node, Path.Combine(folder, "index.js")), "ms", Conditions("start to end of the process, no walls"));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static double Median(string home, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.Environment["HOME"] = home;
        var taken = new List<double>();
        for (int i = 0; i <= Times; i++)
        {
            long begin = Stopwatch.GetTimestamp();
            _ = Finished.Of(start);
            taken.Add(Stopwatch.GetElapsedTime(begin).TotalMilliseconds);
        }

        // The first filled caches.
        return taken.Skip(1).Order().ElementAt(Times / 2);
    }

    private static string Conditions(string what) => string.Create(
        CultureInfo.InvariantCulture, $"{what}; median of {Times}, load average {File.ReadAllText("/proc/loadavg").Split(' ')[0]}, {Environment.ProcessorCount} processors");
}
