using System.Globalization;
using Bailey.Interop;

namespace Bailey.Sandbox;

/// <summary>The control group of one sandbox. Thread-safe but for disposing, which comes last.</summary>
/// <remarks>
/// <b>Stops:</b> memory beyond the limit, also in files of memory and in the kernel, at the moment in which it is asked for; processor time that ended
/// children took from being forgotten.
/// <para><b>Does not stop:</b> what was charged to others: libraries that somebody else read first, and what the sandbox took before it was moved in,
/// when it had no guest yet. The kernel ends what passes the limit; that the end has this reason is seen in the next sample, or after the end.</para>
/// </remarks>
internal sealed class ControlGroup : IDisposable
{
    private const int NanosecondsPerTick = 100;

    private readonly int version;
    private readonly Dictionary<string, string> folders;
    private readonly OwnedDescriptor? ends;
    private readonly OwnedDescriptor? forks;
    private readonly OwnedDescriptor? time;
    private LimitKind kindOfTasks = LimitKind.Threads;

    /// <summary>Takes folders that were made for it.</summary>
    /// <param name="version">1 or 2.</param>
    /// <param name="folders">Controller to folder; see <see cref="GroupTree.Folders"/>.</param>
    public ControlGroup(int version, Dictionary<string, string> folders)
    {
        this.version = version;
        this.folders = folders;
        ends = Open(GroupTree.Memory, version == 1 ? "memory.oom_control" : "memory.events");
        forks = Open(GroupTree.Tasks, "pids.events");
        time = Open(GroupTree.Time, version == 1 ? "cpuacct.usage" : "cpu.stat");
    }

    /// <summary>Processor time of everything that was ever in it, while it was in it.</summary>
    public TimeSpan Cpu => version == 1
        ? TimeSpan.FromTicks(ControlFile.Number(time, []) / NanosecondsPerTick)
        : TimeSpan.FromMicroseconds(ControlFile.Number(time, "usage_usec "u8));

    /// <summary>The limit that the kernel had to hold; null while none.</summary>
    public LimitKind? Reached =>
        ControlFile.Number(ends, "oom_kill "u8) > 0 ? LimitKind.Memory
        : ControlFile.Number(forks, "max "u8) > 0 ? kindOfTasks
        : null;

    /// <summary>Puts the limits in force.</summary>
    /// <returns>EBUSY where more is in use than the new limit and the kernel can take nothing back.</returns>
    public Errno Limit(SandboxLimits limits)
    {
        kindOfTasks = limits.Processes is null ? LimitKind.Threads : LimitKind.Processes;
        foreach (GroupWrite write in GroupWrites.Of(version, limits))
        {
            Errno errno = folders.TryGetValue(write.Controller, out string? folder) ? ControlFile.Write(Path.Combine(folder, write.File), write.Value) : Errno.ENOENT;
            if (errno != Errno.None && (write.IsRequired || errno is not (Errno.ENOENT or Errno.EINVAL)))
            {
                return errno;
            }
        }

        return Errno.None;
    }

    /// <summary>Whether the kernel says back what was written.</summary>
    public bool Holds(SandboxLimits limits) => GroupWrites.Of(version, limits).Where(static write => write.IsRequired)
        .All(write => ControlFile.Read(Path.Combine(folders[write.Controller], write.File)) == write.Value);

    /// <summary>Moves a process with all its threads in; what it starts from then on is in too.</summary>
    /// <returns>ESRCH when it is gone.</returns>
    public Errno Enter(int pid) => folders.Values
        .Select(folder => ControlFile.Write(Path.Combine(folder, "cgroup.procs"), pid.ToString(CultureInfo.InvariantCulture)))
        .FirstOrDefault(static errno => errno != Errno.None);

    /// <summary>Moves a process in and everything that it has started.</summary>
    public Errno EnterTree(int pid)
    {
        Errno errno = Enter(pid);
        foreach (int child in errno == Errno.None ? Children.Of(pid) : [])
        {
            errno = EnterTree(child) is var found and not Errno.ESRCH ? found : errno;
        }

        return errno;
    }

    /// <summary>Kills everything in it, where the version has such a thing.</summary>
    public void Kill() => _ = version == 2 ? ControlFile.Write(Path.Combine(folders[""], "cgroup.kill"), "1") : Errno.None;

    /// <summary>Removes it. What cannot be removed is left to the folder.</summary>
    public void Dispose()
    {
        ends?.Dispose();
        forks?.Dispose();
        time?.Dispose();
        foreach (string folder in folders.Values)
        {
            _ = GroupFolder.Remove(folder);
        }
    }

    private OwnedDescriptor? Open(string controller, string file) =>
        folders.TryGetValue(version == 2 ? "" : controller, out string? folder) ? ControlFile.Open(Path.Combine(folder, file)) : null;
}
