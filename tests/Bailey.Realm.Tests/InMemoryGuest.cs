using System.Text;
using System.Text.Json;
using Bailey.Protocol;
using Bailey.Realm.Kernel;

namespace Bailey.Realm.Tests;

/// <summary>
/// Runs a program in a real realm in this process, without the other walls: what wall 1 alone does. One realm per program, never
/// used twice; the next one's lockdown runs while the last one's program does.
/// </summary>
internal sealed class InMemoryGuest : IGuestPorts
{
    private static InMemoryGuest s_next = new();

    private readonly StringBuilder _output = new();
    private readonly TaskCompletionSource<Start> _start = new();
    private readonly Task _end;
    private CompiledProgram? _program;
    private GuestRealm? _realm;

    private InMemoryGuest() => _end = GuestThread.Start(RunHere);

    /// <summary>What it wrote to both streams.</summary>
    public string Output => _output.ToString();

    public int ExitCode { get; private set; } = -1;

    /// <summary>What wall 1 told the audit, as JSON.</summary>
    public List<string> Refusals { get; } = [];

    /// <summary>Compiles and runs a program to its end.</summary>
    /// <param name="files">Guest path to text; the entry is <c>/app/index.js</c>.</param>
    /// <param name="policy">LavaMoat's policy.</param>
    /// <param name="settings">Further members of the realm's configuration, with a leading comma.</param>
    public static InMemoryGuest Run(IReadOnlyDictionary<string, string> files, string policy = """{"resources":{}}""", string settings = "")
    {
        InMemoryGuest guest = Interlocked.Exchange(ref s_next, new InMemoryGuest());
        guest._start.SetResult(new Start(files, policy, settings));
        GuestThread.Join(guest._end);
        return guest;
    }

    public Reply Call(string method, string json, ReadOnlySpan<byte> data)
    {
        switch (method)
        {
            case "audit.refusal":
                Refusals.Add(json);
                return Reply.Empty;
            case "module.resolve":
                return new Reply(false, Encoding.UTF8.GetBytes(_program!.Resolve(json)), default);
            default:
                return Reply.Failure("ENOSYS", $"{method} is not here");
        }
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

    private void RunHere()
    {
        using var realm = new GuestRealm(this);
        _realm = realm;
        (IReadOnlyDictionary<string, string> files, string policy, string settings) = _start.Task.Result;
        _program = new CompiledProgram(files);
        realm.Configure($$"""{"policy":{{policy}},"argv":["/usr/bin/bailey","/app/index.js"],"cwd":"/app","env":{},"clock":"real","random":"real","dynamicCode":true{{settings}}}""");
        realm.Load(_program.Graph(policy));
        realm.Loop.Post(() => realm.Run("/app/index.js"));
        realm.Loop.Run();
    }

    private sealed record Start(IReadOnlyDictionary<string, string> Files, string Policy, string Settings);
}
