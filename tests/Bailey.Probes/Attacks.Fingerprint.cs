using System.Text;

namespace Bailey.Probes;

/// <summary>Not attempts but answers: what the machine looks like from inside.</summary>
internal static partial class Attacks
{
    private static Dictionary<string, Func<Outcome>> Fingerprint => new(StringComparer.Ordinal)
    {
        ["see_host_name"] = () => Uname(65),
        ["see_kernel_release"] = () => Uname(130),
        ["see_user"] = () => new Outcome(true, $"{Native.Call(out _, 102)}:{Native.Call(out _, 104)}"),
        ["see_process_id"] = () => new Outcome(true, $"{Environment.ProcessId}"),
        ["see_processors"] = () => new Outcome(true, $"{Environment.ProcessorCount}"),
        ["see_processor_brand"] = () => new Outcome(true, Brand()),
        ["see_time_stamp_counter"] = () => new Outcome(true, System.Diagnostics.Stopwatch.GetTimestamp() > 0 ? "readable" : ""),
        ["see_memory_size"] = MemorySize,
        ["see_time_since_boot"] = () => new Outcome(true, Native.Call(out _, 228, 7, Buffer) == 0 ? "readable" : ""), // CLOCK_BOOTTIME
        ["see_disk_size"] = DiskSize,
        ["see_users"] = () => First("/etc/passwd"),
        ["see_distribution"] = () => First("/etc/os-release"),
        ["see_mac_address"] = NetworkCards,
        ["see_cpuinfo"] = () => new Outcome(true, Encoding.UTF8.GetString(Bytes("/proc/cpuinfo")).Split('\n').FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal)) ?? ""),
        ["see_meminfo"] = () => First("/proc/meminfo"),
        ["see_version"] = () => First("/proc/version"),
        ["see_uptime"] = () => First("/proc/uptime"),
        ["see_loadavg"] = () => First("/proc/loadavg"),
        ["see_cmdline"] = () => First("/proc/cmdline"),
        ["see_stat"] = () => First("/proc/stat"),
        ["see_mounts"] = () => All_("/proc/self/mountinfo"),
        ["see_cgroup"] = () => All_("/proc/self/cgroup"),
        ["see_time_zone"] = () => new Outcome(true, TimeZoneInfo.Local.Id),
        ["see_environment"] = () => new Outcome(true, string.Join(',', Names().Order(StringComparer.Ordinal))),
        ["see_descriptors"] = Descriptors,
        ["see_devices"] = () => new Outcome(true, string.Join(',', Directory.EnumerateFileSystemEntries("/dev").Order(StringComparer.Ordinal))),
        ["see_machine_id"] = () => First("/etc/machine-id"),
        ["see_boot_id"] = () => First("/proc/sys/kernel/random/boot_id"),
        ["see_locale"] = () => new Outcome(true, Environment.GetEnvironmentVariable("LANG") ?? ""),
        ["see_fonts"] = () => Names("/usr/share/fonts"),
        ["see_sys"] = () => Names("/sys"),
        ["see_root"] = () => new Outcome(true, string.Join(',', Directory.EnumerateFileSystemEntries("/").Order(StringComparer.Ordinal))),
    };

    private static Outcome Names(string folder) => new(true, Directory.Exists(folder)
        ? string.Join(',', Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal)) : "");

    private static IEnumerable<string> Names() => Environment.GetEnvironmentVariables().Keys.Cast<string>();

    private static Outcome First(string path) => new(true, Encoding.UTF8.GetString(Bytes(path)).Split('\n')[0].Replace('\t', ' '));

    private static Outcome All_(string path) => new(true, Encoding.UTF8.GetString(Bytes(path)).Trim().Replace('\n', '|').Replace('\t', ' '));

    // Those that the program itself opened (libraries keep none) would show here too; the runtime's signal pipe is known.
    private static Outcome Descriptors()
    {
        var found = new List<string>();
        foreach (string path in Directory.EnumerateFileSystemEntries("/proc/self/fd"))
        {
            found.Add($"{Path.GetFileName(path)}={new FileInfo(path).LinkTarget?.Split(':')[0]}");
        }

        return new Outcome(true, string.Join(',', found.Order(StringComparer.Ordinal)));
    }

    private static Outcome NetworkCards() => new(true, Directory.Exists("/sys/class/net")
        ? string.Join(',', Directory.EnumerateDirectories("/sys/class/net").Select(card => First(card + "/address").Detail).Order(StringComparer.Ordinal)) : "");

    private static string Brand()
    {
        if (!System.Runtime.Intrinsics.X86.X86Base.IsSupported)
        {
            return "";
        }

        (int eax, int ebx, int ecx, int edx) = System.Runtime.Intrinsics.X86.X86Base.CpuId(unchecked((int)0x80000002), 0);
        return $"{eax:x8}{ebx:x8}{ecx:x8}{edx:x8}";
    }

    // sysinfo(2): total memory, in bytes, 32 bytes from the beginning.
    private static unsafe Outcome MemorySize() => new(true, Native.Call(out _, 99, Buffer) == 0 ? $"{((long*)Buffer)[4]}" : "");

    // statfs(2): blocks, 16 bytes from the beginning.
    private static unsafe Outcome DiskSize() => Native.OnPath(137, "/", Buffer) is { Reached: true } ? new(true, $"{((long*)Buffer)[2]} blocks") : new(true, "");

    private static unsafe Outcome Uname(int offset)
    {
        byte* record = stackalloc byte[390];
        _ = Native.Call(out _, 63, (nint)record);
        return new Outcome(true, new string((sbyte*)record + offset));
    }
}
