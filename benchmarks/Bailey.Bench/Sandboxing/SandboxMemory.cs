using System.Diagnostics;
using Bailey.Bench.Measuring;

namespace Bailey.Bench.Sandboxing;

/// <summary>Programs that wait, several at once: what their sandboxes hold, pages that several share counted in parts.</summary>
internal static class SandboxMemory
{
    private const string Waits = "sleep";
    private const string Nothing = """{"bailey":1}""";
    private static readonly string[] Program = ["/usr/bin/sleep", "600"];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Each contender, and Bailey with a granted origin.</summary>
    public static async Task<SandboxMemoryRow[]> MeasureAsync(Contender[] here, int count)
    {
        var rows = new List<SandboxMemoryRow>();
        foreach (Contender one in here.Where(static one => one.Name is not (Contender.Bare or Contender.Bailey)))
        {
            rows.Add(Other(one, count));
        }

        rows.Add(await Own(Contender.Bailey, Nothing, count));
        rows.Add(await Own($"{Contender.Bailey}, egress", NativeRun.Granting("http://127.0.0.1:9"), count));
        return [.. rows];
    }

    private static SandboxMemoryRow Other(Contender contender, int count)
    {
        string[] command = contender.Command(Program);
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        Process[] started = [.. Enumerable.Range(0, count).Select(_ => Process.Start(start)!)];
        try
        {
            Settle(() => started.SelectMany(static process => ProcessTree.Family(process.Id)), count);
            return Row(contender.Name, [.. started.SelectMany(static process => ProcessTree.Family(process.Id))], [], 0, count);
        }
        finally
        {
            foreach (Process process in started)
            {
                process.Kill(entireProcessTree: true);
                process.Dispose();
            }
        }
    }

    private static async Task<SandboxMemoryRow> Own(string name, string bailey, int count)
    {
        int[] others = [.. ProcessTree.Children(Environment.ProcessId)];
        await using BaileyHost host = BaileyHost.Start(new BaileyHostOptions { Broker = Place.Broker });
        // The first start of all loads what every later one shares.
        _ = await NativeRun.RunAsync(host, bailey, "/bin/true");
        int broker = ProcessTree.Children(Environment.ProcessId).Except(others).Single();
        double before = ProcessTree.Megabytes(broker, "Pss:");
        var guests = new List<Guest>();
        try
        {
            for (int i = 0; i < count; i++)
            {
                guests.Add(await NativeRun.Start(host, bailey, Program));
            }

            Settle(() => ProcessTree.Family(broker), count);
            int[][] trees = [.. ProcessTree.Children(broker).Select(static child => ProcessTree.Family(child).ToArray())];
            return Row(
                name, [.. trees.Where(static tree => !IsTunnel(tree)).SelectMany(static tree => tree)], [.. trees.Where(IsTunnel).SelectMany(static tree => tree)],
                ProcessTree.Megabytes(broker, "Pss:") - before, count);
        }
        finally
        {
            foreach (Guest guest in guests)
            {
                await guest.DisposeAsync();
            }
        }
    }

    private static bool IsTunnel(int[] tree) => Array.Exists(tree, static id => ProcessTree.NameOf(id).StartsWith("Bailey.Tunnel", StringComparison.Ordinal));

    // All programs run, and what starts them rests.
    private static void Settle(Func<IEnumerable<int>> family, int count)
    {
        var waited = Stopwatch.StartNew();
        while (family().Count(static id => ProcessTree.NameOf(id) == Waits) < count)
        {
            if (waited.Elapsed > Patience)
            {
                throw new WrongResultException("programs that wait were not started");
            }

            Thread.Sleep(50);
        }

        Thread.Sleep(2000);
    }

    private static SandboxMemoryRow Row(string name, int[] sandboxes, int[] tunnels, double grown, int count)
    {
        double Sum(IEnumerable<int> ids) => ids.Sum(static id => ProcessTree.Megabytes(id, "Pss:"));
        bool IsProgram(int id) => ProcessTree.NameOf(id) == Waits;
        return new SandboxMemoryRow(name, (Sum(sandboxes.Where(id => !IsProgram(id))) + grown) / count, Sum(tunnels) / count, Sum(sandboxes.Where(IsProgram)) / count);
    }
}
