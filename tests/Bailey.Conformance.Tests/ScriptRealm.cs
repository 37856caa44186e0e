using Bailey.Protocol;
using Bailey.Realm.Kernel;

namespace Bailey.Conformance.Tests;

/// <summary>A guest's realm as in a worker, in which each test is a package of its own: a fresh compartment over shared, frozen intrinsics.</summary>
internal sealed class ScriptRealm : IGuestPorts, IDisposable
{
    /// <summary>What the broker configures for a guest whose policy grants nothing but a clock and randomness.</summary>
    public const string Configuration =
        """{"policy":{"resources":{}},"argv":["/usr/bin/bailey","/app/index.js"],"cwd":"/app","env":{},"clock":"real","random":"real","dynamicCode":true}""";

    private readonly GuestRealm _realm;
    private int _count;

    public ScriptRealm()
    {
        _realm = new GuestRealm(this);
        _realm.Configure(Configuration);
    }

    public Verdict Run(TestFile file)
    {
        string package = $"test-{_count++}";
        _realm.Evaluate(package, Prelude.Host, "prelude.js");
        foreach (string name in file.Harness)
        {
            if (Verdict.Thrown(() => _realm.Evaluate(package, Prelude.ForCompartment(name), name)) is { } failure)
            {
                return new Verdict($"harness {name} threw {failure}");
            }
        }

        string? thrown = Verdict.Thrown(() => _realm.Evaluate(package, "\"use strict\";\n" + file.Text, file.Path));
        string printed = "";
        string? broken = Verdict.Thrown(() => printed = _realm.Evaluate(package, Prelude.Printed, "printed.js"));
        return Verdict.Of(file, thrown ?? (file.IsAsync ? broken : null), printed);
    }

    public Reply Call(string method, string json, ReadOnlySpan<byte> data) => Reply.Failure("ENOSYS", $"{method} is not here");

    public void Begin(string method, string json, ReadOnlySpan<byte> data, Action<Reply> done) => done(Call(method, json, data));

    public void Write(int stream, ReadOnlySpan<byte> bytes)
    {
    }

    public void Exit(int code)
    {
    }

    public void ReachLimit(string name) => throw new InvalidOperationException($"limit {name}");

    public void Report(string text)
    {
    }

    public void Dispose() => _realm.Dispose();
}
