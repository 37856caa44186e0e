using System.Runtime.InteropServices;

namespace Bailey.Interop;

/// <summary>
/// The GNU C library and the Linux kernel, spelled as their man pages spell them.
/// Every call that can fail returns an <see cref="Errno"/>; <see cref="Errno.None"/> means success. Nothing here throws for a
/// refusal by the kernel, so a caller can turn the number into its own error. All members may be called from any thread unless
/// their documentation says that they change the calling thread only.
/// </summary>
public static partial class LibC
{
    private const string Library = "libc.so.6";

    private static Errno LastErrno => (Errno)Marshal.GetLastPInvokeError();

    // A string with an inner NUL would reach the kernel cut short: a different name than the one that was checked.
    private static bool HasNul(string text) => text.Contains('\0', StringComparison.Ordinal);

    private static Errno Outcome(nint result) => result < 0 ? LastErrno : Errno.None;

    private static Errno Outcome(nint result, out int count)
    {
        count = result < 0 ? 0 : (int)result;
        return Outcome(result);
    }

    private static Errno Owned(int result, out OwnedDescriptor descriptor)
    {
        Errno errno = result < 0 ? LastErrno : Errno.None;
        descriptor = new OwnedDescriptor(result, ownsHandle: true);
        return errno;
    }
}
