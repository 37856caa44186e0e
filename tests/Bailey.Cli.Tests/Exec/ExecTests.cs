using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Bailey.Cli.Tests.Exec;

/// <summary>Native programs without a network: files, variables, streams, limits, ends.</summary>
public sealed class ExecTests
{
    [Theory]
    [InlineData("exit 0", 0)]
    [InlineData("exit 42", 42)]
    [InlineData("kill -TERM $$", 143)]
    public void An_exit_code_passes_through(string script, int code)
    {
        using var folder = new ExecFolder();
        Assert.Equal((code, ""), (folder.Run(["sh", "-c", script]).ExitCode, ""));
    }

    [Fact]
    public void A_file_is_there_only_by_grant_and_changed_only_by_one_that_says_so()
    {
        using var folder = new ExecFolder();
        folder.Write("data/file", "content");
        string read = "print(open('/data/file').read(), end='')";
        Assert.Contains("FileNotFoundError", folder.Python(read).Error, StringComparison.Ordinal);
        folder.Policy(""" "files":[{"path":"/data","source":"data","access":"read"}] """);
        Assert.Equal(("content", ""), (folder.Python(read).Output, folder.Python(read).Error));

        const string write = "open('/data/file2', 'w').write('made'); print('done')";
        Assert.Contains("Read-only file system", folder.Python(write).Error, StringComparison.Ordinal);
        folder.Policy(""" "files":[{"path":"/data","source":"data","access":"write"}] """);
        Assert.Equal("done\n", folder.Python(write).Output);
        Assert.Equal("made", File.ReadAllText(Path.Combine(folder.Path, "data/file2")));
    }

