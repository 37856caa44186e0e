namespace Bailey.Policy;

/// <summary>What a file grant lets the guest do.</summary>
public enum FileGrantAccess
{
    /// <summary>Read files and list folders.</summary>
    Read,

    /// <summary>Read and change, on the host's own files: what the guest leaves there stays.</summary>
    Write,

    /// <summary>Read and change an empty folder that is made for this run and deleted after it.</summary>
    Scratch,
}

/// <summary>One grant of files.</summary>
/// <param name="Path">Guest path: absolute, plain names separated by <c>/</c>, none of them <c>.</c> or <c>..</c>; not <c>/</c> itself.</param>
/// <param name="Access">What may be done.</param>
/// <param name="Source">Host path of a file or folder, relative to the folder of bailey.json or absolute; null exactly for scratch.</param>
/// <param name="MaxBytes">How much may be written in one run under this grant; null is the default. Not for read.</param>
/// <param name="Required">True: nothing starts unless the source exists and the grant is enforced.</param>
public sealed record FileGrant(
    string Path, FileGrantAccess Access, string? Source = null, ByteSize? MaxBytes = null, bool Required = false);
