
namespace Bailey.Sandbox;

/// <summary>How a sandboxed process ended.</summary>
/// <param name="Code">Its exit code, 0..255; null when a signal ended it.</param>
/// <param name="Signal">
/// The signal that ended it; null when it exited. bubblewrap reports a signal as exit code 128 + n, so a program that exits with such
/// a code reads as a signal.
/// </param>
/// <param name="Limit">The limit that the host ended it for; null when the host did not.</param>
/// <param name="Diagnostics">
/// At most 64 KiB of what it and bubblewrap wrote to their standard streams. A guest can influence it: escape it wherever it is shown.
/// </param>
public sealed record ExitStatus(int? Code, int? Signal, LimitKind? Limit, string Diagnostics)
{
    private const int FirstSignalCode = 128;
    private const int LastSignal = 64;

    internal static ExitStatus Of(Interop.ChildStatus child, LimitKind? limit, string diagnostics) =>
        child.Code is > FirstSignalCode and <= FirstSignalCode + LastSignal
            ? new ExitStatus(null, child.Code - FirstSignalCode, limit, diagnostics)
            : new ExitStatus(child.Code, child.Signal, limit, diagnostics);
}
