using System.Runtime.InteropServices;
using System.Text;

namespace Bailey.Probes;

/// <summary>What became of one attempt.</summary>
/// <param name="Reached">Whether the kernel did what was asked, or got so far as to judge the arguments.</param>
/// <param name="Detail">The error number, or what was found.</param>
internal sealed record Outcome(bool Reached, string Detail)
{
    public override string ToString() => $"{(Reached ? "reached" : "refused")} {Detail}";
}

/// <summary>The bare system call.</summary>
internal static unsafe partial class Native
{
    public const nint BadPointer = 8;
    public const nint BadDescriptor = 987_654;

    private const int EPERM = 1;
    private const int ENOENT = 2;
    private const int EACCES = 13;
    private const int EROFS = 30;
    private const int ENOSYS = 38;

    public static nint Call(out int errno, nint number, nint a = 0, nint b = 0, nint c = 0, nint d = 0, nint e = 0, nint f = 0)
    {
        nint result = syscall(number, a, b, c, d, e, f);
        errno = result == -1 ? Marshal.GetLastPInvokeError() : 0;
        return result;
    }

    /// <summary>
    /// Makes a call whose arguments cannot do harm: an answer about the arguments (EFAULT, EBADF, EINVAL, ...) means that nothing
    /// stood between the attacker and the kernel's code.
    /// </summary>
    public static Outcome Harmless(nint number, nint a = 0, nint b = 0, nint c = 0, nint d = 0, nint e = 0, nint f = 0)
    {
        _ = Call(out int errno, number, a, b, c, d, e, f);
        return new Outcome(errno is not (EPERM or ENOSYS), $"errno {errno}");
    }

    /// <summary>A call that gives a descriptor on success; it is closed again.</summary>
    public static Outcome Descriptor(nint number, nint a = 0, nint b = 0, nint c = 0, nint d = 0)
    {
        nint result = Call(out int errno, number, a, b, c, d);
        if (result >= 0)
        {
            _ = Call(out _, 3, result);
        }

        return new Outcome(result >= 0, $"errno {errno}");
    }

    /// <summary>A call that is harmless when it is done.</summary>
    public static Outcome Done(nint number, nint a = 0, nint b = 0, nint c = 0, nint d = 0, nint e = 0)
    {
        // Addresses are large: only -4095 to -1 are errors, and syscall(2) turns those into -1.
        nint result = Call(out int errno, number, a, b, c, d, e);
        return new Outcome(result != -1, $"errno {errno}");
    }

    /// <summary>A call that opens something by its name.</summary>
    public static Outcome Named(nint number, string text, nint b = 0, nint c = 0, nint d = 0)
    {
        fixed (byte* name = Encoding.UTF8.GetBytes(text + '\0'))
        {
            return Descriptor(number, (nint)name, b, c, d);
        }
    }

    public static Outcome Path(string path, int flags, int mode = 0)
    {
        fixed (byte* name = Encoding.UTF8.GetBytes(path + '\0'))
        {
            nint result = Call(out int errno, 257, -100, (nint)name, flags, mode);
            if (result >= 0)
            {
                _ = Call(out _, 3, result);
            }

            return new Outcome(result >= 0, $"errno {errno}");
        }
    }

    /// <summary>A call about one or two paths; refused means EPERM, EACCES, EROFS, ENOENT or ENOSYS.</summary>
    public static Outcome OnPath(nint number, string path, nint b = 0, nint c = 0, nint d = 0)
    {
        fixed (byte* name = Encoding.UTF8.GetBytes(path + '\0'))
        {
            nint result = Call(out int errno, number, (nint)name, b, c, d);
            return new Outcome(result >= 0 || errno is not (EPERM or EACCES or EROFS or ENOENT or ENOSYS), $"errno {errno}");
        }
    }

    public static Outcome OnPaths(nint number, string first, string second)
    {
        fixed (byte* name = Encoding.UTF8.GetBytes(second + '\0'))
        {
            return OnPath(number, first, (nint)name);
        }
    }

    /// <summary>A call about two paths, each with the working directory before it.</summary>
    public static Outcome AtPaths(nint number, string first, string second, nint flags)
    {
        fixed (byte* one = Encoding.UTF8.GetBytes(first + '\0'), other = Encoding.UTF8.GetBytes(second + '\0'))
        {
            return Done(number, -100, (nint)one, -100, (nint)other, flags);
        }
    }

    [LibraryImport("libc.so.6", SetLastError = true)]
    private static partial nint syscall(nint number, nint a, nint b, nint c, nint d, nint e, nint f);
}
