using System.Collections.Concurrent;
using System.Text;

namespace Bailey.Library.Tests;

/// <summary>A plug-in in a folder of its own, loaded, with what it said; all of it goes with this.</summary>
internal sealed class PlugIn : IAsyncDisposable, IGuestObserver
{
    private readonly StringBuilder _output = new();
    private readonly string _folder;

    private PlugIn(string folder) => _folder = folder;

    public Guest Guest { get; private set; } = null!;

    public ConcurrentQueue<GuestRefusal> Refusals { get; } = [];

    public ConcurrentQueue<(string Name, Exception Error)> Failures { get; } = [];

    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    /// <summary>Loads a plug-in of one module.</summary>
    /// <param name="host">Where.</param>
    /// <param name="source">index.mjs.</param>
    /// <param name="names">What <c>host</c> in bailey.json names.</param>
    /// <param name="options">What the host hands in.</param>
    /// <param name="files">Other files of the program, by path.</param>
    /// <param name="policy">policy.json.</param>
    /// <param name="more">Members of bailey.json besides, without braces.</param>
    public static async Task<PlugIn> Load(
        BaileyHost host, string source, string[]? names = null, Action<GuestOptions>? options = null, (string Path, string Text)[]? files = null,
        string policy = """{"resources":{}}""", string more = "")
    {
        var plugIn = new PlugIn(Directory.CreateTempSubdirectory("bailey-plugin-").FullName);
        string granted = names is null ? "" : $",\"host\":[{string.Join(',', names.Select(static name => $"\"{name}\""))}]";
        plugIn.Write("index.mjs", source);
        plugIn.Write("package.json", """{"name":"plug-in","version":"1.0.0"}""");
        plugIn.Write("policy.json", policy);
        plugIn.Write("bailey.json", $$"""{"bailey":1,"entry":"index.mjs"{{granted}}{{(more.Length > 0 ? "," + more : "")}}}""");
        foreach ((string path, string text) in files ?? [])
        {
            plugIn.Write(path, text);
        }

        var handedIn = new GuestOptions { Observer = plugIn };
        options?.Invoke(handedIn);
        try
        {
            plugIn.Guest = await host.LoadAsync(GuestProgram.FromFolder(plugIn._folder), handedIn);
        }
        catch
        {
            Directory.Delete(plugIn._folder, recursive: true);
            throw;
        }

        return plugIn;
    }

    /// <summary>Calls and takes the value; anything else fails the test with what it was and what the guest wrote.</summary>
    public async Task<T> Value<T>(string function, params object?[] arguments)
    {
        GuestResult<T> result = await Guest.CallAsync<T>(function, arguments);
        return result is GuestResult<T>.Value value ? value.Result : throw new InvalidOperationException($"{result} {Output}");
    }

    public async ValueTask DisposeAsync()
    {
        await Guest.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    void IGuestObserver.Output(int stream, ReadOnlySpan<byte> bytes)
    {
        lock (_output)
        {
            _output.Append(Encoding.UTF8.GetString(bytes));
        }
    }

    void IGuestObserver.Refused(GuestRefusal refusal) => Refusals.Enqueue(refusal);

    void IGuestObserver.HostFunctionFailed(string name, Exception error) => Failures.Enqueue((name, error));

    private void Write(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
