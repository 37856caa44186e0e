using System.Globalization;
using Bailey.Interop;

namespace Bailey.Sandbox;

/// <summary>What a plan must know of the host's files, looked up beforehand.</summary>
/// <param name="Masked">Files and folders of /proc that the kernel has, among those worth masking.</param>
/// <param name="Links">Among <see cref="ProgramRoot.System"/>: path to what it links to.</param>
/// <param name="Present">Among <see cref="ProgramRoot"/>'s paths: those that are there and no links.</param>
internal sealed record ProgramHost(IReadOnlySet<string> Masked, IReadOnlyDictionary<string, string> Links, IReadOnlySet<string> Present)
{
    /// <summary>Looks at this machine.</summary>
    public static ProgramHost Here(IReadOnlySet<string> masked)
    {
        var links = new Dictionary<string, string>(StringComparer.Ordinal);
        var present = new HashSet<string>(StringComparer.Ordinal);
        foreach (string path in ProgramRoot.System.Concat(ProgramRoot.Configuration).Select(static row => row.Path))
        {
            if (new FileInfo(path).LinkTarget is { } target && ProgramRoot.System.Any(row => row.Path == path))
            {
                links[path] = target;
            }
            else if (Path.Exists(path))
            {
                present.Add(path);
            }
        }

        return new ProgramHost(masked, links, present);
    }
}

/// <summary>Compiles the plan of the program class.</summary>
/// <remarks>
/// <b>Source:</b> bwrap(1).
/// <para><b>Stops:</b> see the reason beside each argument. No mount point is made beneath a folder that the program may change, so that no
/// link in it can lead bubblewrap out (CVE-2026-87766).</para>
/// <para><b>Does not stop:</b> system calls; <see cref="ProgramFilters"/> does.</para>
/// </remarks>
internal static class ProgramPlan
{
    private const int LongestArguments = 32 * 1024;

    private static readonly string[] Isolation =
    [
        "--unshare-all", // mounts, processes, network (only an idle loopback), ipc, host name, cgroups
        "--unshare-user", // never "try"
        "--uid", "1000", "--gid", "1000", // one identity for everybody
        "--cap-drop", "ALL", // as root bubblewrap would keep all capabilities
        "--die-with-parent", // the spawner's thread ends with the host
        "--new-session", // no controlling terminal: no TIOCSTI
        "--clearenv",
        "--hostname", "localhost",
    ];

