using System.Runtime.InteropServices;

namespace Bailey.Interop;

/// <summary>What a rule of Landlock allows on a file, or on everything beneath a folder.</summary>
[Flags]
public enum LandlockAccess : ulong
{
    /// <summary>Nothing.</summary>
    None = 0,
    /// <summary>LANDLOCK_ACCESS_FS_EXECUTE.</summary>
    Execute = 1,
    /// <summary>LANDLOCK_ACCESS_FS_READ_FILE.</summary>
    ReadFile = 4,
    /// <summary>LANDLOCK_ACCESS_FS_READ_DIR: its names.</summary>
    ReadFolder = 8,
    /// <summary>To read and to execute.</summary>
    All = Execute | ReadFile | ReadFolder,
}

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
    private const ulong BindTcp = 1;
    private const ulong ConnectTcp = 2;
    private const ulong AbstractSocketsAndSignals = 3;

    /// <summary>From here on domains hold TCP.</summary>
    public const int AbiOfNetwork = 4;

    /// <summary>From here on domains hold signals and abstract sockets.</summary>
    public const int AbiOfScopes = 6;

    // Access bits by ABI: the highest bit each level knows. Index 0 is ABI 1.
    private static readonly ulong[] FileAccess = [0x1FFF, 0x3FFF, 0x7FFF, 0x7FFF, 0xFFFF];

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
    /// A ruleset under which no file can be used but by <see cref="Allow"/>; with ABI 4 or above no TCP, with ABI 6 or above no signal and
    /// no abstract socket beyond the domain. It confines nobody before somebody takes it on.
    /// </summary>
    /// <param name="connects">Whether connecting by TCP is left alone; listening never is.</param>
    /// <returns>The caller's; inherited, whoever has it can take it on.</returns>
    /// <exception cref="LibCException">The kernel refused.</exception>
    /// <exception cref="PlatformNotSupportedException">The kernel has no Landlock.</exception>
    public static unsafe OwnedDescriptor CreateRuleset(bool connects = false)
    {
        int abi = Abi;
        if (abi == 0)
        {
            throw new PlatformNotSupportedException("This kernel has no Landlock.");
        }

        var attributes = new ruleset_attributes
        {
            handled_access_fs = FileAccess[Math.Min(abi, FileAccess.Length) - 1],
            handled_access_net = abi < AbiOfNetwork ? 0 : connects ? BindTcp : BindTcp | ConnectTcp,
            scoped = abi >= AbiOfScopes ? AbstractSocketsAndSignals : 0,
        };
        // The kernel refuses a record that is longer than it knows, unless the rest is zero; the sizes are those of ABI 1, 4 and 6.
        nint size = abi >= AbiOfScopes ? 24 : abi >= AbiOfNetwork ? 16 : 8;
        nint number = LibC.landlock_create_ruleset_native((nint)(&attributes), size, 0, out Errno errno);
        LibCException.ThrowIf(errno, "landlock_create_ruleset");
        return new OwnedDescriptor((int)number, ownsHandle: true);
    }

    /// <summary>Adds a rule to a ruleset.</summary>
    /// <param name="ruleset">From <see cref="CreateRuleset"/>.</param>
    /// <param name="path">A file, or a folder with everything beneath it, whatever is mounted there; stays the caller's.</param>
    /// <param name="access">A file has no names: <see cref="LandlockAccess.ReadFolder"/> is for folders.</param>
    /// <exception cref="LibCException">The kernel refused.</exception>
    public static unsafe void Allow(OwnedDescriptor ruleset, OwnedDescriptor path, LandlockAccess access)
    {
        var rule = new path_beneath_attributes { allowed_access = (ulong)access, parent_fd = path.Number };
        LibCException.ThrowIf(LibC.landlock_add_rule_native(ruleset, LANDLOCK_RULE_PATH_BENEATH, (nint)(&rule)), "landlock_add_rule");
    }

    /// <summary>
    /// Confines the calling thread, and every process it starts from now on, to reading beneath <paramref name="readable"/>, and otherwise as
    /// <see cref="CreateRuleset"/> says. Sets no_new_privs.
    /// </summary>
    /// <param name="readable">Directories that stay readable and executable; may be empty. Stay the caller's.</param>
    /// <exception cref="LibCException">The kernel refused; the thread is as it was, but for no_new_privs.</exception>
    /// <exception cref="PlatformNotSupportedException">The kernel has no Landlock.</exception>
    public static void RestrictThread(IReadOnlyList<OwnedDescriptor> readable)
    {
        using OwnedDescriptor ruleset = CreateRuleset();
        foreach (OwnedDescriptor directory in readable)
        {
            Allow(ruleset, directory, LandlockAccess.All);
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
