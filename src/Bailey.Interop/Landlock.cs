using System.Runtime.InteropServices;

namespace Bailey.Interop;

/// <summary>Landlock, the kernel's unprivileged access control, at the level (ABI) the running kernel offers.</summary>
/// <remarks>
/// <b>Source:</b> Documentation/userspace-api/landlock.rst of the Linux kernel.
/// <para>A domain is a property of the calling <i>thread</i> and of what it starts; siblings stay free.</para>
/// <para><b>Does not stop:</b> metadata (stat, chmod, utimes), files that are open already, UDP, path sockets below ABI 9, netlink,
/// io_uring, key rings. Never a wall without a system call filter beside it.</para>
/// </remarks>
public static class Landlock
{
    private const nint LANDLOCK_CREATE_RULESET_VERSION = 1;
    private const nint LANDLOCK_RULE_PATH_BENEATH = 1;

    // Access bits by ABI: the highest bit each level knows. Index 0 is ABI 1.
    private static readonly ulong[] FileAccess = [0x1FFF, 0x3FFF, 0x7FFF, 0x7FFF, 0xFFFF];

    /// <summary>EXECUTE | READ_FILE | READ_DIR.</summary>
    public const ulong ReadAccess = 0b1101;

    /// <summary>The level of the running kernel, 1 or above; 0 when Landlock is absent or off.</summary>
    public static int Abi
    {
        get
        {
            nint version = LibC.landlock_create_ruleset_native(0, 0, LANDLOCK_CREATE_RULESET_VERSION, out Errno errno);
            return errno == Errno.None ? (int)version : 0;
        }
    }

    /// <summary>
    /// Confines the calling thread, and every process it starts from now on, to reading beneath <paramref name="readable"/>; with
    /// ABI 4 or above no TCP, with ABI 6 or above no signal and no abstract socket beyond the domain. Sets no_new_privs.
    /// </summary>
    /// <param name="readable">Directories that stay readable and executable; may be empty. Stay the caller's.</param>
    /// <exception cref="LibCException">The kernel refused; the thread is as it was, but for no_new_privs.</exception>
    /// <exception cref="PlatformNotSupportedException">The kernel has no Landlock.</exception>
    public static unsafe void RestrictThread(IReadOnlyList<OwnedDescriptor> readable)
    {
        int abi = Abi;
        if (abi == 0)
        {
            throw new PlatformNotSupportedException("This kernel has no Landlock.");
        }

        var attributes = new ruleset_attributes
        {
            handled_access_fs = FileAccess[Math.Min(abi, FileAccess.Length) - 1],
            handled_access_net = abi >= 4 ? 3UL : 0,
            scoped = abi >= 6 ? 3UL : 0,
        };
        // The kernel refuses a record that is longer than it knows, unless the rest is zero; the sizes are those of ABI 1, 4 and 6.
        nint size = abi >= 6 ? 24 : abi >= 4 ? 16 : 8;
        nint number = LibC.landlock_create_ruleset_native((nint)(&attributes), size, 0, out Errno errno);
        LibCException.ThrowIf(errno, "landlock_create_ruleset");
        using var ruleset = new OwnedDescriptor((int)number, ownsHandle: true);
        foreach (OwnedDescriptor directory in readable)
        {
            var rule = new path_beneath_attributes { allowed_access = ReadAccess, parent_fd = directory.Number };
            LibCException.ThrowIf(LibC.landlock_add_rule_native(ruleset, LANDLOCK_RULE_PATH_BENEATH, (nint)(&rule)), "landlock_add_rule");
        }

        const int PR_SET_NO_NEW_PRIVS = 38;
        LibCException.ThrowIf(LibC.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "prctl");
        LibCException.ThrowIf(LibC.landlock_restrict_self_native(ruleset), "landlock_restrict_self");
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct ruleset_attributes
    {
        public ulong handled_access_fs;
        public ulong handled_access_net;
        public ulong scoped;
    }

    [StructLayout(LayoutKind.Sequential, Pack = 1)]
    private struct path_beneath_attributes
    {
        public ulong allowed_access;
        public int parent_fd;
    }
}
