using System.Globalization;
using System.Text;
using Bailey.Interop;

namespace Bailey.Sandbox;

/// <summary>
/// Starts sandboxed workers and native programs.
/// </summary>
/// <remarks>
/// One start, step by step: (1) the plan is compiled; (2) pipes, socket pair, filter and masks get descriptors; (3) the spawner's
/// thread starts bubblewrap with an empty environment and exactly those; (4) resource limits are set while bubblewrap still waits for
/// its arguments; (5) the arguments are sent; (6) bubblewrap says which process it made, which is moved into its control group where there are
/// any, while its runtime loads, and (7) watched from then on.
/// Thread-safe. Disposing ends every sandbox.
/// </remarks>
public sealed class Sandboxes : IDisposable
{
    private readonly string bubblewrap;
    private readonly Spawner spawner;
    private readonly Watch watch;
    private readonly IReadOnlySet<string> masked;
    private readonly OwnedDescriptor nothing;
    private readonly FallbackChoice fallback;
    private readonly ControlGroups groups;

    /// <summary>Whether workers have a Landlock domain too: processor and kernel decide.</summary>
    public static bool Fenced { get; } = FenceProgram.Exists && Landlock.Abi > 0;

    private Sandboxes(string bubblewrap, Spawner spawner, Watch watch, IReadOnlySet<string> masked, OwnedDescriptor nothing, FallbackChoice fallback, ControlGroups groups)
    {
        this.bubblewrap = bubblewrap;
        this.spawner = spawner;
        this.watch = watch;
        this.masked = masked;
        this.nothing = nothing;
        this.fallback = fallback;
        this.groups = groups;
    }

    /// <summary>Makes sure that sandboxes can stand here, by doing unless the options leave that to the first start.</summary>
    /// <exception cref="WallUnavailableException">They cannot; nothing was started.</exception>
    public static Sandboxes Open(SandboxOptions? options = null)
    {
        options ??= new SandboxOptions();
        SandboxDoctor.RequireSystem();
        Orphans.Adopt();
        string program = Bubblewrap.Find(options.Bubblewrap);
        _ = WorkerFilters.Stage1();
        uint user = LibC.geteuid() == 0 ? options.User ?? SandboxUser.Choose() : LibC.geteuid();
        Spawner thread = Spawner.For(user);
        var choice = new FallbackChoice(options.Fallback, () => Bubblewrap.Try(program, thread));
        if (options.TryFirst)
        {
            choice.Try();
        }

        LibCException.ThrowIf(LibC.open("/dev/null", OpenFlags.ReadOnly, 0, out OwnedDescriptor nothing), "open");
        return new Sandboxes(program, thread, new Watch(options.SamplePeriod), MaskedHere(), nothing, choice, new ControlGroups(options.ControlGroups ? GroupTree.Here() : []));
    }

    /// <summary>Starts a worker and returns as soon as its process exists; the program inside is starting.</summary>
    /// <exception cref="WallUnavailableException">bubblewrap refused before it made a process; its reason is in the message.</exception>
    /// <exception cref="LibCException">The host is out of descriptors or processes.</exception>
    /// <exception cref="ArgumentException">The start is not well formed.</exception>
    public SandboxProcess Spawn(WorkerStart start)
    {
        if (fallback.Chosen is null)
        {
            try
            {
                return Spawn(WorkerPlan.Compile(start, masked, Fenced), start.Limits, start.Class, start.Listener); // (1)
            }
            catch (WallUnavailableException refusal)
            {
                if (!fallback.Replaces(refusal))
                {
                    throw;
                }
            }
        }

        if (start.Class != SandboxClass.Worker)
        {
            throw Messages.NoFallback("Web hosts and tunnels", fallback.Chosen!);
        }

        return Spawn(FallbackPlan.Compile(start), start.Limits); // (1)
    }

    /// <summary>Starts a native program and returns as soon as its process exists. What it waits for is in <see cref="SandboxProgram"/>.</summary>
    /// <exception cref="WallUnavailableException">bubblewrap refused before it made a process, or Perl is missing where a listener is wanted.</exception>
    /// <exception cref="LibCException">The host is out of descriptors or processes.</exception>
    /// <exception cref="ArgumentException">The start is not well formed.</exception>
    public SandboxProgram Spawn(ProgramStart start)
    {
        if (start.Listener && !File.Exists(ListenerHandOver.Perl))
        {
            throw Messages.PerlMissing(ListenerHandOver.Perl);
        }

        if (fallback.Chosen is { } refused)
        {
            throw Messages.NoFallback("Native programs", refused);
        }

        SandboxPlan plan = ProgramPlan.Compile(start, ProgramHost.Here(masked));
        var streams = new ProgramStreams(start.Input);
        try
        {
            byte[] filter = ProgramFilters.Filter(start.Children, start.Nested);
            return new SandboxProgram(Spawn(plan, start.Limits, filter, streams.Of, streams.Errors, wholeTree: true), streams, start.Listener);
        }
        catch
        {
            streams.Dispose();
            throw;
        }
        finally
        {
            streams.CloseTheirs();
        }
    }

    internal SandboxProcess Spawn(SandboxPlan plan, SandboxLimits limits, SandboxClass sandboxClass = SandboxClass.Worker, OwnedDescriptor? listener = null) => Spawn(
        plan, limits, StagedFilters.Of(sandboxClass, plan.Mechanism).Stage1(),
        role => role == DescriptorRole.Listener ? listener : null);

