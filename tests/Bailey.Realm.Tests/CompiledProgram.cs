using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bailey.Realm.Compile;

namespace Bailey.Realm.Tests;

/// <summary>
/// A session of the one compiler that all tests share: a compiler runs no guest code, and what it read before it need not read again.
/// Any thread with a guest's stack.
/// </summary>
internal sealed class CompiledProgram(IReadOnlyDictionary<string, string> files)
{
    private static readonly Lock Turn = new();
    private static readonly SharedPorts Ports = new();
    private static CompileContext? s_compiler;
    private static int s_sessions;

    private readonly InMemoryProgram _files = new(files);
    private readonly string _session = Interlocked.Increment(ref s_sessions).ToString(CultureInfo.InvariantCulture);

    /// <summary>The graph from <c>/app/index.js</c> on, as JSON.</summary>
    public string Graph(string policy)
    {
        using JsonDocument answer = JsonDocument.Parse(
            Run("graph", $$"""{"entry":"/app/index.js","session":"{{_session}}","policy":{{policy}}}"""));
        return answer.RootElement.GetProperty("graph").GetRawText();
    }

    /// <summary>Answers a late request of the realm, as the broker has the compile worker do.</summary>
    public string Resolve(string request)
    {
        JsonObject asked = JsonNode.Parse(request)!.AsObject();
        asked["session"] = _session;
        return Run("resolve", asked.ToJsonString());
    }

    private string Run(string verb, string request)
    {
        lock (Turn)
        {
            Ports.Program = _files;
            return (s_compiler ??= new CompileContext(Ports)).Run(verb, request);
        }
    }

    private sealed class SharedPorts : ICompilePorts
    {
        private readonly Dictionary<string, string> _cache = [];

        public InMemoryProgram Program { get; set; } = null!;

        public string? Read(string path) => Program.Read(path);

        public string? Stat(string path) => Program.Stat(path);

        public string? RealPath(string path) => Program.RealPath(path);

        public string? List(string path) => Program.List(path);

        public string? CacheGet(string key) => _cache.GetValueOrDefault(key);

        public void CachePut(string key, string value) => _cache[key] = value;

        public string Hash(string text) => InMemoryProgram.Hash(text);

        public void Progress(string text)
        {
        }

        public void Report(string text) => throw new InvalidOperationException(text);
    }
}
