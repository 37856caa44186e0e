namespace Bailey.Interop;

/// <summary>A native call that had to succeed did not.</summary>
public sealed class LibCException : IOException
{
    /// <summary>Describes the failure of one call.</summary>
    /// <param name="call">The function, as its man page names it.</param>
    /// <param name="errno">What the kernel answered.</param>
    public LibCException(string call, Errno errno)
        : base($"{call}: {errno}")
    {
        Call = call;
        Errno = errno;
    }

    /// <summary>The function, as its man page names it.</summary>
    public string Call { get; }

    /// <summary>What the kernel answered.</summary>
    public Errno Errno { get; }

    /// <summary>Throws when <paramref name="errno"/> is not <see cref="Errno.None"/>.</summary>
    /// <exception cref="LibCException">The call failed.</exception>
    public static void ThrowIf(Errno errno, string call)
    {
        if (errno != Errno.None)
        {
            throw new LibCException(call, errno);
        }
    }
}
