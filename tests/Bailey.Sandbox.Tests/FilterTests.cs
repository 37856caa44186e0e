namespace Bailey.Sandbox.Tests;

[Collection(nameof(Ground))]
public sealed class FilterTests(Ground ground)
{
    [Fact]
    public void Every_row_says_why() => Assert.All(WorkerSyscalls.Rows, row => Assert.True(row.Reason.Length > 3, row.Name));

    [Fact]
    public void The_rows_are_the_approved_ones() => Approved.Match("worker-syscalls.txt", string.Join('\n', WorkerFilters.Explain()) + "\n");

    [Fact]
    public void The_rows_of_a_web_host_are_the_approved_ones_and_say_why()
    {
        Assert.All(WebHostSyscalls.Rows, row => Assert.True(row.Reason.Length > 3, row.Name));
        Approved.Match("webhost-syscalls.txt", string.Join('\n', StagedFilters.WebHost.Explain()) + "\n");
    }

    [Fact]
    public void A_web_host_has_beyond_a_worker_only_what_accepting_needs()
    {
        string[] beyond = [.. WebHostSyscalls.Rows.Select(row => row.Name).Except(WorkerSyscalls.Rows.Select(row => row.Name))];
        Assert.Equal(
            ["listen", "accept4", "epoll_create1", "epoll_ctl", "epoll_wait", "epoll_pwait", "recvfrom", "recvmsg", "sendto", "sendmsg", "shutdown", "getsockname", "getpeername", "getsockopt"],
            beyond);
        Assert.True(StagedFilters.WebHost.Stage2().Length < StagedFilters.WebHost.Stage1().Length);
        Assert.DoesNotContain(WebHostSyscalls.Rows, row => row.Name is "socket" or "connect" or "bind" or "socketpair" or "execveat" or "fork");
    }

    [Theory]
    [InlineData("socket")]
    [InlineData("connect")]
    [InlineData("fork")]
    [InlineData("vfork")]
    [InlineData("ptrace")]
    [InlineData("unshare")]
    [InlineData("mount")]
    [InlineData("io_uring_setup")]
    [InlineData("bpf")]
    [InlineData("keyctl")]
    [InlineData("recvmsg")]
    [InlineData("sendmsg")]
    [InlineData("open_by_handle_at")]
    [InlineData("init_module")]
    [InlineData("finit_module")]
    [InlineData("kexec_load")]
    [InlineData("reboot")]
    [InlineData("swapon")]
    [InlineData("iopl")]
    [InlineData("ioperm")]
    [InlineData("pivot_root")]
    [InlineData("move_mount")]
    [InlineData("mknod")]
    [InlineData("mknodat")]
    [InlineData("syslog")]
    [InlineData("quotactl")]
    [InlineData("execveat")]
    public void A_dangerous_call_has_no_row(string name)
    {
        Assert.DoesNotContain(WorkerSyscalls.Rows, row => row.Name == name);
        Assert.Contains(WorkerSyscalls.Rows, row => row.Name == "futex"); // the control: the list is not empty
    }

    [Fact]
    public void The_second_filter_allows_less_than_the_first()
    {
        Assert.NotEmpty(WorkerFilters.Stage2());
        Assert.True(WorkerFilters.Stage2().Length < WorkerFilters.Stage1().Length);
        Assert.Equal(0, WorkerFilters.Stage1().Length % 8);
        Assert.InRange(WorkerFilters.Stage1().Length / 8, 50, 1000);
    }

    [Fact]
    public void An_unknown_call_in_the_table_is_an_error() =>
        Assert.Throws<WallUnavailableException>(() => FilterCompiler.Compile([new SyscallRule("no_such_call", FilterStage.Always, "a mistake")]));

    [Fact]
    public void An_empty_or_torn_filter_is_never_loaded()
    {
        Assert.Throws<ArgumentException>(() => Interop.Seccomp.Load([]));
        Assert.Throws<ArgumentException>(() => Interop.Seccomp.Load(new byte[12]));
        Assert.Throws<ArgumentException>(() => Interop.Seccomp.Load(new byte[8 * 5000]));
    }

    [Theory]
    [InlineData("x32")]
    [InlineData("i386")]
    public async Task A_call_of_another_architecture_kills(string architecture)
    {
        const int SIGSYS = 31;
        WorkerStart start = ground.Start("foreign", architecture);
        ExitStatus status = await ground.Run(start);
        Assert.Equal((int?)SIGSYS, status.Signal);

        // The control: without the filter it lives on.
        SandboxPlan plan = WorkerPlan.Compile(start, Sandboxes.MaskedHere());
        string[] arguments = [.. plan.Arguments];
        int at = Array.IndexOf(arguments, "--seccomp");
        using SandboxProcess process = ground.Sandboxes.Spawn(plan with { Arguments = [.. arguments[..at], .. arguments[(at + 2)..]] }, start.Limits);
        ExitStatus unfiltered = await process.Exit;
        Assert.Equal((int?)0, unfiltered.Code);
        Assert.Contains("survived", unfiltered.Diagnostics, StringComparison.Ordinal);
    }

    [Fact]
    public void Kept_filters_are_what_libseccomp_makes_and_damaged_ones_are_not_used()
    {
        string store = Directory.CreateTempSubdirectory("bailey-filters-").FullName;
        try
        {
            (byte[] first, byte[] second) = WorkerFilters.Compile();
            FilterStore.Keep(store, first, second);
            (byte[] First, byte[] Second)? kept = FilterStore.Find(store);
            Assert.Equal(first, kept?.First);
            Assert.Equal(second, kept?.Second);
            Assert.Equal(first, WorkerFilters.Stage1());
            Assert.Equal(second, WorkerFilters.Stage2());

            string file = Directory.EnumerateFiles(store, FilterStore.Prefix + "*").Single();
            byte[] bytes = File.ReadAllBytes(file);
            bytes[^1] ^= 1;
            File.WriteAllBytes(file, bytes);
            Assert.Null(FilterStore.Find(store));
        }
        finally
        {
            Directory.Delete(store, recursive: true);
        }
    }
}
