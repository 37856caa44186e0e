using System.Text;

namespace Bailey.Probes;

internal static partial class Attacks
{
    private static Dictionary<string, Func<Outcome>> Read => new(StringComparer.Ordinal)
    {
        ["read_host_file"] = () => Native.Path(Canary, 0),
        ["read_etc_passwd"] = () => Native.Path("/etc/passwd", 0),
        ["read_etc_hostname"] = () => Native.Path("/etc/hostname", 0),
        ["read_usr_bin"] = () => Native.Path("/usr/bin", 0x10000),
        ["read_host_tmp"] = () => Native.Path("/tmp", 0x10000),
        ["read_home"] = () => Native.Path("/home", 0x10000),
        ["read_sys"] = () => Native.Path("/sys/kernel", 0x10000),
        ["read_shell"] = () => Native.Path("/bin/sh", 0),
        ["read_through_self_root"] = () => Native.Path("/proc/self/root" + Canary, 0),
        ["read_through_self_cwd"] = () => Native.Path("/proc/self/cwd" + Canary, 0),
        ["read_launcher_token"] = () => Contains("/proc/self/environ", "LAUNCHER_TOKEN"),
        ["read_inherited_directory"] = InheritedDirectory,
        ["read_kallsyms"] = () => HasContent("/proc/kallsyms"),
        ["read_keys"] = () => HasContent("/proc/key-users"),
        ["read_interrupts"] = () => HasContent("/proc/interrupts"),
        ["read_partitions"] = () => HasContent("/proc/partitions"),
        ["read_memory_activity"] = () => HasContent("/proc/vmstat"),
        ["read_kernel_settings"] = () => HasContent("/proc/sys/kernel/ostype"),
        ["read_boot_id"] = () => HasContent("/proc/sys/kernel/random/boot_id"),
        ["read_machine_id"] = () => Native.Path("/etc/machine-id", 0),
        ["read_network_cards"] = () => Native.Path("/sys/class/net", 0x10000),
        ["read_host_by_detour"] = () => Native.Path("/proc/self/../../proc/self/root/../" + Canary, 0),
        ["read_host_by_thread"] = () => Native.Path("/proc/thread-self/root" + Canary, 0),
        ["read_host_by_map_files"] = () => Native.Path("/proc/self/task/" + Native.Call(out _, 186) + "/root" + Canary, 0),
        ["read_host_folder"] = () => Native.Path(Scratch, 0x10000),
        ["read_host_size"] = () => Native.OnPath(4, Canary, Buffer),
        ["read_host_link_status"] = () => Native.OnPath(6, Canary, Buffer),
        ["read_host_exists"] = () => Native.OnPath(21, Canary, 0),
        ["read_host_attributes"] = () => Native.OnPath(194, Canary, Buffer, 4096), // listxattr
        ["read_host_disk"] = () => Native.OnPath(137, Canary, Buffer), // statfs
        ["read_host_as_path"] = () => Native.Path(Canary, 0x200000), // O_PATH
        ["read_oldroot"] = () => Native.Path(Own("/oldroot" + Canary, Canary), 0), // where bubblewrap had the host while it built
        ["read_password_hashes_exist"] = () => Native.OnPath(21, "/etc/shadow", 0),
        ["read_logs"] = () => Native.Path("/var/log", 0x10000),
        ["read_services"] = () => Native.Path("/etc/services", 0),
        ["read_boot"] = () => Native.OnPath(4, "/boot", Buffer),
        ["read_kernel_devices"] = () => HasContent("/proc/devices"),
        ["read_file_handle"] = () => Native.Harmless(303, -100, Native.BadPointer, Native.BadPointer, Native.BadPointer, 0),
        ["read_mounts_statmount"] = () => Native.Harmless(457, Native.BadPointer, Native.BadPointer, 64, 0),
        ["read_mounts_listmount"] = () => Native.Harmless(458, Native.BadPointer, Native.BadPointer, 64, 0),
    };

    private static byte[] Bytes(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static Outcome HasContent(string path) => new(Bytes(path).Length > 0, $"{Bytes(path).Length} bytes");

    private static Outcome Contains(string path, string text) =>
        new(Encoding.UTF8.GetString(Bytes(path)).Contains(text, StringComparison.Ordinal), path);

    // Any directory among the descriptors it was born with is a way out: dir/../../...
    private static Outcome InheritedDirectory()
    {
        for (int number = 3; number < 256; number++)
        {
            Span<byte> status = new byte[144];
            unsafe
            {
                fixed (byte* record = status)
                {
                    if (Native.Call(out _, 5, number, (nint)record) == 0 && (BitConverter.ToInt32(status[24..]) & 0xF000) == 0x4000)
                    {
                        return new Outcome(true, $"descriptor {number}");
                    }
                }
            }
        }

        return new Outcome(false, "none");
    }
}