    /// <summary>A pure function: the same start and the same facts of the host give the same plan.</summary>
    /// <exception cref="ArgumentException">A text has a NUL, or all of it exceeds 32 KiB.</exception>
    public static SandboxPlan Compile(ProgramStart start, ProgramHost host)
    {
        var descriptors = new List<PlannedDescriptor>
        {
            new(0, start.Input ? DescriptorRole.Input : DescriptorRole.Null),
            new(1, DescriptorRole.Output),
            new(2, DescriptorRole.Errors),
        };
        string Next(DescriptorRole role, string? content = null)
        {
            descriptors.Add(new PlannedDescriptor(descriptors.Count, role, content));
            return Text(descriptors.Count - 1);
        }

        string channel = Next(DescriptorRole.Channel);
        Next(DescriptorRole.Arguments);
        var arguments = new List<string>(Isolation);
        if (!start.Nested)
        {
            arguments.AddRange(["--disable-userns", "--assert-userns-disabled"]);
        }

        arguments.AddRange(["--seccomp", Next(DescriptorRole.Filter), "--info-fd", Next(DescriptorRole.Information)]);
        AddSystem(arguments, host);
        AddProc(arguments, host, content => Next(DescriptorRole.Data, content));
        foreach ((string path, string content) in ProgramRoot.Invented.Select(static row => (row.Path, row.Content)).Concat(start.Files))
        {
            arguments.AddRange(["--ro-bind-data", Next(DescriptorRole.Data, content), path]);
        }

        // Memory of its own, of a bounded size: a sample sees none of it.
        string size = Text(ProgramRoot.FolderBytes);
        arguments.AddRange(["--dev", "/dev", "--size", size, "--perms", "1777", "--tmpfs", "/dev/shm", "--remount-ro", "/dev"]);
        arguments.AddRange(["--size", size, "--perms", "1777", "--tmpfs", "/tmp", "--size", size, "--perms", "0700", "--tmpfs", ProgramRoot.Home]);
        arguments.AddRange(["--dir", "/run", "--dir", "/var", "--symlink", "../tmp", "/var/tmp"]);
        foreach (ProgramMount mount in start.Mounts)
        {
            arguments.AddRange(mount.Access switch
            {
                MountAccess.Read => ["--ro-bind", mount.Source!, mount.Path],
                MountAccess.Write => ["--bind", mount.Source!, mount.Path],
                _ => (string[])["--size", Text(mount.Bytes), "--perms", "0700", "--tmpfs", mount.Path],
            });
        }

        foreach ((string source, string path) in start.Sockets)
        {
            arguments.AddRange(["--ro-bind", source, path]); // read-only, so that nothing about it can be changed; it can be connected to
        }

        // Last: the root itself is memory that could be written.
        arguments.AddRange(["--remount-ro", "/", "--chdir", start.WorkingFolder]);
        foreach ((string name, string value) in Environment(start))
        {
            arguments.AddRange(["--setenv", name, value]);
        }

        return Checked(new SandboxPlan
        {
            Arguments = arguments,
            Command = [.. start.Listener ? ListenerHandOver.Command(channel) : FirstWord.Command(channel), .. start.Command],
            Descriptors = descriptors,
            ResourceLimits =
            [
                (ResourceLimit.Core, 0), // no memory image of a guest on the host
                (ResourceLimit.Descriptors, (ulong)start.Limits.Descriptors),
                (ResourceLimit.LockedMemory, 64 << 10),
                (ResourceLimit.MessageQueues, 0),
                (ResourceLimit.Processes, 8192), // counted anew in its user namespace: what a fork bomb reaches between two samples
            ],
        });
    }

    private static void AddSystem(List<string> arguments, ProgramHost host)
    {
        foreach ((string path, _) in ProgramRoot.System.Concat(ProgramRoot.Configuration))
        {
            if (host.Links.TryGetValue(path, out string? target))
            {
                arguments.AddRange(["--symlink", target, path]);
            }
            else if (host.Present.Contains(path))
            {
                arguments.AddRange(["--ro-bind", path, path]);
            }
        }
    }

    private static void AddProc(List<string> arguments, ProgramHost host, Func<string, string> data)
    {
        arguments.AddRange(["--proc", "/proc"]);
        foreach ((string path, string content) in ProcMasks.Files.Select(static file => (file.Path, file.Content)).Concat(ProcMasks.Hidden.Select(static file => (file.Path, ""))))
        {
            if (host.Masked.Contains(path))
            {
                arguments.AddRange(["--ro-bind-data", data(content), path]);
            }
        }

        foreach ((string path, _) in ProcMasks.Folders)
        {
            if (host.Masked.Contains(path))
            {
                arguments.AddRange(["--tmpfs", path, "--remount-ro", path]);
            }
        }
    }

    private static SortedDictionary<string, string> Environment(ProgramStart start)
    {
        var variables = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach ((string name, string value) in ProgramRoot.Environment.Concat(start.Environment))
        {
            variables[name] = value;
        }

        return variables;
    }

    private static SandboxPlan Checked(SandboxPlan plan)
    {
        IEnumerable<string> all = plan.Arguments.Concat(plan.Command);
        return all.Any(static text => text.Contains('\0', StringComparison.Ordinal)) || plan.Arguments.Sum(static text => text.Length + 1) > LongestArguments
            ? throw new ArgumentException("Grants and environment hold no NUL and at most 32 KiB.", nameof(plan))
            : plan;
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
