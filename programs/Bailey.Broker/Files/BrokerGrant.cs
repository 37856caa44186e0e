using Bailey.Policy;

namespace Bailey.Broker.Files;

/// <summary>One grant of files as the broker serves it.</summary>
/// <param name="GuestPath">Absolute and normal: <c>/data</c>. No two grants have the same.</param>
/// <param name="HostPath">
/// Absolute host path of a folder or of one file; symbolic links in it are followed once, when the service starts, because the
/// host chose it. Null for scratch. Where nothing is there, the guest finds nothing there.
/// </param>
/// <param name="Access">What may be done.</param>
/// <param name="MaxBytes">How many bytes may be written in one run, 0 or more; null is <see cref="LimitTable.MaxBytes"/>. Not for read.</param>
internal sealed record BrokerGrant(string GuestPath, string? HostPath, FileGrantAccess Access, long? MaxBytes = null);

/// <summary>What one guest may hold or ask for at a time.</summary>
/// <param name="MaximumDescriptors">Files open at once; one more is EMFILE.</param>
/// <param name="MaximumEntries">Names in one folder that are listed; a larger folder is EOVERFLOW.</param>
/// <param name="MaximumCreations">Files, folders and links that may be made in one run, so that empty ones do not use up the disk's inodes.</param>
/// <param name="ScratchFolder">Host folder in which scratch folders are made; null is the system's folder for temporary files.</param>
/// <param name="TimeStep">The finest step of the times of files, milliseconds, 1 or more: whoever writes and looks has a clock.</param>
internal sealed record FileBounds(
    int MaximumDescriptors = 256, int MaximumEntries = 100_000, int MaximumCreations = 100_000, string? ScratchFolder = null, long TimeStep = 1)
{
    /// <summary>The largest piece of a file in one request or answer, in bytes.</summary>
    public const int Chunk = 64 * 1024;
}

/// <summary>
/// One decision for the audit: a file that is opened, a change that is about to be made, or a refusal. Paths and package are the
/// guest's text.
/// </summary>
/// <param name="Method">The method: <c>file.open</c>.</param>
/// <param name="Path">Guest path, normal unless it was refused for not being so.</param>
/// <param name="Destination">The second guest path of a rename or copy.</param>
/// <param name="Use">Read or change.</param>
/// <param name="Package">The package that asks, as the worker claims.</param>
/// <param name="Refusal">Null when it was granted.</param>
internal sealed record FileAudit(string Method, string Path, string? Destination, FileUse Use, string Package, Refusal? Refusal);
