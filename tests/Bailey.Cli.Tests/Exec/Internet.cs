using System.Diagnostics;
using System.Reflection;

namespace Bailey.Cli.Tests.Exec;

/// <summary>Two network namespaces of the tests' own (tests/Bailey.Outside): nothing leaves them, and what reaches the outer one is written down.</summary>
public sealed class Internet : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("bailey-internet-").FullName;
    private readonly List<string> _packets = [];
    private readonly Process _host;

    public Internet()
    {
        string program = typeof(Internet).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(row => row.Key == "Outside").Value!;
        // As an ordinary user: in a user namespace that knows this one user.
        string[] names = IsRoot ? ["--net", "--mount"] : ["--map-current-user", "--keep-caps", "--net", "--mount"];
        var start = new ProcessStartInfo("unshare", [.. names, program, "host", _folder])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        };
        _host = Process.Start(start)!;
        var ready = new ManualResetEventSlim();
        _host.OutputDataReceived += (_, line) =>
        {
            lock (_packets)
            {
                _packets.Add(line.Data ?? "");
            }

            if (line.Data == "ready")
            {
                ready.Set();
            }
        };
        _host.BeginOutputReadLine();
        Assert.True(ready.Wait(TimeSpan.FromSeconds(60)), "no network namespaces could be made");
    }

    private static bool IsRoot => Environment.UserName == "root";

    /// <summary>The beginning of a command line that runs something as if on the host.</summary>
    public string[] Host => ["nsenter", "--target", $"{_host.Id}", .. IsRoot ? [] : (string[])["--user", "--preserve-credentials"], "--net", "--mount", "--"];

    /// <summary>Runs a program bare, on the host's side: the control of a refusal.</summary>
    internal CliResult Bare(params string[] program)
    {
        string[] command = [.. Host, .. program];
        return PublishedCli.End(Process.Start(new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        })!);
    }

    /// <summary>How often a packet that begins something has come outside, <c>tcp 192.31.196.10 80</c>, or a name was asked for there, <c>name good.example</c>.</summary>
    internal int Count(string packet)
    {
        lock (_packets)
        {
            return _packets.Count(line => line == packet);
        }
    }

    /// <summary>How many lines there are so far: where <see cref="Since"/> begins.</summary>
    internal int Seen
    {
        get
        {
            lock (_packets)
            {
                return _packets.Count;
            }
        }
    }

    /// <summary>The lines of <see cref="Count"/> after some.</summary>
    internal string[] Since(int start)
    {
        lock (_packets)
        {
            return [.. _packets.Skip(start)];
        }
    }

    public void Dispose()
    {
        _host.StandardInput.Close();
        _host.WaitForExit();
        _host.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}

[CollectionDefinition(nameof(Internet), DisableParallelization = true)]
public sealed class InternetCollection : ICollectionFixture<Internet>;
