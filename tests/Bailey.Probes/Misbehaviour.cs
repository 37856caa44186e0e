using System.Diagnostics;
using Bailey.Interop;
using Bailey.Sandbox;

namespace Bailey.Probes;

/// <summary>Guests that use too much, and hosts that die.</summary>
internal static class Misbehaviour
{
    public static int Echo()
    {
        using var channel = new DescriptorStream(new OwnedDescriptor(3, ownsHandle: true));
        var buffer = new byte[4096];
        for (int count; (count = channel.Read(buffer)) > 0;)
        {
            channel.Write(buffer.AsSpan(0, count));
        }

        return 7;
    }

    public static int Hog()
    {
        var kept = new List<byte[]>();
        while (true)
        {
            var block = new byte[8 << 20];
            Array.Fill(block, (byte)1);
            kept.Add(block);
            Thread.Sleep(2);
        }
    }

    public static int Spin()
    {
        for (ulong i = 0; ; i++)
        {
            GC.KeepAlive(i);
        }
    }

    public static int Sleep()
    {
        // Says that it runs, and is deaf from then on.
        _ = LibC.write(OwnedDescriptor.Borrow(3), [1], out _);
        Thread.Sleep(Timeout.Infinite);
        return 0;
    }

    public static int StartThreads()
    {
        while (true)
        {
            new Thread(() => Thread.Sleep(Timeout.Infinite), 64 << 10) { IsBackground = true }.Start();
        }
    }

    public static int OpenDescriptors()
    {
        int opened = 0;
        // Whatever printing loads is loaded while descriptors are left.
        Output.Line($"opening {opened}");
        while (Native.Call(out _, 257, -100, Root, 0) >= 0)
        {
            opened++;
        }

        Output.Line($"opened {opened}");
        return 0;
    }

    public static int Flood()
    {
        var line = new string('x', 1000);
        for (var watch = Stopwatch.StartNew(); watch.ElapsedMilliseconds < 1000;)
        {
            Output.Line(line);
        }

        return 0;
    }

    public static int Abort()
    {
        Environment.FailFast("on purpose");
        return 0;
    }

    public static int PrintFilter(byte[] program)
    {
        using var output = new DescriptorStream(OwnedDescriptor.Borrow(1));
        output.Write(BitConverter.GetBytes(program.Length));
        output.Write(program);
        return 0;
    }

    public static int Doctor()
    {
        foreach (DoctorFinding finding in SandboxDoctor.Check().Findings)
        {
            Output.Line($"{finding.Clause}\t{finding.Status}\t{finding.Reason}\t{finding.Advice}");
        }

        try
        {
            using Sandboxes opened = Sandboxes.Open();
            Output.Line("open\tReady");
        }
        catch (WallUnavailableException unavailable)
        {
            Output.Line($"open\t{unavailable.Code}");
        }

        return 0;
    }

    /// <summary>Starts a worker, which may go without namespaces, hands it the second filter of what it got, and prints what it says.</summary>
    public static int Fallback(string stage, string executable, string[] arguments)
    {
        using Sandboxes sandboxes = Sandboxes.Open(new SandboxOptions { Fallback = true, TryFirst = false });
        var told = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string name in (string[])["CANARY", "SCRATCH", "PORT", "PORT6", "DATAGRAM", "SEGMENT", "VICTIM"])
        {
            told[name] = Environment.GetEnvironmentVariable(name) ?? "";
        }

        using SandboxProcess process = sandboxes.Spawn(new WorkerStart(stage, executable, arguments, new SandboxLimits { WallTime = TimeSpan.FromMinutes(2) }) { Environment = told });
        byte[] filter = StagedFilters.Of(SandboxClass.Worker, process.Mechanism).Stage2();
        process.Channel.Write([.. BitConverter.GetBytes(filter.Length), .. filter]);
        ExitStatus status = process.Exit.GetAwaiter().GetResult();
        Output.Line($"mechanism\t{process.Mechanism} {status.Code} {status.Signal} {status.Limit}");
        Output.Line(status.Diagnostics);
        return 0;
    }

    public static int Host(string stage, string executable, string mode, SandboxOptions? options = null)
    {
        var sandboxes = Sandboxes.Open(options);
        SandboxProcess process = sandboxes.Spawn(new WorkerStart(stage, executable, [mode], new SandboxLimits()));
        if (mode == "sleep")
        {
            process.Channel.ReadExactly(new byte[1]);
        }

        Output.Line($"{process.LauncherPid} {process.Pid}");
        Thread.Sleep(Timeout.Infinite);
        return 0;
    }

    /// <summary>Starts a native program that writes one file and ends, says which processes it has, and lives on.</summary>
    public static int ProgramHost(string bubblewrap, string folder)
    {
        var sandboxes = Sandboxes.Open(new SandboxOptions { Bubblewrap = bubblewrap, TryFirst = false });
        SandboxProgram program = sandboxes.Spawn(new ProgramStart(["/usr/bin/touch", "/made/begun"], "/", new SandboxLimits { Threads = null })
        {
            Mounts = [new ProgramMount("/made", folder, MountAccess.Write)],
        });
        Output.Line($"{program.Process.LauncherPid} {program.Process.Pid}");
        Thread.Sleep(Timeout.Infinite);
        return 0;
    }

    /// <summary>Is there to be attacked, and lets itself be: what another guest is in the worst case.</summary>
    public static int Victim()
    {
        _ = LibC.prctl(0x59616D61, -1, 0, 0, 0); // PR_SET_PTRACER, anybody
        Output.Line("here");
        Thread.Sleep(Timeout.Infinite);
        return 0;
    }

    /// <summary>Runs a program on a stand, which is taken away when it ends; the program reads this one's standard input.</summary>
    public static int Stand(string program, string[] arguments)
    {
        // Ctrl-C ends the program too; then the stand is taken away.
        Console.CancelKeyPress += static (_, pressed) => pressed.Cancel = true;
        using var stand = new Stand();
        using Process victim = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["victim"]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        try
        {
            _ = victim.StandardOutput.ReadLine();
            var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false };
            foreach ((string name, string value) in stand.Hints)
            {
                start.Environment[name] = value;
            }

            start.Environment["VICTIM"] = $"{victim.Id}";
            start.Environment["TZ"] = "Asia/Kathmandu"; // a time zone and a locale that tell something
            start.Environment["LANG"] = "ne_NP.UTF-8";
            using Process attacker = Process.Start(start)!;
            attacker.WaitForExit();
            return attacker.ExitCode;
        }
        finally
        {
            victim.Kill();
            victim.WaitForExit();
        }
    }

    private static readonly nint Root = System.Runtime.InteropServices.Marshal.StringToCoTaskMemUTF8("/");
}
