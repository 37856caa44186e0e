using System.Text;
using Bailey.Interop;
using Bailey.Protocol;
using Bailey.Realm.Loop;

namespace Bailey.Realm.Kernel;

/// <summary>
/// Wall 1 in a worker: the engine, lockdown done, one kernel. Everything but <see cref="EventLoop.Post"/> is for the thread that made it.
/// </summary>
public sealed class GuestRealm : IDisposable
{
    private const int LargestRandom = 65536;

    private readonly JSHeap _heap;
    private readonly bool _ownsHeap;
    private readonly JSContext _context;
    private readonly RewriterContext _rewriter;
    private readonly IGuestPorts _ports;
    private readonly GuestClock _clock = new();
    private readonly Dictionary<int, (double SetAt, double Wait)> _waits = [];
    private GuestSettings _settings = GuestSettings.Default;
    private Random? _seeded;
    private readonly JSRoot _kernel;
    private readonly Dictionary<string, JSRoot> _members = [];

    /// <summary>Makes the contexts and runs lockdown.</summary>
    /// <param name="ports">The world.</param>
    /// <param name="oracle">Whether the kernel carries the reachability oracle, and trusts its two packages: for <see cref="OracleReport"/>.</param>
    /// <exception cref="EngineUnavailableException">The engine cannot be used.</exception>
    /// <exception cref="JSException">Lockdown failed: nothing may run.</exception>
    public GuestRealm(IGuestPorts ports, bool oracle = false)
        : this(ports, new JSHeap(), ownsHeap: true, oracle)
    {
    }

    private GuestRealm(IGuestPorts ports, JSHeap heap, bool ownsHeap, bool oracle)
    {
        _ports = ports;
        _heap = heap;
        _ownsHeap = ownsHeap;
        _context = _heap.NewContext();
        _context.HostFunctionFailed = error => _ports.Report($"host function failed: {error}");
        _rewriter = new RewriterContext(_heap);
        Loop = new EventLoop(FireTimer);

        // (5)
        using JSRoot boot = _context.Evaluate(KernelResources.Read("realm.js"), "bailey:realm");
        using JSRoot host = _context.NewObject();
        DefineHost(host);
        using JSRoot options = _context.Evaluate(oracle ? "({oracle:true})" : "({})", "bailey:boot");
        _kernel = _context.Call(boot, host, options).Keep();
        using JSRoot rejected = _context.Get(_kernel, "rejected");
        _context.OnUnhandledRejection(rejected);
    }

    /// <summary>
    /// Makes one whose first turn is quick: the engine has compiled the kernel's texts before, in a context that is gone. Takes about
    /// twice as long as making one.
    /// </summary>
    /// <inheritdoc cref="GuestRealm(IGuestPorts, bool)"/>
    public static GuestRealm MakeRehearsed(IGuestPorts ports)
    {
        var heap = new JSHeap();
        using (var rehearsal = new GuestRealm(Rehearsal.NoWorld, heap, ownsHeap: false, oracle: false))
        {
            Rehearsal.Play(rehearsal);
        }

        return new GuestRealm(ports, heap, ownsHeap: true, oracle: false);
    }

    /// <summary>The loop on which this realm runs.</summary>
    public EventLoop Loop { get; }

    /// <summary>Puts the policy in force.</summary>
    public void Configure(string json)
    {
        _settings = GuestSettings.Read(json);
        _clock.SetResolution(_settings.ClockResolution);
        if (_settings.IsClockVirtual)
        {
            _clock.MakeVirtual();
        }

        _seeded = _settings.Seed is { } seed ? new Random(seed) : null;
        CallKernel("configure", json);
    }

    /// <summary>Adds compiled modules.</summary>
    public void Load(string graphJson) => CallKernel("load", graphJson);

    /// <summary>Makes what nearly every program asks for first, of the modules that are Bailey's own. No guest code runs.</summary>
    public void Prepare() => CallKernel("prepare");

    /// <summary>Runs the entry module's first turn.</summary>
    /// <param name="entry">Its id.</param>
    /// <param name="tag">Marks values beyond JSON between guest and host; null where no host embeds it.</param>
    public void Run(string entry, string? tag = null) => CallKernel("run", entry, tag);

    /// <summary>Delivers an event.</summary>
    public void Dispatch(string kind, int id, string json, ReadOnlyMemory<byte> data) => CallKernel("dispatch", kind, id, json, data);

    /// <summary>Evaluates a script in a package's compartment.</summary>
    /// <returns>The completion value as text.</returns>
    /// <exception cref="JSException">The script threw.</exception>
    public string Evaluate(string package, string text, string url) => _context.Call(Member("evaluate"), package, text, url).Text;

