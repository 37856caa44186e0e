using Bailey.Interop;
using Bailey.Realm.Kernel;

namespace Bailey.Realm.Compile;

/// <summary>What the compiler reaches: the program's files and its cache, all through the broker. Guest paths only.</summary>
public interface ICompilePorts
{
    /// <summary>A file's text, or null.</summary>
    string? Read(string path);

    /// <summary><c>file</c>, <c>directory</c> or null, links followed.</summary>
    string? Stat(string path);

    /// <summary>The path without links, or null.</summary>
    string? RealPath(string path);

    /// <summary>The entries as JSON <c>[{"name","kind"}]</c>, or null.</summary>
    string? List(string path);

    /// <summary>A value of the cache, or null. The compiler verifies it.</summary>
    string? CacheGet(string key);

    /// <summary>Puts a value into the cache.</summary>
    void CachePut(string key, string value);

    /// <summary>SHA-256 of the text's UTF-8 form, lower-case hexadecimal. Asked of the broker: the sandbox holds no cryptographic library.</summary>
    string Hash(string text);

    /// <summary>A line for a person who waits.</summary>
    void Progress(string text);

    /// <summary>Something for the operator's log.</summary>
    void Report(string text);
}

/// <summary>The compiler: parses, resolves and rewrites a guest's modules; never runs guest code. One thread.</summary>
public sealed class CompileContext : IDisposable
{
    // Host functions know undefined but not null or arrays; the compiler's host interface has both.
    private const string Adapter =
        """
        (function (start, host, versions) {
          const orNull = (f) => (path) => f(path) ?? null;
          return start({
            read: orNull(host.read), stat: orNull(host.stat), realpath: orNull(host.realpath), cacheGet: orNull(host.cacheGet),
            list: (path) => { const text = host.list(path); return text === undefined ? null : JSON.parse(text); },
            cachePut: host.cachePut, hash: host.hash, progress: host.progress, versions });
        })
        """;

    private readonly JSHeap _heap = new();
    private readonly JSContext _context;
    private readonly JSRoot _compile;

    /// <summary>Loads the compiler.</summary>
    /// <exception cref="EngineUnavailableException">The engine cannot be used.</exception>
    public CompileContext(ICompilePorts ports)
    {
        _context = _heap.NewContext();
        _context.HostFunctionFailed = error => ports.Report($"host function failed: {error}");
        _context.Evaluate(KernelResources.Read("compile.js"), "bailey:compile").Dispose();
        using JSRoot start = _context.Evaluate("start", "bailey:compile");
        using JSRoot adapter = _context.Evaluate(Adapter, "bailey:compile");
        using JSRoot host = _context.NewObject();
        _context.Define(host, "read", arguments => ports.Read(arguments.Text(0)));
        _context.Define(host, "stat", arguments => ports.Stat(arguments.Text(0)));
        _context.Define(host, "realpath", arguments => ports.RealPath(arguments.Text(0)));
        _context.Define(host, "list", arguments => ports.List(arguments.Text(0)));
        _context.Define(host, "cacheGet", arguments => ports.CacheGet(arguments.Text(0)));
        _context.Define(host, "cachePut", arguments =>
        {
            ports.CachePut(arguments.Text(0), arguments.Text(1));
            return null;
        });
        _context.Define(host, "hash", arguments => ports.Hash(arguments.Text(0)));
        _context.Define(host, "progress", arguments =>
        {
            ports.Progress(arguments.Text(0));
            return null;
        });
        _compile = _context.Call(adapter, start, host, $"{KernelResources.Version} {JSEngine.Open()}").Keep();
    }

    /// <summary>Runs one verb of the compiler: <c>graph</c>, <c>resolve</c> or <c>init</c>.</summary>
    /// <param name="verb">The verb.</param>
    /// <param name="requestJson">Its request.</param>
    /// <returns>Its answer as JSON.</returns>
    /// <exception cref="JSException">The compiler failed; a program's own faults are findings in the answer instead.</exception>
    public string Run(string verb, string requestJson)
    {
        using JSRoot function = _context.Get(_compile, verb);
        return _context.Call(function, requestJson).Text;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _compile.Dispose();
        _context.Dispose();
        _heap.Dispose();
    }
}
