using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Bailey.Interop;
using Bailey.Protocol;
using Bailey.Realm.Compile;
using Bailey.Realm.Kernel;

namespace Bailey.Bench.Inside;

/// <summary>A realm as a worker boots it, in this process: compiled by the real compiler, with the real kernel, without the sandbox.</summary>
internal sealed class Guest : IGuestPorts, IDisposable
{
    private const string Root = "/app/index.js";
    private readonly GuestRealm _realm;

    /// <summary>Compiles the files, boots a realm, and runs the entry /app/index.js.</summary>
    /// <param name="files">Guest path to text.</param>
    /// <param name="policy">policy.json's text.</param>
    public Guest(IReadOnlyDictionary<string, string> files, string policy)
    {
        string answer;
        using (var compiler = new CompileContext(new FilesInMemory(files)))
        {
            answer = compiler.Run("graph", $$"""{"entry":"{{Root}}","policy":{{policy}}}""");
        }

        using JsonDocument graph = JsonDocument.Parse(answer);
        _realm = new GuestRealm(this);
        _realm.Configure(
            $$"""{"policy":{{policy}},"argv":["/usr/bin/bailey","{{Root}}"],"cwd":"/app","env":{},"clock":"real","random":"real","dynamicCode":true}""");
        _realm.Load(graph.RootElement.GetProperty("graph").GetRawText());
        _realm.Run(Root);
    }

    /// <summary>Evaluates a script in a package's compartment.</summary>
    public string Evaluate(string package, string text) => _realm.Evaluate(package, text, "/app/measured.js");

    public Reply Call(string method, string json, ReadOnlySpan<byte> data) => Reply.Failure("ENOSYS", $"{method} is not here");

    public void Begin(string method, string json, ReadOnlySpan<byte> data, Action<Reply> done) => done(Call(method, json, data));

    public void Write(int stream, ReadOnlySpan<byte> bytes) => Console.Error.Write(Encoding.UTF8.GetString(bytes));

    public void Exit(int code)
    {
        // The entry's end is not the end here: what it left on its global is measured afterwards.
        if (code != 0)
        {
            throw new InvalidOperationException($"the guest ended with {code}");
        }
    }

    public void ReachLimit(string name) => throw new InvalidOperationException($"limit {name}");

    public void Report(string text) => throw new InvalidOperationException(text);

    public void Dispose() => _realm.Dispose();
}

/// <summary>A program's files as the compiler sees them.</summary>
internal sealed class FilesInMemory(IReadOnlyDictionary<string, string> first) : ICompilePorts
{
    private readonly Dictionary<string, string> _files = new(first, StringComparer.Ordinal);
    private readonly Dictionary<string, string> _cache = [];

    public void Replace(string path, string text) => _files[path] = text;

    public string? Read(string path) => _files.GetValueOrDefault(path);

    public string? Stat(string path) =>
        _files.ContainsKey(path) ? "file" : _files.Keys.Any(file => file.StartsWith(path.TrimEnd('/') + "/", StringComparison.Ordinal)) ? "directory" : null;

    public string? RealPath(string path) => Stat(path) is null ? null : path;

    public string? List(string path)
    {
        string prefix = path.TrimEnd('/') + "/";
        var entries = _files.Keys
            .Where(file => file.StartsWith(prefix, StringComparison.Ordinal))
            .Select(file => file[prefix.Length..].Split('/'))
            .GroupBy(static parts => parts[0], static parts => parts.Length > 1, StringComparer.Ordinal)
            .Select(static group => new { name = group.Key, kind = group.First() ? "directory" : "file" })
            .ToArray();
        return entries.Length == 0 ? null : JsonSerializer.Serialize(entries);
    }

    public string? CacheGet(string key) => _cache.GetValueOrDefault(key);

    public void CachePut(string key, string value) => _cache[key] = value;

    public string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    public void Progress(string text)
    {
    }

    public void Report(string text) => throw new InvalidOperationException(text);
}