    /// <summary>The oracle's report as JSON. Only on a realm made with it.</summary>
    internal string Oracle() => _context.Call(Member("oracle")).Text;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (JSRoot member in _members.Values)
        {
            member.Dispose();
        }

        _kernel.Dispose();
        _rewriter.Dispose();
        _context.Dispose();
        if (_ownsHeap)
        {
            _heap.Dispose();
        }

        Loop.Dispose();
    }

    private void CallKernel(string member, params ReadOnlySpan<object?> arguments) => _context.Call(Member(member), arguments);

    private JSRoot Member(string name) =>
        _members.TryGetValue(name, out JSRoot? member) ? member : _members[name] = _context.Get(_kernel, name);

    private void DefineHost(JSRoot host)
    {
        // (9) Everything that a guest can reach of the world.
        _context.DefineEvaluate(host, "evaluate");
        _context.Define(host, "rewrite", arguments => _rewriter.Rewrite(arguments.Text(0)));
        _context.Define(host, "module", arguments => Answered(_ports.Call("module.resolve", arguments.Text(0), default)).JsonText);
        _context.Define(host, "call", arguments =>
        {
            Reply reply = _ports.Call(arguments.Text(0), arguments.Text(1), arguments[2].Bytes);
            return new JSAnswer(ErrorWrapped(reply), reply.Data);
        });
        _context.Define(host, "begin", arguments =>
        {
            int id = (int)arguments.Number(0);
            _ports.Begin(arguments.Text(1), arguments.Text(2), arguments[3].Bytes, reply =>
                Loop.Post(() => Dispatch("done", id, ErrorWrapped(reply), reply.Data)));
            return null;
        });
        _context.Define(host, "write", arguments =>
        {
            _ports.Write((int)arguments.Number(0), Encoding.UTF8.GetBytes(arguments.Text(1)));
            return null;
        });
        _context.Define(host, "writeBytes", arguments =>
        {
            _ports.Write((int)arguments.Number(0), arguments[1].Bytes);
            return null;
        });
        _context.Define(host, "timer", arguments =>
        {
            StartTimer((int)arguments.Number(0), arguments.Number(1));
            return null;
        });
        _context.Define(host, "cancelTimer", arguments =>
        {
            _waits.Remove((int)arguments.Number(0));
            Loop.CancelTimer((int)arguments.Number(0));
            return null;
        });
        _context.Define(host, "random", arguments =>
            arguments.Number(0) is >= 0 and <= LargestRandom and double count
                ? RandomBytes((int)count)
                : throw new JSException($"host call misused: at most {LargestRandom} random bytes at once"));
        _context.Define(host, "decode", static arguments => TextCoding.Decode(arguments.Text(0), arguments[1].Bytes));
        _context.Define(host, "encode", static arguments => TextCoding.Encode(arguments.Text(0), arguments.Text(1)));
        _context.Define(host, "now", _ => _clock.Now);
        _context.Define(host, "monotonic", _ => _clock.Monotonic);
        _context.Define(host, "builtin", arguments => KernelResources.TryRead($"node/{arguments.Text(0)}.js") ?? "");
        _context.Define(host, "inspect", arguments => KernelResources.TryRead(arguments.Text(0)) ?? "");
        _context.Define(host, "exit", arguments =>
        {
            _ports.Exit((int)arguments.Number(0));
            return null;
        });
    }

    private byte[] RandomBytes(int count)
    {
        if (_seeded is null)
        {
            return LibC.getrandom(count);
        }

        byte[] bytes = new byte[count];
        _seeded.NextBytes(bytes);
        return bytes;
    }

    private void StartTimer(int id, double milliseconds)
    {
        if (Loop.TimerCount >= _settings.Timers)
        {
            _ports.ReachLimit("timers");
        }

        _waits[id] = (_clock.Monotonic, milliseconds);
        Loop.StartTimer(id, milliseconds);
    }

    private void FireTimer(int id)
    {
        if (_waits.Remove(id, out (double SetAt, double Wait) timer))
        {
            _clock.Advance(timer.SetAt, timer.Wait);
        }

        Dispatch("timer", id, "", default);
    }

    private static Reply Answered(Reply reply) =>
        reply.IsError ? throw new JSException($"the broker refused: {reply.JsonText}") : reply;

    private static string ErrorWrapped(Reply reply) => reply.IsError ? $$"""{"error":{{reply.JsonText}}}""" : reply.JsonText;
}
