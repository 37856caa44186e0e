using System.Runtime.InteropServices;

namespace Bailey.Interop;

/// <summary>Loads a compiled filter into this process. The worker uses it on itself, once it is warm.</summary>
public static class Seccomp
{
    private const nint SECCOMP_SET_MODE_FILTER = 1;
    private const nint SECCOMP_FILTER_FLAG_TSYNC = 1;
    private const int PR_SET_NO_NEW_PRIVS = 38;
    private const int InstructionSize = 8;

    /// <summary>
    /// seccomp(2): adds a filter to <i>every</i> thread of this process, for good. Filters add up: the strictest answer wins.
    /// </summary>
    /// <param name="program">struct sock_filter[]: a multiple of 8 bytes, 1 to 4096 instructions, as libseccomp exports it.</param>
    /// <exception cref="ArgumentException">The program is empty or torn. An empty filter is an error, never "no filter".</exception>
    /// <exception cref="LibCException">The kernel refused, or a thread could not be synchronised (ESRCH): the filter is not in force.</exception>
    /// <remarks>
    /// <b>Source:</b> seccomp(2), SECCOMP_SET_MODE_FILTER and SECCOMP_FILTER_FLAG_TSYNC.
    /// <para><b>Stops:</b> from here on, every call that the program does not allow, in native code too.</para>
    /// <para><b>Does not stop:</b> use of descriptors and memory that the process already has.</para>
    /// </remarks>
    public static unsafe void Load(ReadOnlySpan<byte> program)
    {
        if (program.Length is 0 or > 4096 * InstructionSize || program.Length % InstructionSize != 0)
        {
            throw new ArgumentException("A filter has between 1 and 4096 instructions of 8 bytes.", nameof(program));
        }

        // Already set where bubblewrap started this process; a filter that forbids prctl for it then makes no difference.
        _ = LibC.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
        fixed (byte* instructions = program)
        {
            var filter = new sock_fprog { len = (ushort)(program.Length / InstructionSize), filter = (nint)instructions };
            nint result = LibC.seccomp_native(SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, (nint)(&filter), out Errno errno);
            // With TSYNC a positive result is the thread that could not follow.
            LibCException.ThrowIf(result > 0 ? Errno.ESRCH : errno, "seccomp");
        }
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct sock_fprog
    {
        public ushort len;
        public nint filter;
    }
}

public static partial class LibC
{
    internal static nint seccomp_native(nint operation, nint flags, nint argument, out Errno errno)
    {
        nint result = syscall_native(Syscall.seccomp, operation, flags, argument, 0);
        errno = Outcome(result);
        return result;
    }

    internal static nint landlock_create_ruleset_native(nint attributes, nint size, nint flags, out Errno errno)
    {
        nint result = syscall_native(Syscall.landlock_create_ruleset, attributes, size, flags, 0);
        errno = Outcome(result);
        return result;
    }

    internal static Errno landlock_restrict_self_native(OwnedDescriptor ruleset) =>
        Outcome(syscall_native(Syscall.landlock_restrict_self, ruleset.Number, 0, 0, 0));

    internal static Errno landlock_add_rule_native(OwnedDescriptor ruleset, nint type, nint attributes) =>
        Outcome(syscall_native(Syscall.landlock_add_rule, ruleset.Number, type, attributes, 0));
}
