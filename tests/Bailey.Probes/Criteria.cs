namespace Bailey.Probes;

/// <summary>What an attempt would get for the attacker: the rows of the assessment's matrix.</summary>
internal static class Criteria
{
    private static readonly (string Prefix, string Criterion)[] Rows =
    [
        // The longest prefix that fits decides.
        ("socket_", "bypass"), ("connect_", "bypass"), ("bind_", "bypass"), ("listen_", "bypass"), ("accept_", "bypass"), ("sendto_", "bypass"),
        ("send_", "bypass"), ("sendmsg_", "bypass"), ("recvmsg_", "bypass"), ("shutdown_", "bypass"), ("setsockopt_", "bypass"), ("open_a_door", "bypass"),
        ("kernel_io_uring_", "bypass"), // opens sockets that no filter of socket(2) sees
        ("read_", "read"), ("kernel_open_for_reading", "read"), ("kernel_openat2", "read"),
        ("write_", "write"),
        ("see_", "fingerprint"), ("read_boot_id", "fingerprint"), ("read_machine_id", "fingerprint"), ("read_network_cards", "fingerprint"),
        ("read_etc_hostname", "fingerprint"), ("read_kernel_settings", "fingerprint"), ("read_partitions", "fingerprint"), ("kernel_sysfs", "fingerprint"),
        ("neighbour_", "guests"), ("process_", "guests"), ("read_interrupts", "guests"), ("read_memory_activity", "guests"), ("read_keys", "guests"),
        ("kernel_add_key", "guests"), ("kernel_request_key", "guests"), ("kernel_keyctl", "guests"), ("kernel_flock", "guests"),
        ("kernel_", "host"), ("device_", "host"), ("read_kallsyms", "host"), ("read_kernel_devices", "host"), ("process_terminal_", "host"), ("process_capset", "host"),
        ("process_set_user", "host"), ("process_set_group", "host"), ("prctl_", "host"),
        ("process_set_", "resources"), ("kernel_mlock", "resources"), ("kernel_inotify", "resources"), ("kernel_fcntl_", "resources"), ("kernel_posix_timer", "resources"),
        ("process_posix_messages", "resources"), ("write_memfd", "resources"), ("kernel_aio", "resources"), ("write_fallocate", "resources"),
        ("process_fork", "persistence"), ("process_child", "persistence"), ("process_clone3", "persistence"), ("process_vfork_call", "persistence"), ("process_execve", "persistence"),
        ("process_wait", "persistence"), ("prctl_parent_death", "persistence"), ("prctl_subreaper", "persistence"), ("kernel_timerfd", "resources"),
        ("process_shared_memory", "persistence"), ("process_semaphores", "persistence"), ("process_messages", "persistence"),
        ("write_shared_memory_folder", "persistence"), ("write_temporary", "persistence"),
    ];

    public static string Of(string attempt) => Rows.Where(row => attempt.StartsWith(row.Prefix, StringComparison.Ordinal)).MaxBy(row => row.Prefix.Length).Criterion;
}
