using System.Buffers.Binary;
using System.Text;
using System.Runtime.InteropServices;

namespace Bailey.Sandbox;

/// <summary>Where the host's dynamic loader finds a library: /etc/ld.so.cache, then its usual directories.</summary>
/// <remarks><b>Source:</b> struct cache_file_new in glibc's sysdeps/generic/dl-cache.h; ld.so(8).</remarks>
internal sealed class LoaderCache
{
    /// <summary>ldconfig(8) writes it anew whenever a library comes or goes.</summary>
    public const string CacheFile = "/etc/ld.so.cache";
    private const int HeaderSize = 48;
    private const int EntrySize = 24;

    private static readonly bool Arm64 = RuntimeInformation.ProcessArchitecture == Architecture.Arm64;

    // FLAG_ELF_LIBC6 with the architecture: FLAG_X8664_LIB64 or FLAG_AARCH64_LIB64.
    private static readonly int WantedFlags = Arm64 ? 0x0A03 : 0x0303;

    private static readonly string[] Directories = Arm64
        ? ["/lib/aarch64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/lib64", "/usr/lib64", "/lib", "/usr/lib"]
        : ["/lib/x86_64-linux-gnu", "/usr/lib/x86_64-linux-gnu", "/lib64", "/usr/lib64", "/lib", "/usr/lib"];

    private readonly Dictionary<string, string> paths;

    private LoaderCache(Dictionary<string, string> paths) => this.paths = paths;

    /// <summary>Reads the host's cache; an absent or unknown one leaves the usual directories.</summary>
    public static LoaderCache Read() => new(File.Exists(CacheFile) ? Parse(File.ReadAllBytes(CacheFile)) : []);

    /// <summary>The host path of a library by its name; null when the host has none.</summary>
    public string? Find(string soname) =>
        paths.TryGetValue(soname, out string? path) && File.Exists(path)
            ? path
            : Directories.Select(directory => Path.Combine(directory, soname)).FirstOrDefault(File.Exists);

    internal static Dictionary<string, string> Parse(ReadOnlySpan<byte> file)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        int start = file.IndexOf("glibc-ld.so.cache1.1"u8);
        if (start < 0 || file.Length < start + HeaderSize)
        {
            return found;
        }

        ReadOnlySpan<byte> cache = file[start..];
        uint count = BinaryPrimitives.ReadUInt32LittleEndian(cache[20..]);
        for (long i = 0, offset = HeaderSize; i < count && offset + EntrySize <= cache.Length; i++, offset += EntrySize)
        {
            ReadOnlySpan<byte> entry = cache.Slice((int)offset, EntrySize);
            bool usual = BinaryPrimitives.ReadInt32LittleEndian(entry) == WantedFlags && BinaryPrimitives.ReadUInt64LittleEndian(entry[16..]) == 0;
            if (usual && Text(cache, entry[4..]) is { } name && Text(cache, entry[8..]) is { } path)
            {
                // The loader takes the first entry of a name.
                found.TryAdd(name, path);
            }
        }

        return found;
    }

    private static string? Text(ReadOnlySpan<byte> cache, ReadOnlySpan<byte> offset)
    {
        uint start = BinaryPrimitives.ReadUInt32LittleEndian(offset);
        if (start >= cache.Length)
        {
            return null;
        }

        ReadOnlySpan<byte> rest = cache[(int)start..];
        int end = rest.IndexOf((byte)0);
        return end < 0 ? null : Encoding.UTF8.GetString(rest[..end]);
    }
}
