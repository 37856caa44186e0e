using System.Globalization;

namespace Bailey.Sandbox;

/// <summary>One line written into a group.</summary>
/// <param name="Controller">Whose folder.</param>
/// <param name="File">The file.</param>
/// <param name="Value">The text.</param>
/// <param name="IsRequired">Whether the group is of no use where the file is not there.</param>
/// <param name="Reason">Why.</param>
internal sealed record GroupWrite(string Controller, string File, string Value, bool IsRequired, string Reason);

/// <summary>What limits are in the words of each version.</summary>
/// <remarks><b>Source:</b> Documentation/admin-guide/cgroup-v1/memory.rst, pids.rst and cgroup-v2.rst of the Linux kernel.</remarks>
internal static class GroupWrites
{
    private const int TasksForEachProcess = 256;
    private const int FewestTasks = 1024;
    private const int MostTasks = 8192;

    /// <summary>A pure function.</summary>
    /// <param name="version">1 or 2.</param>
    /// <param name="limits">The limits.</param>
    public static IReadOnlyList<GroupWrite> Of(int version, SandboxLimits limits)
    {
        string memory = Text(limits.MemoryBytes);
        string tasks = Text(Tasks(limits)) is "-1" ? "max" : Text(Tasks(limits));
        return version == 1
            ?
            [
                new(GroupTree.Memory, "memory.memsw.limit_in_bytes", "-1", false, "it may never be less than the next one"),
                new(GroupTree.Memory, "memory.limit_in_bytes", memory, true, "memory: processes, files in memory, the kernel's for both"),
                new(GroupTree.Memory, "memory.memsw.limit_in_bytes", memory, false, "what is swapped out counts too; absent where the kernel counts no swap"),
                new(GroupTree.Tasks, "pids.max", tasks, false, "what a fork bomb reaches between two samples"),
            ]
            :
            [
                new("", "memory.max", memory == "-1" ? "max" : memory, true, "memory: processes, files in memory, the kernel's for both"),
                new("", "memory.swap.max", "0", false, "nothing is swapped out to make room; absent where the kernel counts no swap"),
                new("", "memory.oom.group", "1", false, "all of it ends, not its largest process"),
                new("", "pids.max", tasks, false, "what a fork bomb reaches between two samples"),
            ];
    }

    /// <summary>How many threads of all processes fit: a bound for bombs, far above what the sampled limits allow. Null for none.</summary>
    public static long? Tasks(SandboxLimits limits) =>
        limits.Processes is { } processes ? Math.Clamp((long)processes * TasksForEachProcess, FewestTasks, MostTasks) : limits.Threads * 4L;

    private static string Text(long? number) => (number ?? -1).ToString(CultureInfo.InvariantCulture);
}
