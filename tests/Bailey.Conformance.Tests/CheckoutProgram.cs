using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Bailey.Realm.Compile;

namespace Bailey.Conformance.Tests;

/// <summary>
/// The language tests as a program's packages: each of <c>/app/node_modules/t0</c>, <c>t1</c>, … is the whole of <c>test/language</c> again,
/// and every file in it is an ES module. A test that runs in a package of its own meets no other test's modules.
/// </summary>
internal sealed class CheckoutProgram(int packages) : ICompilePorts
{
    public const string Entry = "/app/index.js";

    private const string Folder = "/app/node_modules/";

    private readonly Dictionary<string, string> _cache = [];

    /// <summary>The folder of a package.</summary>
    public static string FolderOf(string package) => Folder + package;

    public string? Read(string path) => Made(path) ?? (HostPath(path) is { } file && File.Exists(file) ? File.ReadAllText(file, Encoding.UTF8) : null);

    public string? Stat(string path) =>
        Made(path) is not null ? "file"
        : path is "/app" or "/app/node_modules" ? "directory"
        : HostPath(path) is not { } file ? null
        : File.Exists(file) ? "file" : Directory.Exists(file) ? "directory" : null;

    public string? RealPath(string path) => Stat(path) is null ? null : path;

    public string? List(string path)
    {
        IEnumerable<(string Name, bool IsFolder)>? entries = path switch
        {
            "/app" => [("index.js", false), ("node_modules", true), ("package.json", false)],
            "/app/node_modules" => Enumerable.Range(0, packages).Select(index => ($"t{index}", true)),
            _ when HostPath(path) is { } folder && Directory.Exists(folder) =>
                new DirectoryInfo(folder).EnumerateFileSystemInfos().Select(entry => (entry.Name, entry is DirectoryInfo))
                    .Concat(folder == Checkout.Language ? [("package.json", false)] : []),
            _ => null,
        };
        return entries is null ? null : JsonSerializer.Serialize(entries.Select(entry => new { name = entry.Name, kind = entry.IsFolder ? "directory" : "file" }));
    }

    public string? CacheGet(string key) => _cache.GetValueOrDefault(key);

    public void CachePut(string key, string value) => _cache[key] = value;

    public string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    public void Progress(string text)
    {
    }

    public void Report(string text) => throw new InvalidOperationException(text);

    private string? Made(string path)
    {
        if (path == Entry)
        {
            return "export {};";
        }

        if (path == "/app/package.json")
        {
            return JsonSerializer.Serialize(new { name = "test262", type = "module", dependencies = Enumerable.Range(0, packages).ToDictionary(index => $"t{index}", _ => "1") });
        }

        return path.Split('/') is ["", "app", "node_modules", var name, "package.json"] ? JsonSerializer.Serialize(new { name, type = "module" }) : null;
    }

    private static string? HostPath(string path)
    {
        if (!path.StartsWith(Folder, StringComparison.Ordinal))
        {
            return null;
        }

        int end = path.IndexOf('/', Folder.Length);
        return end < 0 ? Checkout.Language : Path.Combine(Checkout.Language, path[(end + 1)..]);
    }
}
