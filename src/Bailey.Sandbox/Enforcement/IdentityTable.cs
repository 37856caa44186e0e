namespace Bailey.Sandbox;

/// <summary>One thing by which a machine could be told from others.</summary>
/// <param name="Surface">What is asked for, and how.</param>
/// <param name="Probe">The attempt of the battery that asks.</param>
/// <param name="Worker">What a worker sees, while it starts: a warm one can open no file.</param>
/// <param name="Program">What a native program sees.</param>
/// <param name="By">Who enforces that.</param>
/// <param name="Leak">What tells all the same; empty when nothing is known.</param>
/// <param name="Reason">Why this value, or why nothing is done.</param>
public sealed record IdentityRow(string Surface, string Probe, string Worker, string Program, string By, string Leak, string Reason);

/// <summary>The uniform identity of sandboxes in namespaces, as <c>bailey doctor</c> prints it. Tests ask for every row from inside.</summary>
public static class IdentityTable
{
    /// <summary>The surface is not there.</summary>
    public const string Absent = "absent";

    /// <summary>The surface is as on the host: a known leak.</summary>
    public const string Own = "the machine's own";

    private const string Mask = "a file over the kernel's (bubblewrap)";
    private const string Root = "a root of its own";
    private const string Nobody = "nobody";

    /// <summary>The rows.</summary>
    public static IReadOnlyList<IdentityRow> Rows { get; } =
    [
        new("host name: uname(2)", "see_host_name", "localhost", "localhost", "host-name namespace", "", "a name that every machine has"),
        new("machine id: /etc/machine-id", "see_machine_id", Absent, "0123456789abcdef0123456789abcdef", Root, "", "programs of a desktop do not start without one"),
        new("boot id: /proc/sys/kernel/random/boot_id", "see_boot_id", Absent, Absent, "a folder over /proc/sys", "", "tells one boot of one machine from all others; nobody needs it"),
        new("users: first line of /etc/passwd", "see_users", Absent, "root:x:0:0:root:/:/bin/sh", Root, "", "invented, with one more user, guest: programs look themselves up"),
        new("user and group id", "see_user", "1000:1000", "1000:1000", "user namespace", "the owner of granted files where that is another", "the first user of most machines"),
        new("time zone", "see_time_zone", "UTC", "UTC", "TZ; no /etc/localtime", "", "tells where somebody lives"),
        new("locale: LANG", "see_locale", "C.UTF-8", "C.UTF-8", "environment", "", "tells what somebody speaks"),
        new("processor model: /proc/cpuinfo", "see_cpuinfo", "Generic", "Generic", Mask, "", "the flags say x86-64-v2, which wrappers of programs ask for"),
        new("processor model: CPUID", "see_processor_brand", Own, Own, Nobody, "an instruction; only a virtual machine can change its answer", "trapping it needs a processor and kernel that few have"),
        new("processors: affinity mask", "see_processors", Own, Own, Nobody, "how many there are", "a mask of one would make guests slow, and sysfs is not where runtimes ask"),
        new("memory: /proc/meminfo", "see_meminfo", "8388608 kB", "8388608 kB", Mask, "", "the .NET garbage collector reads it"),
        new("memory: sysinfo(2)", "see_memory_size", Own, Own, Nobody, "how much the machine has, and how much is free", "the garbage collector needs an answer, and a filter cannot make one up"),
        new("time since boot: /proc/uptime", "see_uptime", "0.00 0.00", "0.00 0.00", Mask, "", "tells machines apart for as long as they run"),
        new("time since boot: CLOCK_BOOTTIME", "see_time_since_boot", Own, Own, Nobody, "the time since boot", "bubblewrap makes no time namespace; the answer comes without a system call"),
        new("kernel: /proc/version", "see_version", "Linux version 6.0.0", "Linux version 6.0.0", Mask, "", "the build names distribution and day"),
        new("kernel: uname(2)", "see_kernel_release", Own, Own, Nobody, "the release", "runtimes and C libraries choose by it"),
        new("boot parameters: /proc/cmdline", "see_cmdline", "quiet", "quiet", Mask, "", "they name disks"),
        new("load: /proc/loadavg", "see_loadavg", "0.00 0.00 0.00 1/1 1", "0.00 0.00 0.00 1/1 1", Mask, "", "what else runs"),
        new("activity: /proc/stat", "see_stat", "cpu  0 0 0 0 0 0 0 0 0 0", "cpu  0 0 0 0 0 0 0 0 0 0", Mask, "", "time of boot, other guests' activity"),
        new("devices: /sys", "see_sys", Absent, Absent, Root, "", "hardware, its serial numbers, addresses of network cards"),
        new("network cards: /sys/class/net", "see_mac_address", Absent, Absent, Root + "; network namespace", "", "addresses are unique"),
        new("fonts: /usr/share/fonts", "see_fonts", Absent, Own, Root, "of programs: which are installed, as for all of /usr", "programs draw with them"),
        new("timer: the processor's counter", "see_time_stamp_counter", Own, Own, "the realm: 1 ms and coarser, for JavaScript", "native code counts nanoseconds", "turning the counter off ends every program that asks for the time"),
    ];
}
