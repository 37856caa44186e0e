namespace Bailey.Probes;

internal static partial class Attacks
{
    private static Dictionary<string, Func<Outcome>> Processes => new(StringComparer.Ordinal)
    {
        ["process_others_visible"] = OthersVisible,
        ["process_fork"] = () => Native.Harmless(56, 0x10000 | 17), // CLONE_THREAD without CLONE_SIGHAND: EINVAL where it is judged
        ["process_fork_user_namespace"] = () => Native.Harmless(56, 0x10000000 | 0x10000),
        ["process_child"] = Child,
        ["process_clone3"] = () => Native.Harmless(435, 0, 0),
        ["process_vfork_call"] = () => Native.Harmless(56, 0x4000 | 0x10000),
        ["process_execve"] = () => Native.Harmless(59, Native.BadPointer, 0, 0),
        ["process_execveat"] = () => Native.Harmless(322, Native.BadDescriptor, Native.BadPointer, 0, 0, 0),
        ["process_wait"] = () => Native.Harmless(61, -1, 0, 1, 0),
        ["process_ptrace_attach"] = () => Native.Harmless(101, 16, 0x3FFFFF),
        ["process_memory_read"] = () => Native.Harmless(310, Environment.ProcessId),
        ["process_memory_write"] = () => Native.Harmless(311, Environment.ProcessId),
        ["process_kcmp"] = () => Native.Harmless(312, Environment.ProcessId, Environment.ProcessId),
        ["process_kill"] = () => Native.Harmless(62, Environment.ProcessId, 0),
        ["process_kill_everybody"] = () => Native.Harmless(62, -0x3FFFFF, 0),
        ["process_sigqueue"] = () => Native.Harmless(129, Environment.ProcessId, 0, Native.BadPointer),
        ["process_pidfd_open"] = () => Native.Descriptor(434, Environment.ProcessId, 0),
        ["process_pidfd_getfd"] = () => Native.Harmless(438, Native.BadDescriptor, 0, 0),
        ["process_pidfd_signal"] = () => Native.Harmless(424, Native.BadDescriptor, 0, 0, 0),
        ["process_set_limit"] = SetLimit,
        ["process_set_priority"] = () => Native.Harmless(141, 0, 0x3FFFFF, 0),
        ["process_set_scheduler"] = () => Native.Harmless(144, 0, 0, Native.BadPointer),
        ["process_set_io_priority"] = () => Native.Harmless(251, 1, 0x3FFFFF, 0),
        ["process_set_user"] = () => Native.Harmless(117, -1, -1, -1),
        ["process_set_group"] = () => Native.Harmless(119, -1, -1, -1),
        ["process_capset"] = () => Native.Harmless(126, Native.BadPointer, 0),
        ["process_shared_memory"] = () => Native.Harmless(29, 0x6261696C, 4096, 0),
        ["process_semaphores"] = () => Native.Harmless(64, 0x6261696C, 1, 0),
        ["process_messages"] = () => Native.Harmless(68, 0x6261696C, 0),
        ["process_posix_messages"] = () => Native.Harmless(240, Native.BadPointer, 0, 0, 0),
        ["process_terminal_injection"] = () => Native.Harmless(16, Native.BadDescriptor, 0x5412, 0),
        ["process_terminal_injection_high_bits"] = () => Native.Harmless(16, Native.BadDescriptor, unchecked((nint)0x1_0000_5412), 0),
        ["process_terminal_tioclinux"] = () => Native.Harmless(16, Native.BadDescriptor, 0x541C, 0),
        ["prctl_dumpable"] = () => Native.Harmless(157, 3),
        ["prctl_parent_death"] = () => Native.Harmless(157, 1, 9999),
        ["prctl_ptracer"] = () => Native.Harmless(157, 0x59616D61, -1),
        ["prctl_subreaper"] = () => Native.Harmless(157, 37, Native.BadPointer),
    };

    private static Outcome OthersVisible()
    {
        int others = Directory.Exists("/proc")
            ? Directory.EnumerateDirectories("/proc").Count(path => int.TryParse(Path.GetFileName(path), out int pid) && pid != Environment.ProcessId)
            : 0;
        return new Outcome(others > 0, $"{others} others");
    }

    // A child that ends at once, made by machine code so that no managed code runs in it: fork; if child: exit_group(0); return.
    private static unsafe Outcome Child()
    {
        ReadOnlySpan<byte> code = [0xB8, 57, 0, 0, 0, 0x0F, 5, 0x85, 0xC0, 0x75, 9, 0x31, 0xFF, 0xB8, 231, 0, 0, 0, 0x0F, 5, 0xC3];
        nint memory = Native.Call(out int errno, 9, 0, 4096, 7, 0x22, -1, 0);
        if (memory is -1 or 0)
        {
            return new Outcome(false, $"mmap errno {errno}");
        }

        code.CopyTo(new Span<byte>((void*)memory, code.Length));
        int child = ((delegate* unmanaged<int>)memory)();
        _ = Native.Call(out _, 11, memory, 4096);
        if (child > 0)
        {
            _ = Native.Call(out _, 61, child, 0, 0, 0);
        }

        return new Outcome(child > 0, $"fork {(child > 0 ? 0 : child)}");
    }

    // Setting the size of core dumps to nothing harms nobody; that a limit can be set at all is what is asked.
    private static unsafe Outcome SetLimit()
    {
        ulong* none = stackalloc ulong[2];
        none[0] = 0;
        none[1] = 0;
        return Native.Harmless(302, 0, 4, (nint)none, 0);
    }
}
