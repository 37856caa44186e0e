namespace Bailey.Assess.Attacks;

/// <summary>What succeeds behind all walls and is no hole, with the reason. Whatever succeeds and has no row here fails the assessment.</summary>
internal static class KnownLeaks
{
    private const string SelfOnly = "tells the machine's kind, no file, no other process; ";

    // A warm worker: information about itself, and nothing else.
    private static readonly (string Reason, string[] Attempts)[] Worker =
    [
        ("both runtimes compile code: memory of its own, which it can run anyway", ["kernel_map_anonymous_for_execution"]),
        (SelfOnly + "uname(2) is answered by the kernel", ["see_kernel_release"]),
        (SelfOnly + "the affinity mask, which the runtime needs", ["see_processors"]),
        (SelfOnly + "CPUID is an instruction, no call", ["see_processor_brand"]),
        (SelfOnly + "an instruction, no call", ["see_time_stamp_counter"]),
        (SelfOnly + "sysinfo(2), which the garbage collector needs", ["see_memory_size"]),
        (SelfOnly + "answered by the kernel's page in every process, without a call", ["see_time_since_boot"]),
    ];

    // A native program has a deny-list, because nobody knows what it needs: what namespaces make harmless is not refused.
    private static readonly (string Reason, string[] Attempts)[] Program =
    [
        (SelfOnly + "as in a worker", ["see_kernel_release", "see_processors", "see_processor_brand", "see_time_stamp_counter", "see_memory_size", "see_time_since_boot"]),
        ("the host's programs are granted to every program, read-only: /usr tells what is installed", ["read_shell", "read_usr_bin", "read_services", "see_fonts"]),
        ("invented, the same for everybody: the machine's own are not there", ["read_etc_passwd", "read_etc_hostname", "read_machine_id"]),
        ("folders of its own in memory, empty at its start, gone with it", ["read_home", "read_host_tmp", "write_temporary", "write_shared_memory_folder", "device_shm"]),
        ("files of its own process: name, memory, its chance to be killed first, maps that bubblewrap has written already", ["write_proc_comm", "write_memory_by_proc", "write_oom_score", "write_uid_map"]),
        ("which kinds of devices the kernel knows, none of which is there", ["read_kernel_devices"]),
        ("devices without power: nothing, zeros, random numbers, terminals of its own", ["device_fd", "device_full", "device_null", "device_ptmx", "device_pts", "device_random", "device_zero"]),
        ("its network has no way out but its tunnel: a socket reaches its own loopback", ["socket_inet", "socket_inet6", "socket_inet_udp", "socket_unix", "socket_pair", "open_a_door"]),
        ("work on a socket that it made itself", ["accept_bad_descriptor", "bind_bad_descriptor", "connect_bad_descriptor", "listen_bad_descriptor", "recvmsg_takes_descriptors", "sendmsg_passes_descriptors", "sendto_bad_descriptor", "setsockopt_bad_descriptor", "shutdown_bad_descriptor"]),
        ("work on descriptors and paths that it has anyway", ["kernel_chdir", "kernel_close_range", "kernel_epoll", "kernel_fcntl_lease", "kernel_fcntl_owner", "kernel_fcntl_seals", "kernel_flock", "kernel_inotify", "kernel_open_for_reading", "kernel_openat2", "kernel_signalfd", "kernel_splice", "kernel_sync", "kernel_tee", "kernel_timerfd", "write_copy_file_range", "write_fallocate", "write_sendfile", "write_times", "write_umask", "write_xattr"]),
        ("memory of its own; programs compile code", ["kernel_aio", "kernel_map_anonymous_for_execution", "kernel_map_file_for_execution", "kernel_mlock", "kernel_pkey", "kernel_remap_file_pages", "write_memfd"]),
        ("takes rights from itself, gives none", ["kernel_landlock", "kernel_seccomp_filter", "kernel_seccomp_query", "process_capset", "process_set_group", "process_set_limit", "process_set_user"]),
        ("timers and signals of its own", ["kernel_getitimer", "kernel_posix_timer", "prctl_dumpable", "prctl_parent_death", "prctl_ptracer", "prctl_subreaper"]),
        ("its process namespace holds itself and bubblewrap's first process", ["process_kill", "process_kill_everybody", "process_others_visible", "process_pidfd_open", "process_pidfd_signal", "process_sigqueue", "process_wait"]),
        ("lowers its own share; nobody else is in its namespace", ["process_set_io_priority", "process_set_priority", "process_set_scheduler"]),
        ("its ipc namespace holds nobody else", ["process_messages", "process_posix_messages", "process_semaphores", "process_shared_memory"]),
        ("starts another program in its own place: the same process, filter and namespaces", ["process_execve", "process_execveat"]),
        ("a thread's flags: what makes a process is refused (process_child)", ["process_fork", "process_vfork_call"]),
    ];

    private static readonly Dictionary<(string Sandbox, string Attempt), string> Reasons = new[] { ("worker", Worker), ("program", Program) }
        .SelectMany(table => table.Item2.SelectMany(row => row.Attempts.Select(attempt => (Key: (table.Item1, attempt), row.Reason))))
        .ToDictionary(row => row.Key, row => row.Reason);

    /// <summary>The reason why an attempt may succeed; null where it must not.</summary>
    public static string? Reason(string sandbox, string attempt) => Reasons.GetValueOrDefault((sandbox, attempt));
}
