using System.Runtime.InteropServices;

namespace Bailey.Interop;

public static partial class LibC
{
    /// <summary>SIGBUS.</summary>
    public const int SIGBUS = 7;

    /// <summary>SIGSEGV.</summary>
    public const int SIGSEGV = 11;

    /// <summary>
    /// sigaction(2), reading only: the address of the handler of a signal in this process, so that a start-up check can assert that
    /// a native library did not replace .NET's. 0 is the default action, 1 is ignored.
    /// </summary>
    public static Errno sigaction(int signal, out nint handler)
    {
        Errno errno = Outcome(sigaction_native(signal, 0, out sigaction_record record));
        handler = record.sa_handler;
        return errno;
    }

    [LibraryImport(Library, EntryPoint = "sigaction", SetLastError = true)]
    private static partial int sigaction_native(int signal, nint action, out sigaction_record old);

    // glibc's struct sigaction: handler first, then a 128 byte mask, flags and restorer.
    [StructLayout(LayoutKind.Sequential, Size = 256)]
    private struct sigaction_record
    {
        public nint sa_handler;
    }
}