    [Fact]
    public void A_scratch_folder_is_empty_bounded_and_gone_afterwards()
    {
        using var folder = new ExecFolder(""" "files":[{"path":"/scratch","access":"scratch","maxBytes":"1MB"}] """);
        const string fill = "import os; print(os.listdir('/scratch')); open('/scratch/x', 'wb').write(b'x' * {0})";
        Assert.Equal(("[]\n", 0), (folder.Python(fill.Replace("{0}", "500000", StringComparison.Ordinal)) is var small ? small.Output : "", small.ExitCode));
        Assert.Contains("No space left", folder.Python(fill.Replace("{0}", "5000000", StringComparison.Ordinal)).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/etc/shadow")]
    [InlineData("/etc/hostname", "localhost\n")]
    [InlineData("/root/.profile")]
    [InlineData("/var/log/dpkg.log")]
    [InlineData("/proc/version", "Linux version 6.0.0\n")]
    [InlineData("/proc/sys/kernel/random/boot_id")]
    [InlineData("/sys/class/net/lo/address")]
    public void What_tells_the_host_is_absent_or_invented(string path, string? invented = null)
    {
        using var folder = new ExecFolder();
        CliResult result = folder.Run(["cat", path]);
        Assert.Equal(invented ?? "", result.Output);
        Assert.Equal(invented is null, result.Error.Contains("No such file", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("open('/usr/x', 'w')")]
    [InlineData("open('/x', 'w')")]
    [InlineData("open('/etc/x', 'w')")]
    [InlineData("open('/dev/x', 'w')")]
    [InlineData("open('/proc/sys/x', 'w')")]
    public void Nothing_but_its_own_folders_can_be_written(string attempt)
    {
        using var folder = new ExecFolder();
        Assert.Contains("Read-only file system", folder.Python(attempt).Error, StringComparison.Ordinal);
        Assert.Equal("", folder.Python("open('/tmp/x', 'w'); open('/home/guest/x', 'w'); open('/dev/shm/x', 'w')").Error);
    }

    [Fact]
    public void Its_variables_are_those_of_the_policy_and_the_few_that_everybody_has()
    {
        var host = new Dictionary<string, string> { ["TOKEN"] = "t0k3n", ["OTHER"] = "x" };
        using var folder = new ExecFolder();
        const string names = "import os; print(sorted(os.environ))";
        string[] few = ["HOME", "LANG", "LOGNAME", "PATH", "PWD", "SHELL", "TMPDIR", "TZ", "USER"];
        Assert.Equal($"['{string.Join("', '", few)}']\n", folder.Run(["/usr/bin/python3", "-c", names], environment: host).Output);
        folder.Policy(""" "env":{"TOKEN":{"from":"host"}} """);
        Assert.Equal("t0k3n\n", folder.Run(["/usr/bin/python3", "-c", "import os; print(os.environ['TOKEN'])"], environment: host).Output);
    }

    [Fact]
    public void The_standard_streams_are_its_only_descriptors()
    {
        const string list = "import os; print(*(os.readlink(f'/proc/self/fd/{n}').split(':')[0] for n in os.listdir('/proc/self/fd') if os.path.exists(f'/proc/self/fd/{n}')))";
        using var folder = new ExecFolder();
        Assert.Equal("/dev/null pipe pipe\n", folder.Python(list).Output);
        folder.Policy(""" "egress":[{"origin":"https://a.example","methods":["CONNECT"]}] """);
        Assert.Equal("/dev/null pipe pipe\n", folder.Python(list).Output);
    }

    [Fact]
    public void Standard_input_reaches_it_only_by_grant()
    {
        using var folder = new ExecFolder();
        Assert.Equal("0\n", folder.Run(["wc", "-c"], "abc").Output);
        folder.Policy(""" "stdin":true """);
        Assert.Equal("3\n", folder.Run(["wc", "-c"], "abc").Output);
    }

    [Theory]
    [InlineData("memory", "x = []\nwhile True: x.append(bytearray(1000000))", """ "limits":{"memory":"100MB"} """)]
    [InlineData("cpu", "while True: pass", """ "limits":{"cpu":"1s"} """)]
    [InlineData("wall", "import time; time.sleep(1000)", """ "limits":{"wall":"1s"} """)]
    [InlineData("output", "while True: print('x' * 10000)", """ "limits":{"output":"1MB"} """)]
    [InlineData("memory", "import os\nfor _ in range(4):\n if os.fork() == 0: x = bytearray(60000000); x[::4096] = b'x' * len(x[::4096]); import time; time.sleep(1000)\nos.wait()", """ "children":8,"limits":{"memory":"200MB"} """)]
    [InlineData("children", "import os, time\nfor _ in range(20):\n if os.fork() == 0: time.sleep(1000)\ntime.sleep(1000)", """ "children":8 """)]
    public void A_bomb_ends_with_its_limit_named(string limit, string source, string bailey)
    {
        using var folder = new ExecFolder(bailey);
        CliResult result = folder.Python(source);
        Assert.Equal(75, result.ExitCode);
        Assert.Contains($"limit \"{limit}\"", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_processes_are_granted_or_refused()
    {
        using var folder = new ExecFolder();
        const string threads = "import threading; t = threading.Thread(target=lambda: print('thread')); t.start(); t.join(); ";
        CliResult alone = folder.Python(threads + "import os; os.fork()");
        Assert.Equal("thread\n", alone.Output);
        Assert.Contains("PermissionError", alone.Error, StringComparison.Ordinal);
        folder.Policy(""" "children":4 """);
        Assert.Equal("thread\nchild\n", folder.Python(threads + "import subprocess; subprocess.run(['echo', 'child'])") is var wider ? wider.Output : "");
    }

    [Theory]
    [InlineData("unshare -Ur true", "unshare failed")]
    [InlineData("mount -t tmpfs none /tmp", "mount")]
    [InlineData("python3 -c 'import ctypes; print(ctypes.CDLL(None, use_errno=True).ptrace(16, 1, 0, 0), ctypes.get_errno())'", "-1 1")]
    [InlineData("python3 -c 'import ctypes; print(ctypes.CDLL(None, use_errno=True).syscall(425, 1, 0), ctypes.get_errno())'", "-1 38")]
    [InlineData("python3 -c 'import ctypes; print(ctypes.CDLL(None, use_errno=True).syscall(250, 0, -3, 0), ctypes.get_errno())'", "-1 1")]
    public void Doors_of_the_kernel_are_shut(string attempt, string answer)
    {
        using var folder = new ExecFolder(""" "children":8 """);
        CliResult result = folder.Run(["sh", "-c", attempt]);
        Assert.Contains(answer, result.Output + result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("socket.AF_NETLINK, socket.SOCK_RAW")]
    [InlineData("socket.AF_PACKET, socket.SOCK_RAW")]
    [InlineData("socket.AF_VSOCK, socket.SOCK_STREAM")]
    [InlineData("socket.AF_ALG, socket.SOCK_SEQPACKET")]
    [InlineData("socket.AF_INET, socket.SOCK_RAW, 1")]
    [InlineData("socket.AF_INET, socket.SOCK_STREAM, 262")]
    public void Sockets_of_other_kinds_cannot_be_made(string kind)
    {
        using var folder = new ExecFolder();
        Assert.Contains("Error", folder.Python($"import socket; socket.socket({kind}); print('made')").Error, StringComparison.Ordinal);
        Assert.Equal("made\n", folder.Python("import socket; socket.socket(socket.AF_INET, socket.SOCK_STREAM); print('made')").Output);
    }

    [Fact]
    public void The_loopback_and_the_sockets_of_the_host_are_not_its_own()
    {
        string name = $"bailey-{Guid.NewGuid():N}";
        using var tcp = new TcpListener(IPAddress.Loopback, 0);
        tcp.Start();
        using var folder = new ExecFolder();
        folder.Write("socket/note", "");
        using var hidden = Listen(new UnixDomainSocketEndPoint("\0" + name));
        using var named = Listen(new UnixDomainSocketEndPoint(Path.Combine(folder.Path, "socket/s")));
        File.SetUnixFileMode(Path.Combine(folder.Path, "socket/s"), (UnixFileMode)0x1FF);
        string Attempt(string family, string address) => $"import socket; socket.socket(socket.{family}).connect({address}); print('reached')";
        (string Attempt, string Control)[] attempts =
        [
            (Attempt("AF_INET", $"('127.0.0.1', {((IPEndPoint)tcp.LocalEndpoint).Port})"), ""),
            (Attempt("AF_UNIX", $"b'\\0{name}'"), ""),
            (Attempt("AF_UNIX", $"'{folder.Path}/socket/s'"), ""),
        ];
        Assert.All(attempts, row => Assert.Contains("Error", folder.Python(row.Attempt).Error, StringComparison.Ordinal));
        // The control: the same, bare; and a socket in a folder that is granted is one grant wider.
        Assert.All(attempts, row => Assert.Equal("reached\n", Bare(row.Attempt)));
        folder.Policy(""" "files":[{"path":"/s","source":"socket","access":"read"}] """);
        Assert.Equal("reached\n", folder.Python(Attempt("AF_UNIX", "'/s/s'")).Output);
    }

    [Fact]
    public void What_is_killed_from_outside_leaves_nothing_behind()
    {
        using var folder = new ExecFolder(""" "children":4 """);
        using Process host = folder.Start(["sh", "-c", "setsid sleep 987 & sleep 988 & echo ready; wait"]);
        Assert.Equal("ready", host.StandardOutput.ReadLine());
        int[] inside = [.. Processes.Beneath(host.Id)];
        Assert.True(inside.Length >= 4);
        host.Kill();
        host.WaitForExit();
        Assert.True(SpinWait.SpinUntil(() => inside.All(Processes.IsGone), TimeSpan.FromSeconds(20)), "something outlived the host");
    }

    [Theory]
    [InlineData(""" "egress":[{"origin":"https://a.example","methods":["GET"]}] """, "[\"CONNECT\"]")]
    [InlineData(""" "egress":[{"origin":"https://a.example","methods":["CONNECT"],"credential":"key"}] """, "egress[0].credential")]
    [InlineData(""" "files":[{"path":"/usr/x","source":".","access":"read"}] """, "files[0].path")]
    [InlineData(""" "clock":{"value":"virtual","required":true} """, "clock")]
    public void A_policy_that_a_program_cannot_be_held_to_starts_nothing(string bailey, string told)
    {
        using var folder = new ExecFolder(bailey);
        CliResult result = folder.Run(["true"]);
        Assert.Equal(65, result.ExitCode);
        Assert.Contains(told, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_end_is_told_to_machines()
    {
        using var folder = new ExecFolder();
        CliResult result = folder.Run(["sh", "-c", "echo hi; exit 3"], options: ["--json"]);
        Assert.Contains("""{"event":"output","stream":1,"text":"hi\n"}""", result.Output, StringComparison.Ordinal);
        Assert.Contains("\"exitCode\":3", result.Output, StringComparison.Ordinal);
        Assert.Equal(3, result.ExitCode);
    }

    private static Socket Listen(EndPoint address)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(address);
        socket.Listen();
        return socket;
    }

    private static string Bare(string script)
    {
        using Process process = Process.Start(new ProcessStartInfo("/usr/bin/python3", ["-c", script]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        return process.StandardOutput.ReadToEnd();
    }
}
