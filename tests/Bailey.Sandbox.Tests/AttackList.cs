using System.Reflection;

namespace Bailey.Sandbox.Tests;

/// <summary>Every attempt of the probe program, and the few that are answered otherwise than "refused", each with its reason.</summary>
internal static class AttackList
{
    /// <summary>Names of all attempts, read from the probe program itself.</summary>
    public static readonly IReadOnlyList<string> Names = ReadNames();

    /// <summary>Names of attempts that must be refused; the others only show something.</summary>
    public static readonly IReadOnlyList<string> Attempts = [.. Names.Where(name => !name.StartsWith("see_", StringComparison.Ordinal))];

    /// <summary>Reached while a worker starts; no guest text runs then.</summary>
    public static readonly IReadOnlyDictionary<string, string> OpenWhileStarting = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["process_execve"] = "bubblewrap starts the worker under this filter; the root holds one program",
        ["kernel_open_for_reading"] = "the runtime loads assemblies; the root is read-only and holds nothing else",
        ["read_kernel_devices"] = "/proc/devices names the kernel's drivers; a mask for it costs every start, and no guest text can ask",
        ["kernel_map_file_for_execution"] = "the loader maps libraries",
        ["kernel_map_anonymous_for_execution"] = "both runtimes compile code",
        ["kernel_seccomp_filter"] = "the second filter",
    };

    /// <summary>Reached for ever: what the worker class does not stop.</summary>
    public static readonly IReadOnlyDictionary<string, string> OpenWhenWarm = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["kernel_map_anonymous_for_execution"] = "both runtimes compile code",
    };

    /// <summary>Reached for ever where workers have no namespaces.</summary>
    public static readonly IReadOnlyDictionary<string, string> OpenWithoutNamespaces = new Dictionary<string, string>(OpenWhenWarm, StringComparer.Ordinal)
    {
        ["neighbour_affinity"] = "pthread_getattr_np asks for a thread's; it tells whether a process has that number, and on which processors it may run",
        ["neighbour_scheduler"] = "likewise",
    };

    private static string[] ReadNames()
    {
        Assembly probes = Assembly.LoadFrom(Path.Combine(Ground.Layout.PublishFolder, "Bailey.Probes.dll"));
        object all = probes.GetType("Bailey.Probes.Attacks")!.GetField("All", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;
        return [.. ((IEnumerable<string>)all.GetType().GetProperty("Keys")!.GetValue(all)!).Order(StringComparer.Ordinal)];
    }
}
