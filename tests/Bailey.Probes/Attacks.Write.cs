namespace Bailey.Probes;

internal static partial class Attacks
{
    private const int WriteOnly = 1;
    private const int ReadWriteCreate = 2 | 0x40;

    private static Dictionary<string, Func<Outcome>> Write => new(StringComparer.Ordinal)
    {
        ["write_host_file"] = () => Native.Path(Canary, WriteOnly),
        ["write_new_file"] = () => Native.Path(Scratch + "/new", ReadWriteCreate, 0b110_000_000),
        ["write_own_root"] = () => Native.Path(Own("/new"), ReadWriteCreate, 0b110_000_000),
        ["write_own_program_folder"] = () => Native.Path(Own("/app/new"), ReadWriteCreate, 0b110_000_000),
        ["write_proc_comm"] = () => Native.Path("/proc/self/comm", WriteOnly),
        ["write_memory_by_proc"] = () => Native.Path("/proc/self/mem", 2),
        ["write_oom_score"] = () => Native.Path("/proc/self/oom_score_adj", WriteOnly),
        ["write_uid_map"] = () => Native.Path("/proc/self/uid_map", WriteOnly),
        ["write_shared_memory_folder"] = () =>
        {
            Outcome outcome = Native.Path($"/dev/shm/bailey-probe-{Port}", ReadWriteCreate, 0b110_000_000);
            _ = Native.OnPath(87, $"/dev/shm/bailey-probe-{Port}");
            return outcome;
        },
        ["write_temporary"] = () => Native.Path("/tmp", 0x410000 | 2, 0b110_000_000),
        ["write_mkdir"] = () => Native.OnPath(83, Scratch + "/folder", 0b111_000_000),
        ["write_rmdir"] = () =>
        {
            _ = Native.OnPath(83, Scratch + "/removed", 0b111_000_000);
            return Native.OnPath(84, Scratch + "/removed");
        },
        ["write_symlink"] = () => Native.OnPaths(88, "/oldroot/etc", Scratch + "/link"),
        ["write_hardlink"] = () => Native.OnPaths(86, Made("hard-source"), Scratch + "/hard"),
        ["write_rename"] = () => Native.OnPaths(82, Made("rename-source"), Scratch + "/renamed"),
        ["write_chmod_setuid"] = () => Native.OnPath(90, Made("set-id"), 0b100_111_000_000),
        ["write_chown"] = () => Native.OnPath(92, Made("owner"), -1, -1),
        ["write_truncate"] = () => Native.OnPath(76, Made("truncated"), 0),
        ["write_times"] = () => Native.Harmless(280, Native.BadDescriptor, 0, 0, 0),
        ["write_xattr"] = () => Native.Harmless(190, Native.BadDescriptor, Native.BadPointer, 0, 0, 0),
        ["write_fifo"] = () => Native.OnPath(133, Scratch + "/fifo", 0x1180, 0),
        ["write_unlink"] = () => Native.OnPath(87, Made("unlinked")),
        ["write_fallocate"] = () => Native.Harmless(285, Native.BadDescriptor, 0, 0, 1),
        ["write_sendfile"] = () => Native.Harmless(40, Native.BadDescriptor, Native.BadDescriptor, 0, 1),
        ["write_copy_file_range"] = () => Native.Harmless(326, Native.BadDescriptor, 0, Native.BadDescriptor, 0, 1),
        ["write_memfd"] = () => Native.Descriptor(319, NamePointer, 0),
        ["write_host_append"] = () => Native.Path(Canary, WriteOnly | 0x400),
        ["write_host_times"] = () => Native.OnPath(132, Canary, 0), // utime: now
        ["write_host_mode"] = () => Native.OnPath(90, Canary, 0b110_110_110), // as it is
        ["write_host_unnamed"] = () => Native.Path(Scratch, 0x410000 | 2, 0b110_000_000), // O_TMPFILE
        ["write_exchange"] = () => Native.AtPaths(316, Made("left"), Made("right"), 2), // renameat2, RENAME_EXCHANGE
        ["write_through_own_root"] = () => Native.Path("/proc/self/root" + Canary, WriteOnly),
        ["write_umask"] = () => Native.Harmless(95, 0b010_010),
    };

    // Each attempt makes its own victim, where it can.
    private static string Made(string name)
    {
        _ = Native.Path($"{Scratch}/{name}", ReadWriteCreate, 0b110_000_000);
        return $"{Scratch}/{name}";
    }

    // In the control its own root is the host's: there the place that must be writable is the scratch folder.
    private static string Own(string inside, string outside) => Environment.GetEnvironmentVariable("CONTROL") is null ? inside : outside;

    private static string Own(string path) => Environment.GetEnvironmentVariable("CONTROL") is null ? path : Scratch + "/own" + path.Replace('/', '-');

    private static readonly nint NamePointer = System.Runtime.InteropServices.Marshal.StringToCoTaskMemUTF8("probe");
}
