namespace Bailey.Sandbox;

/// <summary>
/// What a worker sees instead of the host's facts in /proc. The runtimes read some of these files, so they must exist; their content
/// is one invented machine, the same for everybody.
/// </summary>
/// <remarks>
/// <b>Stops:</b> the usual fingerprints and side channels, for as long as a worker starts; a warm one can open no file at all.
/// <para><b>Does not stop:</b> CPUID, the number of CPUs, uname's release, sysinfo(2), the clocks: these are no files. The other
/// files of /proc: each mask costs a start about 0.3 ms (bubblewrap reads the whole mount table once per mount), so only what
/// tells most is here. /proc/self/mountinfo, which cannot be masked.</para>
/// </remarks>
internal static class ProcMasks
{
    /// <summary>Path, content, and why it is masked, ascending by path.</summary>
    public static readonly IReadOnlyList<(string Path, string Content, string Reason)> Files =
    [
        ("/proc/cmdline", "quiet\n", "the host's boot parameters and disk ids"),
        ("/proc/cpuinfo", "processor\t: 0\nvendor_id\t: Generic\nmodel name\t: Generic\ncpu cores\t: 1\nflags\t\t: fpu cx8 cmov mmx fxsr sse sse2 lm pni ssse3 cx16 sse4_1 sse4_2 popcnt\n\n", "processor model; the flags are x86-64-v2, which wrappers ask for"),
        ("/proc/loadavg", "0.00 0.00 0.00 1/1 1\n", "what else runs"),
        ("/proc/meminfo", "MemTotal:        8388608 kB\nMemFree:         4194304 kB\nMemAvailable:    6291456 kB\nSwapTotal:             0 kB\nSwapFree:              0 kB\n", "memory size; the GC reads it"),
        ("/proc/stat", "cpu  0 0 0 0 0 0 0 0 0 0\ncpu0 0 0 0 0 0 0 0 0 0 0\nbtime 0\n", "time of boot, processor count, activity of other guests"),
        ("/proc/uptime", "0.00 0.00\n", "time of boot"),
        ("/proc/version", "Linux version 6.0.0\n", "kernel build"),
    ];

    /// <summary>Single files that are hidden behind an empty one when they exist, with the reason.</summary>
    public static readonly IReadOnlyList<(string Path, string Reason)> Hidden =
    [
        ("/proc/interrupts", "activity of other guests: key strokes, network"),
        ("/proc/kallsyms", "kernel build and addresses"),
        ("/proc/key-users", "key rings are not namespaced"),
        ("/proc/keys", "key rings are not namespaced"),
        ("/proc/partitions", "disks of the host"),
        ("/proc/vmstat", "activity of other guests"),
    ];

    /// <summary>Folders that an empty read-only one covers when they exist, with the reason.</summary>
    public static readonly IReadOnlyList<(string Path, string Reason)> Folders =
    [
        ("/proc/acpi", "hardware"),
        ("/proc/asound", "hardware"),
        ("/proc/bus", "hardware"),
        ("/proc/driver", "hardware"),
        ("/proc/dynamic_debug", "kernel build"),
        ("/proc/fs", "disks of the host"),
        ("/proc/irq", "hardware"),
        ("/proc/pressure", "activity of other guests"),
        ("/proc/scsi", "hardware"),
        ("/proc/sys", "host settings, boot id, host name"),
        ("/proc/sysvipc", "not needed"),
        ("/proc/tty", "hardware"),
    ];
}
