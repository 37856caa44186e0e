using System.Runtime.InteropServices;

namespace Bailey.Interop;

/// <summary>How libseccomp compares one argument of a system call. Numbers of enum scmp_compare.</summary>
public enum ScmpCompare
{
    /// <summary>SCMP_CMP_NE.</summary>
    NotEqual = 1,
    /// <summary>SCMP_CMP_LT.</summary>
    Less = 2,
    /// <summary>SCMP_CMP_LE.</summary>
    LessOrEqual = 3,
    /// <summary>SCMP_CMP_EQ.</summary>
    Equal = 4,
    /// <summary>SCMP_CMP_GE.</summary>
    GreaterOrEqual = 5,
    /// <summary>SCMP_CMP_GT.</summary>
    Greater = 6,
    /// <summary>SCMP_CMP_MASKED_EQ: (argument &amp; a) == b.</summary>
    MaskedEqual = 7,
}

/// <summary>struct scmp_arg_cmp: one condition on one argument. The kernel compares all 64 bits.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct ScmpArgument
{
    /// <summary>Describes one condition.</summary>
    /// <param name="index">Which argument, 0..5.</param>
    /// <param name="compare">How to compare.</param>
    /// <param name="a">The value, or for <see cref="ScmpCompare.MaskedEqual"/> the mask.</param>
    /// <param name="b">For <see cref="ScmpCompare.MaskedEqual"/> the value.</param>
    public ScmpArgument(uint index, ScmpCompare compare, ulong a, ulong b)
    {
        arg = index;
        op = compare;
        datum_a = a;
        datum_b = b;
    }

    private readonly uint arg;
    private readonly ScmpCompare op;
    private readonly ulong datum_a;
    private readonly ulong datum_b;
}

/// <summary>A libseccomp filter under construction; disposing releases it.</summary>
public sealed class ScmpFilterContext : SafeHandle
{
    /// <summary>Used by the interop layer.</summary>
    public ScmpFilterContext()
        : base(0, ownsHandle: true)
    {
    }

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        LibSeccomp.seccomp_release(handle);
        return true;
    }
}

/// <summary>libseccomp (libseccomp.so.2), spelled as its man pages spell it. Used in the host only; never loaded inside a sandbox.</summary>
public static partial class LibSeccomp
{
    private const string Library = "libseccomp.so.2";

    /// <summary>SCMP_ACT_ALLOW.</summary>
    public const uint SCMP_ACT_ALLOW = 0x7FFF0000;

    /// <summary>SCMP_ACT_KILL_PROCESS.</summary>
    public const uint SCMP_ACT_KILL_PROCESS = 0x80000000;

    /// <summary>SCMP_FLTATR_ACT_BADARCH: the action for another architecture's calls (int 0x80, x32).</summary>
    public const int SCMP_FLTATR_ACT_BADARCH = 2;

    /// <summary>SCMP_FLTATR_CTL_OPTIMIZE: 2 compiles to a binary tree.</summary>
    public const int SCMP_FLTATR_CTL_OPTIMIZE = 8;

    /// <summary>SCMP_ACT_ERRNO(x): the call is not made and fails with <paramref name="errno"/>.</summary>
    public static uint SCMP_ACT_ERRNO(Errno errno) => 0x00050000u | (uint)errno;

    /// <summary>seccomp_api_get(3): the level of the kernel interface the library found; 0 when it could not be determined.</summary>
    /// <exception cref="DllNotFoundException">libseccomp is not installed.</exception>
    public static uint seccomp_api_get() => seccomp_api_get_native();

    /// <summary>seccomp_init(3): an empty filter for the machine's own architecture, owned by the caller; invalid when out of memory.</summary>
    [LibraryImport(Library)]
    public static partial ScmpFilterContext seccomp_init(uint defaultAction);

    /// <summary>seccomp_attr_set(3). Returns 0 or a negative error number.</summary>
    [LibraryImport(Library)]
    public static partial int seccomp_attr_set(ScmpFilterContext context, int attribute, uint value);

    /// <summary>seccomp_syscall_resolve_name(3): the number here; -1 for an unknown name, below -1 for a call that only other architectures have.</summary>
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int seccomp_syscall_resolve_name(string name);

    /// <summary>seccomp_rule_add_array(3): all <paramref name="arguments"/> must hold. Returns 0 or a negative error number.</summary>
    public static int seccomp_rule_add(ScmpFilterContext context, uint action, int syscall, ReadOnlySpan<ScmpArgument> arguments) =>
        seccomp_rule_add_array(context, action, syscall, (uint)arguments.Length, arguments);

    /// <summary>seccomp_export_bpf(3): writes the program (struct sock_filter[]) at the descriptor's position.</summary>
    [LibraryImport(Library)]
    public static partial int seccomp_export_bpf(ScmpFilterContext context, OwnedDescriptor target);

    [LibraryImport(Library, EntryPoint = "seccomp_api_get")]
    private static partial uint seccomp_api_get_native();

    [LibraryImport(Library)]
    internal static partial void seccomp_release(nint context);

    [LibraryImport(Library)]
    private static partial int seccomp_rule_add_array(ScmpFilterContext context, uint action, int syscall, uint count, ReadOnlySpan<ScmpArgument> arguments);
}
