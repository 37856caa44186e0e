using Bailey.Interop;

namespace Bailey.Broker.Files;

/// <summary>A fresh folder of one guest that nobody else may enter; deleted, with whatever the guest left in it, on dispose.</summary>
internal sealed class ScratchFolder : IDisposable
{
    private readonly string _path;

    /// <summary>Makes it, mode 0700.</summary>
    /// <param name="folder">Host folder to make it in; null is the system's for temporary files.</param>
    /// <exception cref="IOException">It cannot be made.</exception>
    public ScratchFolder(string? folder)
    {
        _path = Path.Combine(folder ?? Path.GetTempPath(), $"bailey-scratch-{Guid.NewGuid():N}");
        System.IO.Directory.CreateDirectory(folder ?? Path.GetTempPath());
        LibCException.ThrowIf(LibC.open(Path.GetDirectoryName(_path)!, OpenFlags.Path | OpenFlags.Directory, 0, out OwnedDescriptor parent), "open");
        using (parent)
        {
            // mkdirat fails where something is there already: nobody can have put it there first.
            LibCException.ThrowIf(LibC.mkdirat(parent, Path.GetFileName(_path), 0x1C0), "mkdirat");
            LibCException.ThrowIf(
                GrantRoot.OpenWithoutLinks(parent, Path.GetFileName(_path), OpenFlags.Path | OpenFlags.Directory, out OwnedDescriptor directory), "openat2");
            Directory = directory;
        }
    }

    /// <summary>The folder, O_PATH.</summary>
    public OwnedDescriptor Directory { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!Directory.IsClosed)
        {
            TreeFlattening.Empty(Directory);
            Directory.Dispose();
            try
            {
                System.IO.Directory.Delete(_path);
            }
            catch (IOException)
            {
                // What the guest's own uid could not delete stays; the end of a guest does not fail for it.
            }
        }
    }
}
