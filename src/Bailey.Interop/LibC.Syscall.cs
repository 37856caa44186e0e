using System.Runtime.InteropServices;

namespace Bailey.Interop;

public static partial class LibC
{
    // Numbers of calls for which glibc has no function, or one that acts on all threads where one thread is meant.
    // From arch/x86/entry/syscalls/syscall_64.tbl and include/uapi/asm-generic/unistd.h.
    private static class Syscall
    {
        private static readonly bool Arm64 = RuntimeInformation.ProcessArchitecture == Architecture.Arm64;

        public static readonly nint setresuid = Arm64 ? 147 : 117;
        public static readonly nint setresgid = Arm64 ? 149 : 119;
        public static readonly nint setgroups = Arm64 ? 159 : 116;
        public static readonly nint seccomp = Arm64 ? 277 : 317;
        public const nint pidfd_send_signal = 424;
        public const nint pidfd_open = 434;
        public const nint openat2 = 437;
        public const nint landlock_create_ruleset = 444;
        public const nint landlock_add_rule = 445;
        public const nint landlock_restrict_self = 446;
    }

    [LibraryImport(Library, EntryPoint = "syscall", SetLastError = true)]
    private static partial nint syscall_native(nint number, nint a, nint b, nint c, nint d);
}
