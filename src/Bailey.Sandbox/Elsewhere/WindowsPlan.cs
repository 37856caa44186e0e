using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Bailey.Sandbox;

/// <summary>One thing that Windows is asked for.</summary>
/// <param name="Area">Which call or structure takes it.</param>
/// <param name="Value">The name of the constant, or name and number.</param>
/// <param name="Reason">Why.</param>
internal sealed record WindowsItem(string Area, string Value, string Reason);

/// <summary>
/// The plan of a worker on Windows: a container of its own for each start, a job that holds it from before its first instruction (created suspended,
/// assigned, resumed), mitigations and an exact list of handles.
/// </summary>
/// <remarks>
/// <b>Source:</b> Microsoft's documentation of AppContainer isolation, UpdateProcThreadAttribute, SetInformationJobObject; Chromium's
/// docs/design/sandbox.md.
/// <para><b>Stops:</b> as far as those say: files and registry that no rule names for its package, all network and loopback, other processes, windows.</para>
/// <para><b>Does not stop:</b> what a system call of the kernel proper gives away; reading what every package may read, where the container is not a less
/// privileged one; telling one machine from another.</para>
/// </remarks>
/// <param name="Package">Name of the container; its SID is what Windows derives from it.</param>
/// <param name="Items">All that is asked for, in the order in which it is carried out.</param>
internal sealed record WindowsPlan(string Package, IReadOnlyList<WindowsItem> Items)
{
    private const string Job = "job";
    private const string Mitigation = "mitigation";

    private static readonly WindowsItem[] Isolation =
    [
        new("container", "capabilities: none", "no network, loopback included; no library, device or credential"),
        new("container", "PROCESS_CREATION_ALL_APPLICATION_PACKAGES_OPT_OUT", "less privileged: not even what every package may read"),
        new("process", "PROC_THREAD_ATTRIBUTE_CHILD_PROCESS_POLICY = PROCESS_CREATION_CHILD_PROCESS_RESTRICTED", "no other process"),
        new("process", "CREATE_SUSPENDED", "in its job before its first instruction"),
        new("process", "environment: the worker's own variables", "nothing of the host's"),
    ];

    private static readonly WindowsItem[] Held =
    [
        new(Job, "JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE", "ends with the host, which alone has the handle"),
        new(Job, "JOB_OBJECT_LIMIT_DIE_ON_UNHANDLED_EXCEPTION", "no dialog"),
        new(Job, "JOB_OBJECT_LIMIT_ACTIVE_PROCESS = 1", "no other process, once more"),
        new("windows", "JOB_OBJECT_UILIMIT_DESKTOP", "no other desktop"),
        new("windows", "JOB_OBJECT_UILIMIT_DISPLAYSETTINGS", "no settings"),
        new("windows", "JOB_OBJECT_UILIMIT_EXITWINDOWS", "no end of the session"),
        new("windows", "JOB_OBJECT_UILIMIT_GLOBALATOMS", "no names in common"),
        new("windows", "JOB_OBJECT_UILIMIT_HANDLES", "no window of others"),
        new("windows", "JOB_OBJECT_UILIMIT_READCLIPBOARD", "no clipboard"),
        new("windows", "JOB_OBJECT_UILIMIT_SYSTEMPARAMETERS", "no settings"),
        new("windows", "JOB_OBJECT_UILIMIT_WRITECLIPBOARD", "no clipboard"),
    ];

    private static readonly WindowsItem[] Mitigations =
    [
        new(Mitigation, "WIN32K_SYSTEM_CALL_DISABLE_ALWAYS_ON", "no call of the window system: most exploits of the kernel began there"),
        new(Mitigation, "EXTENSION_POINT_DISABLE_ALWAYS_ON", "no library of others is loaded into it"),
        new(Mitigation, "IMAGE_LOAD_NO_REMOTE_ALWAYS_ON", "no library from a network"),
        new(Mitigation, "IMAGE_LOAD_NO_LOW_LABEL_ALWAYS_ON", "no library that a sandbox wrote"),
        new(Mitigation, "IMAGE_LOAD_PREFER_SYSTEM32_ALWAYS_ON", "no library in the place of the system's"),
        new(Mitigation, "FONT_DISABLE_ALWAYS_ON", "no font is parsed"),
        new(Mitigation, "STRICT_HANDLE_CHECKS_ALWAYS_ON", "a wrong handle ends it"),
        new(Mitigation, "CONTROL_FLOW_GUARD_ALWAYS_ON", "calls go where calls may go"),
        new(Mitigation, "HEAP_TERMINATE_ALWAYS_ON", "a broken heap ends it"),
    ];

    /// <summary>What is not asked for although it is there, with the reason.</summary>
    public static readonly IReadOnlyList<(string Value, string Reason)> LeftOut =
    [
        ("BLOCK_NON_MICROSOFT_BINARIES_ALWAYS_ON", "engine and worker are not signed by Microsoft, and would not load"),
        ("a restricted token", "a container of the less privileged kind does its work; both together are Chromium's, who tried them"),
    ];

    /// <summary>A pure function: the same start gives the same plan.</summary>
    public static WindowsPlan Compile(ElsewhereStart start)
    {
        WorkerStart worker = start.Worker;
        var items = new List<WindowsItem>(Isolation)
        {
            new("files", $"{worker.Stage}: package, read and execute, inherited", "the staged runtime; nothing else names the package"),
            new("handles", "PROC_THREAD_ATTRIBUTE_HANDLE_LIST: 3", "NUL, the pipe of diagnostics, the channel"),
        };
        items.AddRange(Held);
        if (worker.Limits.MemoryBytes is { } memory)
        {
            items.Add(new(Job, $"JOB_OBJECT_LIMIT_JOB_MEMORY = {Text(memory)}", "memory: what is committed, at the moment in which it is asked for"));
        }

        if (worker.Limits.CpuTime is { } time)
        {
            items.Add(new(Job, $"JOB_OBJECT_LIMIT_JOB_TIME = {Text(time.Ticks)}", "time in user mode, in units of 100 ns; what the kernel uses is sampled"));
        }

        items.AddRange(Mitigations);
        if (start is { AheadOfTime: true, DynamicCode: false })
        {
            items.Add(new(Mitigation, "PROHIBIT_DYNAMIC_CODE_ALWAYS_ON", "dynamicCode is not granted: no new executable memory"));
        }

        return new WindowsPlan(PackageOf(worker), items);
    }

    /// <summary>The plan as text, one item per line.</summary>
    public override string ToString()
    {
        var text = new StringBuilder($"container {Package}\n");
        foreach (WindowsItem item in Items)
        {
            text.Append(item.Area).Append(' ').Append(item.Value).Append(" ; ").Append(item.Reason).Append('\n');
        }

        foreach ((string value, string reason) in LeftOut)
        {
            text.Append("left out ").Append(value).Append(" ; ").Append(reason).Append('\n');
        }

        return text.ToString();
    }

    // Of a stage: who carries the plan out adds what no two starts have in common, so that no two share a package.
    private static string PackageOf(WorkerStart worker) =>
        "bailey.worker." + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(worker.Stage + "\n" + worker.Executable)))[..16] + ".<start>";

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
