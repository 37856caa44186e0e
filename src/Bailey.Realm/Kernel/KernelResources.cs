using System.Text;

namespace Bailey.Realm.Kernel;

/// <summary>The bundled JavaScript of the kernel, embedded in this assembly at build time.</summary>
public static class KernelResources
{
    private const string Prefix = "js/";

    /// <summary>
    /// Names this build of the kernel: part of each cache key, so that a new kernel never reads an old one's work. The compiler derives
    /// it from everything in this assembly, the bundles included.
    /// </summary>
    public static string Version => typeof(KernelResources).Module.ModuleVersionId.ToString("N");

    /// <summary>Reads one bundle.</summary>
    /// <param name="name">For example <c>realm.js</c> or <c>node/fs.js</c>.</param>
    /// <returns>Its text.</returns>
    /// <exception cref="FileNotFoundException">There is none of that name.</exception>
    public static string Read(string name) =>
        TryRead(name) ?? throw new FileNotFoundException($"the kernel has no part {name}");

    /// <summary>Reads one bundle, or null where there is none of that name.</summary>
    public static string? TryRead(string name)
    {
        using Stream? stream = typeof(KernelResources).Assembly.GetManifestResourceStream(Prefix + name);
        if (stream is null)
        {
            return null;
        }

        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
