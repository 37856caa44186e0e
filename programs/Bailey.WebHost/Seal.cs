using System.IO.Compression;
using System.Reflection;
using Bailey.Interop;

namespace Bailey.WebHost;

/// <summary>The second system-call filter, loaded once the server listens and before any byte of the container is seen.</summary>
/// <remarks>
/// <b>Stops:</b> native code in a web host that was taken over from reading even the staged root, and from anything but answering the front
/// and asking the broker for its container's files. <b>Does not stop:</b> memory that is writable and executable.
/// </remarks>
internal static class Seal
{
    /// <summary>Loads what would otherwise be loaded lazily, and then the filter, for all threads.</summary>
    /// <param name="filter">struct sock_filter[] from the broker.</param>
    public static void Apply(ReadOnlySpan<byte> filter)
    {
        LoadAssemblies();
        Exercise();
        Seccomp.Load(filter);
    }

    // All there are: the program is published trimmed, so that these are the ones that it can need.
    private static void LoadAssemblies()
    {
        string trusted = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
        foreach (string path in trusted.Split(':', StringSplitOptions.RemoveEmptyEntries))
        {
            Assembly.Load(new AssemblyName(Path.GetFileNameWithoutExtension(path)));
        }
    }

    // Paths whose first use would open something: error texts with stacks, the thread pool, the decompressor's native library.
    private static void Exercise()
    {
        try
        {
            throw new InvalidOperationException("warm");
        }
        catch (InvalidOperationException error)
        {
            _ = error.ToString();
        }

        Task.Run(static () => { }).Wait();
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            deflate.Write("warm"u8);
        }

        packed.Position = 0;
        using var inflate = new DeflateStream(packed, CompressionMode.Decompress);
        inflate.CopyTo(Stream.Null);
    }
}
