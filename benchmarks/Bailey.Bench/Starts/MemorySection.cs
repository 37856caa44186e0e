using System.Diagnostics;
using Bailey.Bench.Measuring;

namespace Bailey.Bench.Starts;

/// <summary>Memory of one process of a host while its guest waits.</summary>
/// <param name="Host">The host.</param>
/// <param name="Process">The process's name, and its role where it has several.</param>
/// <param name="Private">Megabytes that no other process has.</param>
/// <param name="Proportional">Those, and of the pages that several processes share this one's part.</param>
internal sealed record MemoryRow(string Host, string Process, double Private, double Proportional);

/// <summary>What one guest takes that prints a line and waits.</summary>
internal static class MemorySection
{
    /// <summary>The section's name for --only.</summary>
    public const string Name = "memory";

    private const string Ready = "ready";

    /// <summary>Starts the same program in each host and reads its processes' memory.</summary>
    public static MemoryRow[] Measure()
    {
        string folder = Path.Combine(Place.Work, "memory");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "index.js"), $"console.log('{Ready}');\nsetTimeout(() => {{}}, 60000);\n");
        File.WriteAllText(Path.Combine(folder, "package.json"), """{"name":"waits","version":"1.0.0","private":true}""");
        File.WriteAllText(Path.Combine(folder, "policy.json"), """{"resources":{}}""");
        File.WriteAllText(Path.Combine(folder, "bailey.json"), """{"bailey":1,"entry":"index.js"}""");
        return [.. Hosts.All.SelectMany(host => Measure(host.Name, host.Command(folder), folder))];
    }

    private static List<MemoryRow> Measure(string host, string[] command, string folder)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1)) { WorkingDirectory = folder, RedirectStandardOutput = true, UseShellExecute = false };
        using Process process = Process.Start(start)!;
        try
        {
            if (process.StandardOutput.ReadLine() != Ready)
            {
                throw new WrongResultException($"{host} did not start the program that waits");
            }

            return [.. ProcessTree.Family(process.Id).Select(id => new MemoryRow(host, NameOf(id), ProcessTree.Megabytes(id, "Private_Clean:", "Private_Dirty:"), ProcessTree.Megabytes(id, "Pss:")))];
        }
        finally
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }
    }

    private static string NameOf(int id)
    {
        string[] words = File.ReadAllText($"/proc/{id}/cmdline").Split('\0', StringSplitOptions.RemoveEmptyEntries);
        string name = Path.GetFileName(words[0]);
        // bwrap's own two processes and the worker that it becomes have the role as a word.
        string? role = words.FirstOrDefault(static word => word is "guest" or "compile");
        return role is null ? name : $"{name} {role}";
    }
}