    internal SandboxProcess Spawn(
        SandboxPlan plan, SandboxLimits limits, byte[] program, Func<DescriptorRole, OwnedDescriptor?> given, OwnedDescriptor? errors = null, bool wholeTree = false)
    {
        var made = new List<OwnedDescriptor>();
        OwnedDescriptor Keep(OwnedDescriptor descriptor)
        {
            made.Add(descriptor);
            return descriptor;
        }

        try
        {
            // (2)
            LibCException.ThrowIf(LibC.socketpair(out OwnedDescriptor channel, out OwnedDescriptor theirs), "socketpair");
            Keep(channel);
            Keep(theirs);
            (OwnedDescriptor argumentsReader, OwnedDescriptor argumentsWriter) = Pipe(Keep);
            (OwnedDescriptor outputReader, OwnedDescriptor outputWriter) = Pipe(Keep);
            OwnedDescriptor information = Keep(InMemory([]));
            OwnedDescriptor filter = Keep(InMemory(program));
            InheritedDescriptor[] inherited =
            [
                .. plan.Descriptors.Select(d => new InheritedDescriptor(
                    d.Role switch
                    {
                        DescriptorRole.Null => nothing,
                        DescriptorRole.Diagnostics => outputWriter,
                        DescriptorRole.Channel => theirs,
                        DescriptorRole.Arguments => argumentsReader,
                        DescriptorRole.Filter => filter,
                        DescriptorRole.Information => information,
                        DescriptorRole.Ruleset => Keep(plan.Fence!.Open()),
                        DescriptorRole.Data => Keep(InMemory(Encoding.UTF8.GetBytes(d.Content!))),
                        _ => given(d.Role)!,
                    },
                    d.Number)),
            ];

            // (3), (4)
            (string path, string[] command) = plan.Launch is { } launch
                ? (launch[0], [.. launch, .. plan.Command])
                : (bubblewrap, (string[])["bwrap", "--args", plan.NumberOf(DescriptorRole.Arguments).ToString(CultureInfo.InvariantCulture), "--", .. Fence(plan), .. plan.Command]);
            (int launcherPid, OwnedDescriptor launcher) = spawner.Start(path, command, inherited, plan.ResourceLimits, plan.Environment);
            var output = new Diagnostics(outputReader);
            made.Remove(outputReader);
            ControlGroup? group = null;
            // Of a program, the reason why there is none is on its standard error.
            string Reason() => errors is null ? output.Finish() : new Diagnostics(errors).Finish();
            try
            {
                // (5) A launcher that died meanwhile closes the pipe; (6) then says why.
                _ = LibC.write(argumentsWriter, Encoding.UTF8.GetBytes(string.Join('\0', plan.Arguments) + '\0'), out _);
                argumentsWriter.Dispose();
                outputWriter.Dispose();
                theirs.Dispose();
                bool isWorker = plan.Mechanism == SandboxMechanism.Landlock; // the fence becomes it
                int pid = isWorker ? launcherPid : Bubblewrap.ReadChild(information, launcher) ?? throw Bubblewrap.Refusal(Reason());
                Errno errno = LibC.pidfd_open(pid, out OwnedDescriptor inner);
                // What has ended already is told by the end of bubblewrap.
                errno = errno == Errno.ESRCH ? LibC.pidfd_open(launcherPid, out inner) : errno;
                LibCException.ThrowIf(errno, "pidfd_open");
                // A number that is nobody's any more could be another's.
                group = isWorker || Children.Of(launcherPid).Contains(pid) ? groups.Hold(pid, limits) : null;
                made.Remove(channel);
                var process = new SandboxProcess(launcherPid, launcher, pid, inner, channel, output, limits, watch.Wake, wholeTree, isWorker ? LibC.getpid() : launcherPid, group is null ? null : (group, groups)) { Mechanism = plan.Mechanism };
                watch.Add(process); // (7)
                return process;
            }
            catch
            {
                Bubblewrap.End(launcher);
                output.Dispose();
                if (group is not null)
                {
                    groups.Release(group);
                }

                throw;
            }
        }
        finally
        {
            made.ForEach(descriptor => descriptor.Dispose());
        }
    }

    /// <summary>Kills every sandbox that was started here. Waits for their ends only where groups must be taken away after them, and a quarter of a second at most.</summary>
    public void Dispose()
    {
        watch.Dispose();
        groups.Dispose();
        nothing.Dispose();
    }

    private static string[] Fence(SandboxPlan plan) =>
        plan.Fence is null ? [] : FencePlan.Command("/" + FenceProgram.Path, plan.NumberOf(DescriptorRole.Ruleset), null, "/proc");

    private static (OwnedDescriptor Reader, OwnedDescriptor Writer) Pipe(Func<OwnedDescriptor, OwnedDescriptor> keep)
    {
        LibCException.ThrowIf(LibC.pipe(out OwnedDescriptor reader, out OwnedDescriptor writer), "pipe2");
        return (keep(reader), keep(writer));
    }

    private static OwnedDescriptor InMemory(byte[] content)
    {
        LibCException.ThrowIf(LibC.memfd_create("bailey", out OwnedDescriptor descriptor), "memfd_create");
        Errno errno = LibC.write(descriptor, content, out int count);
        errno = errno == Errno.None && count != content.Length ? Errno.ENOSPC : errno;
        errno = errno == Errno.None ? LibC.lseek(descriptor, 0, 0, out _) : errno;
        if (errno != Errno.None)
        {
            descriptor.Dispose();
        }

        LibCException.ThrowIf(errno, "memfd_create");
        return descriptor;
    }

    // What the host's kernel has; the new /proc inside comes from the same kernel.
    internal static HashSet<string> MaskedHere() => new(
        ProcMasks.Files.Select(file => file.Path).Concat(ProcMasks.Hidden.Select(file => file.Path)).Concat(ProcMasks.Folders.Select(folder => folder.Path))
            .Where(Path.Exists),
        StringComparer.Ordinal);
}
