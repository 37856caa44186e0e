namespace Bailey.Probes;

internal static partial class Attacks
{
    private static Dictionary<string, Func<Outcome>> Kernel => new(StringComparer.Ordinal)
    {
        ["kernel_unshare"] = () => Native.Harmless(272, 0),
        ["kernel_setns"] = () => Native.Harmless(308, Native.BadDescriptor, 0),
        ["kernel_mount"] = () => Native.Harmless(165, Native.BadPointer, Native.BadPointer, Native.BadPointer, 0, Native.BadPointer),
        ["kernel_umount"] = () => Native.Harmless(166, Native.BadPointer, 0),
        ["kernel_chroot"] = () => Native.Harmless(161, Native.BadPointer),
        ["kernel_open_tree"] = () => Native.Harmless(428, Native.BadDescriptor, Native.BadPointer, 0),
        ["kernel_perf_event"] = () => Native.Harmless(298, Native.BadPointer, 0, -1, -1, 0),
        ["kernel_userfaultfd"] = () => Native.Descriptor(323, 1),
        ["kernel_io_uring_setup"] = () => Native.Harmless(425, 1, Native.BadPointer),
        ["kernel_io_uring_enter"] = () => Native.Harmless(426, Native.BadDescriptor, 0, 0, 0, 0, 0),
        ["kernel_io_uring_register"] = () => Native.Harmless(427, Native.BadDescriptor, 0, 0, 0),
        ["kernel_aio"] = () => Native.Harmless(206, 1, Native.BadPointer),
        ["kernel_add_key"] = () => Native.Harmless(248, Native.BadPointer, Native.BadPointer, 0, 0, 0),
        ["kernel_request_key"] = () => Native.Harmless(249, Native.BadPointer, Native.BadPointer, 0, 0),
        ["kernel_keyctl"] = () => Native.Harmless(250, 0, -3, 0),
        ["kernel_settimeofday"] = () => Native.Harmless(164, Native.BadPointer, 0),
        ["kernel_clock_settime"] = () => Native.Harmless(227, 0, Native.BadPointer),
        ["kernel_adjtimex"] = () => Native.Harmless(159, Native.BadPointer),
        ["kernel_personality"] = () => Native.Harmless(135, unchecked((nint)0xFFFFFFFFL)),
        ["kernel_modify_ldt"] = () => Native.Harmless(154, 0, 0, 0),
        ["kernel_seccomp_listener"] = () => Native.Harmless(317, 1, 8, Native.BadPointer),
        ["kernel_seccomp_filter"] = () => Native.Harmless(317, 1, 1, Native.BadPointer),
        ["kernel_seccomp_query"] = () => Native.Harmless(317, 2, 0, Native.BadPointer),
        ["kernel_quotactl"] = () => Native.Harmless(179, unchecked((nint)0x80000100L), 0, 0, 0),
        ["kernel_fanotify"] = () => Native.Descriptor(300, 0x200, 0),
        ["kernel_inotify"] = () => Native.Descriptor(294, 0),
        ["kernel_vmsplice"] = () => Native.Harmless(278, Native.BadDescriptor, 0, 0, 0),
        ["kernel_splice"] = () => Native.Harmless(275, Native.BadDescriptor, 0, Native.BadDescriptor, 0, 1, 0),
        ["kernel_tee"] = () => Native.Harmless(276, Native.BadDescriptor, Native.BadDescriptor, 1, 0),
        ["kernel_epoll"] = () => Native.Descriptor(291, 0),
        ["kernel_timerfd"] = () => Native.Descriptor(283, 1, 0),
        ["kernel_signalfd"] = () => Native.Harmless(289, Native.BadDescriptor, Native.BadPointer, 8, 0),
        ["kernel_posix_timer"] = () => Native.Harmless(222, 999, 0, Native.BadPointer),
        ["kernel_mbind"] = () => Native.Harmless(237, 1, 1, 99, 0, 0, 0),
        ["kernel_set_mempolicy"] = () => Native.Harmless(238, 99, 0, 0),
        ["kernel_move_pages"] = () => Native.Harmless(279, 0, 1, Native.BadPointer, 0, Native.BadPointer, 0),
        ["kernel_process_madvise"] = () => Native.Harmless(440, Native.BadDescriptor, Native.BadPointer, 1, 0, 0),
        ["kernel_mlock"] = () => Native.Harmless(149, 0, 0),
        ["kernel_remap_file_pages"] = () => Native.Harmless(216, 1, 0, 0, 0, 0),
        ["kernel_pkey"] = () => Native.Harmless(330, 99, 99),
        ["kernel_landlock"] = () => Native.Harmless(444, 0, 0, 1),
        ["kernel_close_range"] = () => Native.Harmless(436, 900_000, 900_001, 0),
        ["kernel_sysfs"] = () => Native.Harmless(139, 3),
        ["kernel_ustat"] = () => Native.Harmless(136, 0, Native.BadPointer),
        ["kernel_getitimer"] = () => Native.Harmless(36, 0, Native.BadPointer),
        ["kernel_chdir"] = () => Native.Harmless(80, Native.BadPointer),
        ["kernel_sync"] = () => Native.Harmless(306, Native.BadDescriptor),
        ["kernel_flock"] = () => Native.Harmless(73, Native.BadDescriptor, 0),
        ["kernel_fcntl_owner"] = () => Native.Harmless(72, Native.BadDescriptor, 8, 0),
        ["kernel_fcntl_seals"] = () => Native.Harmless(72, Native.BadDescriptor, 1033, 0),
        ["kernel_fcntl_lease"] = () => Native.Harmless(72, Native.BadDescriptor, 1024, 0),
        ["kernel_openat2"] = () => Native.Harmless(437, Native.BadDescriptor, Native.BadPointer, Native.BadPointer, 24),
        ["kernel_open_for_reading"] = () => Native.Harmless(257, Native.BadDescriptor, Native.BadPointer, 0),
        ["kernel_map_file_for_execution"] = () => Native.Harmless(9, 0, 4096, 5, 2, Native.BadDescriptor, 0),
        ["kernel_map_anonymous_for_execution"] = ExecutableMemory,
    };

    // Expected to succeed in the worker class: its runtimes compile code. Reported, never hidden.
    private static Outcome ExecutableMemory()
    {
        nint memory = Native.Call(out int errno, 9, 0, 4096, 7, 0x22, -1, 0);
        if (memory > 0)
        {
            _ = Native.Call(out _, 11, memory, 4096);
        }

        return new Outcome(memory > 0, $"errno {errno}");
    }
}
