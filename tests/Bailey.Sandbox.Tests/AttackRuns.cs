using System.Globalization;
using Bailey.Interop;

namespace Bailey.Sandbox.Tests;

/// <summary>The same attempts under each configuration, one process per configuration.</summary>
public sealed class AttackRuns : IDisposable
{
    private readonly Ground ground = new();
    private readonly Host host = new();
    private readonly Dictionary<string, IReadOnlyDictionary<string, string>> results = new(StringComparer.Ordinal);

    /// <summary>The worker's plan, before its second filter.</summary>
    public IReadOnlyDictionary<string, string> Starting => Once(nameof(Starting), () => Worker(warm: false, filter: true));

    /// <summary>The worker's plan, with its second filter.</summary>
    public IReadOnlyDictionary<string, string> Warm => Once(nameof(Warm), () => Worker(warm: true, filter: true));

    /// <summary>The worker's namespaces alone.</summary>
    public IReadOnlyDictionary<string, string> NamespacesOnly => Once(nameof(NamespacesOnly), () => Worker(warm: false, filter: false));

    /// <summary>The worker's first filter alone, around the host's own files.</summary>
    public IReadOnlyDictionary<string, string> FilterOnly => Once(nameof(FilterOnly), () => Control(filtered: true));

    /// <summary>An unprivileged user in a mount namespace of its own, which shows everything of the host.</summary>
    public IReadOnlyDictionary<string, string> Bare => Once(nameof(Bare), () => Control(filtered: false));

    public void Dispose()
    {
        ground.Dispose();
        host.Dispose();
    }

    private IReadOnlyDictionary<string, string> Once(string name, Func<string> run)
    {
        lock (results)
        {
            if (!results.TryGetValue(name, out IReadOnlyDictionary<string, string>? result))
            {
                result = run().Split('\n').Select(line => line.Split('\t', 2)).Where(parts => parts.Length == 2)
                    .ToDictionary(parts => parts[0], parts => parts[1], StringComparer.Ordinal);
                results.Add(name, result);
            }

            return result;
        }
    }

    private string Worker(bool warm, bool filter)
    {
        string[] mode = warm ? ["attack", "--warm"] : ["attack"];
        WorkerStart start = ground.Start([.. mode, .. AttackList.Names]) with { Environment = host.Hints };
        SandboxPlan plan = WorkerPlan.Compile(start, Sandboxes.MaskedHere());
        if (!filter)
        {
            string[] arguments = [.. plan.Arguments];
            int at = Array.IndexOf(arguments, "--seccomp");
            plan = plan with { Arguments = [.. arguments[..at], .. arguments[(at + 2)..]] };
        }

        using SandboxProcess process = ground.Sandboxes.Spawn(plan, start.Limits);
        if (warm)
        {
            Ground.SendSecondFilter(process.Channel);
        }

        ExitStatus status = process.Exit.GetAwaiter().GetResult();
        Assert.True(status.Code == 0, $"{status}");
        return status.Diagnostics;
    }

    // Never as root: the spawner's thread is an ordinary user, and all capabilities are dropped.
    private string Control(bool filtered)
    {
        LibCException.ThrowIf(LibC.pipe(out OwnedDescriptor reader, out OwnedDescriptor writer), "pipe2");
        LibCException.ThrowIf(LibC.open("/dev/null", OpenFlags.ReadOnly, 0, out OwnedDescriptor nothing), "open");
        LibCException.ThrowIf(LibC.open("/", OpenFlags.Directory, 0, out OwnedDescriptor directory), "open");
        LibCException.ThrowIf(LibC.memfd_create("filter", out OwnedDescriptor filter), "memfd_create");
        LibCException.ThrowIf(LibC.write(filter, WorkerFilters.Stage1(), out _), "write");
        LibCException.ThrowIf(LibC.lseek(filter, 0, 0, out _), "lseek");
        using var output = new Diagnostics(reader);
        var arguments = new List<string> { "bwrap", "--dev-bind", "/", "/", "--cap-drop", "ALL", "--die-with-parent", "--clearenv" };
        var environment = new Dictionary<string, string>(host.Hints, StringComparer.Ordinal)
        {
            ["CONTROL"] = "1",
            ["LAUNCHER_TOKEN"] = "secret",
            ["DOTNET_ROOT"] = ground.Stage + "/dotnet",
            ["DOTNET_EnableDiagnostics"] = "0",
            ["DOTNET_EnableWriteXorExecute"] = "0",
        };
        foreach ((string name, string value) in environment)
        {
            arguments.AddRange(["--setenv", name, value]);
        }

        if (filtered)
        {
            // bubblewrap waits for its child under the filter too; as process 1 of a namespace the child needs no waiting.
            arguments.AddRange(["--unshare-pid", "--as-pid-1", "--seccomp", 4.ToString(CultureInfo.InvariantCulture)]);
        }

        arguments.AddRange(["--", ground.Stage + Ground.Executable, "attack", .. AttackList.Names]);
        using (writer)
        using (nothing)
        using (directory)
        using (filter)
        {
            uint user = LibC.geteuid() == 0 ? SandboxUser.Choose() : LibC.geteuid();
            (_, OwnedDescriptor process) = Spawner.For(user).Start(
                Bubblewrap.Find(null), arguments, [new(nothing, 0), new(writer, 1), new(writer, 2), new(directory, 3), new(filter, 4)], []);
            using (process)
            {
                LibCException.ThrowIf(LibC.waitid(process, wait: true, out ChildStatus? status), "waitid");
                string text = output.Finish();
                Assert.True(status?.Code == 0, $"{status} {text}");
                return text;
            }
        }
    }
}
