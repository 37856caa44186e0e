using System.Collections.Concurrent;
using Bailey.Policy;

namespace Bailey.Web.Serving;

/// <summary>
/// Bailey's own constant scripts on a container's origin, answered by the front from its own resources: no web host, however taken over,
/// changes them.
/// </summary>
public static class OwnFiles
{
    private static readonly ConcurrentDictionary<string, string> Names = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<string, byte[]?> Read = new(StringComparer.Ordinal);

    /// <summary>The file at a path beneath <see cref="DocumentPolicy.OwnPath"/>; null when this build has none.</summary>
    public static byte[]? Find(string path) => Read.GetOrAdd(path, static path =>
    {
        using Stream? stream = typeof(OwnFiles).Assembly.GetManifestResourceStream("page/" + path[DocumentPolicy.OwnPath.Length..]);
        if (stream is null)
        {
            return null;
        }

        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    });

    /// <summary>
    /// The path of a file that this build has, with a query that names its content: what is asked for by this name may be kept for ever. Not for
    /// documents and workers, whose policy is kept with them.
    /// </summary>
    public static string Versioned(string path) => Names.GetOrAdd(path, static path =>
    {
        // FNV-1a: nobody chooses these texts, and a web host has no hashes.
        ulong value = 14695981039346656037;
        foreach (byte one in Find(path)!)
        {
            value = (value ^ one) * 1099511628211;
        }

        return $"{path}?v={value:x16}";
    });
}
