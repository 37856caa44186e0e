namespace Bailey.Web.Sites;

/// <summary>The files of one container, whatever holds them. Paths are <see cref="SitePath"/>s. Any thread.</summary>
public interface ISite
{
    /// <summary>What a path is.</summary>
    ValueTask<SiteLook> LookAsync(SitePath path, CancellationToken cancellation);

    /// <summary>Opens a file; null when it is not there any more.</summary>
    ValueTask<ISiteFile?> OpenAsync(SitePath path, CancellationToken cancellation);
}

/// <summary>One open file.</summary>
public interface ISiteFile : IAsyncDisposable
{
    /// <summary>Reads from a position.</summary>
    /// <returns>How many bytes; 0 at the end.</returns>
    ValueTask<int> ReadAsync(long position, Memory<byte> buffer, CancellationToken cancellation);
}

/// <summary>What lies at a path.</summary>
public enum SiteKind
{
    /// <summary>Nothing, or nothing that is served.</summary>
    Missing,

    /// <summary>A file.</summary>
    File,

    /// <summary>A folder.</summary>
    Folder,
}

/// <summary>What a path is.</summary>
/// <param name="Kind">What lies there.</param>
/// <param name="Length">Of a file, in bytes.</param>
/// <param name="Tag">Of a file: another one whenever its content may be another; letters, digits and dashes.</param>
public readonly record struct SiteLook(SiteKind Kind, long Length = 0, string Tag = "");
