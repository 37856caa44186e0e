using System.Collections.Concurrent;
using Bailey.Policy;

namespace Bailey.Web.Serving;

/// <summary>
/// Bailey's own constant scripts on a container's origin, answered by the front from its own resources: no web host, however taken over,
/// changes them.
/// </summary>
public static class OwnFiles
{
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
}
