namespace Bailey.Sandbox.Tests;

public sealed class PlanTests
{
    private static readonly WorkerStart Start = new("/var/cache/bailey/0123/root", "/app/Bailey.Worker", ["guest"], new SandboxLimits())
    {
        Environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["JSC_usePollingTraps"] = "1", ["TZ"] = "Etc/UTC" },
    };

    private static readonly HashSet<string> Proc = new(["/proc/cpuinfo", "/proc/kallsyms", "/proc/meminfo", "/proc/sys"], StringComparer.Ordinal);

    [Fact]
    public void The_workers_plan_is_the_approved_one() => Approved.Match("worker-plan.txt", WorkerPlan.Compile(Start, Proc).ToString());

    [Fact]
    public void A_web_hosts_plan_is_a_workers_with_one_descriptor_more()
    {
        using var listener = new Interop.OwnedDescriptor(-1, ownsHandle: false);
        WorkerStart web = Start with { Class = SandboxClass.WebHost, Listener = listener };
        SandboxPlan plan = WorkerPlan.Compile(web, Proc);
        Assert.Equal(WorkerDescriptors.Listener, plan.NumberOf(DescriptorRole.Listener));
        Assert.Equal(WorkerPlan.Compile(Start, Proc).Descriptors.Count + 1, plan.Descriptors.Count);
        Assert.Equal(Enumerable.Range(0, plan.Descriptors.Count), plan.Descriptors.Select(d => d.Number));
        // Neither without the other.
        Assert.Throws<ArgumentException>(() => WorkerPlan.Compile(web with { Listener = null }, Proc));
        Assert.Throws<ArgumentException>(() => WorkerPlan.Compile(Start with { Listener = listener }, Proc));
    }

    [Fact]
    public void A_plan_is_a_function_of_its_input() =>
        Assert.Equal(WorkerPlan.Compile(Start, Proc).ToString(), WorkerPlan.Compile(Start, Proc).ToString());

    [Theory]
    [InlineData("--unshare-all")]
    [InlineData("--unshare-user")]
    [InlineData("--disable-userns")]
    [InlineData("--assert-userns-disabled")]
    [InlineData("--die-with-parent")]
    [InlineData("--new-session")]
    [InlineData("--clearenv")]
    [InlineData("--as-pid-1")]
    public void No_start_leaves_an_isolation_out(string flag)
    {
        foreach (bool uniform in new[] { true, false })
        {
            Assert.Contains(flag, WorkerPlan.Compile(Start with { UniformIdentity = uniform }, Proc).Arguments);
        }
    }

    [Fact]
    public void Nothing_of_the_host_is_bound_but_the_stage_and_one_device()
    {
        IReadOnlyList<string> arguments = WorkerPlan.Compile(Start, Proc).Arguments;
        for (int i = 0; i < arguments.Count; i++)
        {
            if (arguments[i] is "--bind" or "--dev-bind" or "--ro-bind" or "--bind-try" or "--ro-bind-try" or "--dev-bind-try")
            {
                Assert.True(arguments[i + 1] == "/dev/urandom" || arguments[i + 1].StartsWith(Start.Stage, StringComparison.Ordinal), arguments[i + 1]);
            }
        }
    }

    [Fact]
    public void Descriptors_are_numbered_without_a_gap()
    {
        SandboxPlan plan = WorkerPlan.Compile(Start, Proc);
        Assert.Equal(Enumerable.Range(0, plan.Descriptors.Count), plan.Descriptors.Select(d => d.Number));
        Assert.Equal(WorkerDescriptors.Channel, plan.NumberOf(DescriptorRole.Channel));
    }

    [Theory]
    [InlineData("a\0--bind\0/\0/")]
    [InlineData("\0")]
    public void An_argument_cannot_smuggle_another_one_in(string text)
    {
        Assert.Throws<ArgumentException>(() => WorkerPlan.Compile(Start with { Arguments = [text] }, Proc));
        Assert.Throws<ArgumentException>(() => WorkerPlan.Compile(Start with { Environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["A"] = text } }, Proc));
        Assert.NotNull(WorkerPlan.Compile(Start with { Arguments = ["--bind"] }, Proc));
    }

    [Fact]
    public void A_guests_argument_that_looks_like_an_option_stays_an_argument()
    {
        SandboxPlan plan = WorkerPlan.Compile(Start with { Arguments = ["--bind", "/", "/"] }, Proc);
        Assert.Equal(["/app/Bailey.Worker", "--bind", "/", "/"], plan.Command);
        Assert.DoesNotContain("--bind", plan.Arguments);
    }

    [Fact]
    public void Arguments_beyond_the_pipe_are_an_error() =>
        Assert.Throws<ArgumentException>(() => WorkerPlan.Compile(Start with { Arguments = [new string('x', 40_000)] }, Proc));
}
