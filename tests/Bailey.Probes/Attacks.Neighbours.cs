using System.Runtime.InteropServices;

namespace Bailey.Probes;

/// <summary>Attempts on one process beside the attacker, which its place offers: another guest, or in the control a process of the same user.</summary>
internal static partial class Attacks
{
    private const int EFAULT = 14;
    private const nint Unmapped = 0x1000;

    private static Dictionary<string, Func<Outcome>> Neighbours => new(StringComparer.Ordinal)
    {
        ["neighbour_signal"] = () => Native.Done(62, Victim, 0),
        ["neighbour_continue"] = () => Native.Done(62, Victim, 18),
        ["neighbour_signal_to_thread"] = () => Native.Done(234, Victim, Victim, 0), // tgkill, which runtimes need for their own
        ["neighbour_signal_to_any_thread"] = () => Native.Done(200, Victim, 0), // tkill
        ["neighbour_memory_read"] = () => Memory(310),
        ["neighbour_memory_write"] = () => Memory(311),
        ["neighbour_memory_by_proc"] = () => Native.Path($"/proc/{Victim}/mem", 2),
        ["neighbour_memory_map"] = () => HasContent($"/proc/{Victim}/maps"),
        ["neighbour_environment"] = () => HasContent($"/proc/{Victim}/environ"),
        ["neighbour_command_line"] = () => HasContent($"/proc/{Victim}/cmdline"),
        ["neighbour_descriptors"] = () => Native.Path($"/proc/{Victim}/fd/0", 0x200000),
        ["neighbour_root"] = () => Native.Path($"/proc/{Victim}/root/", 0x10000),
        ["neighbour_working_folder"] = () => Native.Path($"/proc/{Victim}/cwd/", 0x10000),
        ["neighbour_network"] = () => Native.Path($"/proc/{Victim}/ns/net", 0),
        ["neighbour_debug"] = () => Native.Done(101, 0x4206, Victim), // PTRACE_SEIZE; it goes on, and is let go when the attacker ends
        ["neighbour_process_descriptor"] = () => Native.Descriptor(434, Victim, 0),
        ["neighbour_signal_by_descriptor"] = () => ByDescriptor(424, 0),
        ["neighbour_takes_descriptor"] = () => ByDescriptor(438, 0),
        ["neighbour_priority"] = () => Native.Done(140, 0, Victim),
        ["neighbour_affinity"] = () => Buffered(204, Victim, 128),
        ["neighbour_set_affinity"] = SetAffinity,
        ["neighbour_limits"] = () => Limits(),
        ["neighbour_io_priority"] = () => Native.Done(252, 1, Victim),
        ["neighbour_session"] = () => Native.Done(124, Victim),
        ["neighbour_group"] = () => Native.Done(121, Victim),
        ["neighbour_scheduler"] = () => Native.Done(145, Victim),
        ["neighbour_compare"] = () => Native.Done(312, Victim, Environment.ProcessId, 1), // KCMP_VM
        ["neighbour_segment"] = () => Native.Done(30, Number("SEGMENT"), 0, 0x1000), // shmat, SHM_RDONLY
        ["neighbour_segment_status"] = () => Native.Done(31, Number("SEGMENT"), 2, Buffer), // shmctl, IPC_STAT
        ["neighbour_shared_file"] = () => Native.Path($"/dev/shm/bailey-shared-{Port}", 2),
        ["neighbour_queue"] = () => Native.Named(240, $"bailey-queue-{Port}", 2),
    };

    private static int Victim => Number("VICTIM");

    // What calls write into; never read.
    private static readonly nint Buffer = Marshal.AllocHGlobal(4096);

    private static int Number(string hint) => int.TryParse(Environment.GetEnvironmentVariable(hint), out int number) ? number : 0x3FFFFF;

    // An answer about the address means that the other process's memory was asked for it.
    private static unsafe Outcome Memory(nint call)
    {
        nint* here = stackalloc nint[2] { Buffer, 1 };
        nint* there = stackalloc nint[2] { Unmapped, 1 };
        nint result = Native.Call(out int errno, call, Victim, (nint)here, 1, (nint)there, 1, 0);
        return new Outcome(result >= 0 || errno == EFAULT, $"errno {errno}");
    }

    private static Outcome ByDescriptor(nint call, nint argument)
    {
        nint process = Native.Call(out int errno, 434, Victim, 0);
        if (process < 0)
        {
            return new Outcome(false, $"pidfd_open errno {errno}");
        }

        nint result = Native.Call(out errno, call, process, argument, 0, 0);
        _ = Native.Call(out _, 3, process);
        if (call == 438 && result >= 0)
        {
            _ = Native.Call(out _, 3, result);
        }

        return new Outcome(result >= 0, $"errno {errno}");
    }

    private static Outcome Buffered(nint call, nint who, nint size) => Native.Done(call, who, size, Buffer);

    private static Outcome Limits() => Native.Done(302, Victim, 7, 0, Buffer);

    // To what it is. A filter may answer without asking the kernel: then even nonsense succeeds.
    private static Outcome SetAffinity()
    {
        if (Native.Call(out _, 203, 0, 8, Native.BadPointer) == 0)
        {
            return new Outcome(false, "pretended");
        }

        nint length = Native.Call(out int errno, 204, 0, 128, Buffer);
        return length <= 0 ? new Outcome(false, $"errno {errno}") : Native.Done(203, Victim, length, Buffer);
    }
}
