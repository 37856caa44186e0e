using System.Text;
using System.Text.Json;
using Bailey.Interop;
using Bailey.Protocol;
using Bailey.Realm.Compile;
using Bailey.Realm.Kernel;

namespace Bailey.Realm.Tests;

/// <summary>Runs a program in a real realm in this process, without the other walls: what wall 1 alone does.</summary>
internal sealed class InMemoryGuest : IGuestPorts
{
    private readonly StringBuilder _output = new();
    private GuestRealm? _realm;

    /// <summary>What it wrote to both streams.</summary>
    public string Output => _output.ToString();

    public int ExitCode { get; private set; } = -1;

    public List<string> Refusals { get; } = [];

    /// <summary>Compiles and runs a program to its end, on a thread with a guest's stack.</summary>
    public static InMemoryGuest Run(IReadOnlyDictionary<string, string> files, string policy = """{"resources":{}}""", string settings = "")
    {
        var guest = new InMemoryGuest();
        Exception? failure = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    guest.RunHere(files, policy, settings);
                }
#pragma warning disable CA1031 // Handed to the test's thread.
                catch (Exception error)
#pragma warning restore CA1031
                {
                    failure = error;
                }
            },
            16 * 1024 * 1024);
        thread.Start();
        thread.Join();
        return failure is null ? guest : throw new InvalidOperationException($"{failure.Message} {(failure as JSException)?.Stack}", failure);
    }

    public Reply Call(string method, string json, ReadOnlySpan<byte> data)
    {
        if (method == "audit.refusal")
        {
            Refusals.Add(json);
            return Reply.Empty;
        }

        return Reply.Failure("ENOSYS", $"{method} is not here");
    }

    public void Begin(string method, string json, ReadOnlySpan<byte> data, Action<Reply> done) => done(Call(method, json, data));

    public void Write(int stream, ReadOnlySpan<byte> bytes) => _output.Append(Encoding.UTF8.GetString(bytes));

    public void Exit(int code)
    {
        ExitCode = code;
        _realm!.Loop.Stop();
    }

    public void ReachLimit(string name) => throw new InvalidOperationException($"limit {name}");

    public void Report(string text) => _output.Append(text);

    private void RunHere(IReadOnlyDictionary<string, string> files, string policy, string settings)
    {
        using var compiler = new CompileContext(new InMemoryProgram(files));
        string answer = compiler.Run("graph", $$"""{"entry":"/app/index.js","policy":{{policy}}}""");
        using JsonDocument graph = JsonDocument.Parse(answer);
        using var realm = new GuestRealm(this);
        _realm = realm;
        realm.Configure($$"""{"policy":{{policy}},"argv":["/usr/bin/bailey","/app/index.js"],"cwd":"/app","env":{},"clock":"real","random":"real","dynamicCode":true{{settings}}}""");
        realm.Load(graph.RootElement.GetProperty("graph").GetRawText());
        realm.Loop.Post(() => realm.Run("/app/index.js"));
        realm.Loop.Run();
    }
}
