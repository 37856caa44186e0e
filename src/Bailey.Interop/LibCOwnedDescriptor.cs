using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Bailey.Interop;

/// <summary>A file descriptor that is closed when it is disposed. Whatever makes one here sets close-on-exec.</summary>
public sealed class OwnedDescriptor : SafeHandle
{
    /// <summary>Wraps a descriptor.</summary>
    /// <param name="number">The descriptor, or a negative number for none.</param>
    /// <param name="ownsHandle">Whether disposing closes it.</param>
    public OwnedDescriptor(int number, bool ownsHandle)
        : base(-1, ownsHandle) => SetHandle(number);

    /// <inheritdoc/>
    public override bool IsInvalid => handle < 0;

    /// <summary>The descriptor's number. Valid only while this object is alive and not disposed.</summary>
    public int Number => (int)handle;

    /// <summary>Wraps a descriptor that somebody else closes.</summary>
    public static OwnedDescriptor Borrow(int number) => new(number, ownsHandle: false);

    /// <summary>
    /// Gives the descriptor away: this object becomes invalid and closes nothing.
    /// </summary>
    /// <returns>The number, which the caller now owns.</returns>
    public int Release()
    {
        int number = Number;
        SetHandleAsInvalid();
        handle = -1;
        return number;
    }

    /// <summary>Gives the descriptor to a .NET file handle; this object becomes invalid.</summary>
    /// <returns>A handle the caller owns.</returns>
    public SafeFileHandle ToFileHandle() => new(Release(), ownsHandle: true);

    /// <inheritdoc/>
    protected override bool ReleaseHandle() => LibC.close((int)handle) == Errno.None;
}
