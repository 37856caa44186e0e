namespace Bailey.Sandbox.Tests;

public sealed class ProgramPlanTests
{
    private static readonly ProgramHost Machine = new(
        new HashSet<string>(["/proc/cpuinfo", "/proc/kallsyms", "/proc/sys"], StringComparer.Ordinal),
        new Dictionary<string, string>(StringComparer.Ordinal) { ["/bin"] = "usr/bin", ["/lib64"] = "usr/lib64" },
        new HashSet<string>(["/usr", "/etc/alternatives", "/etc/ssl/certs"], StringComparer.Ordinal));

    private static readonly ProgramStart Start = new(["curl", "-sS"], "/data", new SandboxLimits { Descriptors = 1024 })
    {
        Mounts = [new("/data", "/home/user/data", MountAccess.Read), new("/data/out", "/home/user/data/out", MountAccess.Write), new("/scratch", null, MountAccess.Scratch, 1 << 20)],
        Environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["TOKEN"] = "t" },
        Listener = true,
    };

    [Fact]
    public void The_programs_plan_is_the_approved_one() => Approved.Match("program-plan.txt", ProgramPlan.Compile(Start, Machine).ToString());

    [Fact]
    public void Without_a_listener_a_line_of_shell_stands_before_the_program_and_closes_the_socket()
    {
        SandboxPlan plan = ProgramPlan.Compile(Start with { Listener = false }, Machine);
        Assert.Equal(["/bin/sh", "-c", "printf . >&3 && read -r go <&3 && exec \"$@\" 3>&-", "bailey", "curl", "-sS"], plan.Command);
        Assert.Equal(3, plan.NumberOf(DescriptorRole.Channel));
        Assert.Equal(Enumerable.Range(0, plan.Descriptors.Count), plan.Descriptors.Select(descriptor => descriptor.Number));
    }

    [Fact]
    public void Nested_user_namespaces_are_off_unless_they_are_asked_for()
    {
        Assert.Contains("--disable-userns", ProgramPlan.Compile(Start, Machine).Arguments);
        Assert.DoesNotContain("--disable-userns", ProgramPlan.Compile(Start with { Nested = true }, Machine).Arguments);
        Assert.Contains("--unshare-all", ProgramPlan.Compile(Start with { Nested = true }, Machine).Arguments);
    }

    [Fact]
    public void Nothing_of_the_host_is_bound_but_programs_the_named_configuration_and_the_grants()
    {
        string[] known = [.. ProgramRoot.System.Concat(ProgramRoot.Configuration).Select(static row => row.Path), .. Start.Mounts.Select(static mount => mount.Source).OfType<string>()];
        string[] arguments = [.. ProgramPlan.Compile(Start, Machine).Arguments];
        Assert.All(Enumerable.Range(0, arguments.Length).Where(i => arguments[i] is "--bind" or "--ro-bind" or "--dev-bind"), i => Assert.Contains(arguments[i + 1], known));
        Assert.DoesNotContain("--share-net", arguments);
    }

    [Fact]
    public void The_root_is_made_unchangeable_after_everything_is_in_it()
    {
        string[] arguments = [.. ProgramPlan.Compile(Start, Machine).Arguments];
        int last = Enumerable.Range(0, arguments.Length - 1).Single(i => arguments[i] == "--remount-ro" && arguments[i + 1] == "/");
        Assert.DoesNotContain(arguments[last..], static argument => argument.Contains("bind", StringComparison.Ordinal) || argument is "--tmpfs" or "--dir" or "--symlink");
    }

    [Fact]
    public void Only_a_tunnel_has_the_hosts_network()
    {
        using var listener = new Interop.OwnedDescriptor(-1, ownsHandle: false);
        var start = new WorkerStart("/stage", "/app/Bailey.Tunnel", [], new SandboxLimits()) { Class = SandboxClass.Tunnel, Listener = listener, Files = [("/etc/hosts", "127.0.0.1 localhost\n")] };
        Approved.Match("tunnel-plan.txt", WorkerPlan.Compile(start, Machine.Masked).ToString());
        Assert.Contains("--share-net", WorkerPlan.Compile(start, Machine.Masked).Arguments);
        Assert.DoesNotContain("--share-net", WorkerPlan.Compile(start with { Class = SandboxClass.WebHost }, Machine.Masked).Arguments);
    }

    [Fact]
    public void The_rows_of_tunnels_and_programs_are_the_approved_ones_and_say_why()
    {
        Assert.All(TunnelSyscalls.Rows.Concat(ProgramSyscalls.Rows(children: false, nested: false)), row => Assert.True(row.Reason.Length > 3, row.Name));
        Approved.Match("tunnel-syscalls.txt", string.Join('\n', StagedFilters.Tunnel.Explain()) + "\n");
        Approved.Match("program-syscalls.txt", string.Join('\n', ProgramFilters.Explain(children: false, nested: false)) + "\n");
    }

    [Fact]
    public void A_tunnel_starts_nobody_executes_nothing_and_listens_nowhere()
    {
        string[] sealedNames = [.. TunnelSyscalls.Rows.Where(static row => row.Stage == FilterStage.Always && row.Answer == Interop.Errno.None).Select(static row => row.Name)];
        Assert.DoesNotContain(sealedNames, static name => name is "execve" or "execveat" or "fork" or "vfork" or "listen" or "socketpair" or "ptrace" or "seccomp");
        Assert.Contains("connect", sealedNames);
        Assert.True(StagedFilters.Tunnel.Stage2().Length < StagedFilters.Tunnel.Stage1().Length);
    }

    [Fact]
    public void A_program_that_may_have_others_or_a_sandbox_of_its_own_is_refused_less()
    {
        int strict = ProgramFilters.Filter(children: false, nested: false).Length;
        Assert.True(ProgramFilters.Filter(children: true, nested: false).Length < strict);
        Assert.True(ProgramFilters.Filter(children: false, nested: true).Length < strict);
    }

    [Fact]
    public void A_fetcher_has_one_socket_to_connect_to_and_no_network()
    {
        var start = new WorkerStart("/stage", "/app/Bailey.Fetcher", [], new SandboxLimits()) { Class = SandboxClass.Fetcher, Socket = ("/tmp/bailey-x/tunnel", "/run/tunnel"), Files = [("/etc/ssl/certs/ca-certificates.crt", "")] };
        Approved.Match("fetcher-plan.txt", WorkerPlan.Compile(start, Machine.Masked).ToString());
        Assert.DoesNotContain("--share-net", WorkerPlan.Compile(start, Machine.Masked).Arguments);
        Assert.Throws<ArgumentException>(() => WorkerPlan.Compile(start with { Class = SandboxClass.Worker }, Machine.Masked));
        Assert.Throws<ArgumentException>(() => WorkerPlan.Compile(start with { Socket = null }, Machine.Masked));
    }

    [Fact]
    public void A_fetcher_starts_nobody_executes_nothing_and_has_unix_sockets_alone()
    {
        Assert.All(FetcherSyscalls.Rows, row => Assert.True(row.Reason.Length > 3, row.Name));
        Approved.Match("fetcher-syscalls.txt", string.Join('\n', StagedFilters.Fetcher.Explain()) + "\n");
        string[] sealedNames = [.. FetcherSyscalls.Rows.Where(static row => row.Stage == FilterStage.Always && row.Answer == Interop.Errno.None).Select(static row => row.Name)];
        Assert.DoesNotContain(sealedNames, static name => name is "execve" or "execveat" or "fork" or "vfork" or "listen" or "bind" or "accept4" or "socketpair" or "ptrace" or "seccomp");
        SyscallRule socket = Assert.Single(FetcherSyscalls.Rows, static row => row.Name == "socket");
        Assert.Equal(SyscallRule.Is(0, 1), socket.Arguments[0]);
        Assert.True(StagedFilters.Fetcher.Stage2().Length < StagedFilters.Fetcher.Stage1().Length);
    }
}
