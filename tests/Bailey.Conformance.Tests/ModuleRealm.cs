using System.Text;
using System.Text.Json;
using Bailey.Protocol;
using Bailey.Realm.Compile;
using Bailey.Realm.Kernel;

namespace Bailey.Conformance.Tests;

/// <summary>
/// A guest's realm and the compiler, in which each test is a package of its own whose modules are compiled when they are first imported.
/// </summary>
internal sealed class ModuleRealm : IGuestPorts, IDisposable
{
    private readonly CompileContext _compiler;
    private readonly GuestRealm _realm;
    private readonly List<string> _reports = [];
    private int _count;

    /// <param name="packages">The tests that it will run at the most.</param>
    public ModuleRealm(int packages)
    {
        _compiler = new CompileContext(new CheckoutProgram(packages));
        using JsonDocument answer = JsonDocument.Parse(_compiler.Run(
            "graph", JsonSerializer.Serialize(new { entry = CheckoutProgram.Entry, policy = new { resources = new { } } })));
        _realm = new GuestRealm(this);
        _realm.Configure(ScriptRealm.Configuration);
        _realm.Load(answer.RootElement.GetProperty("graph").GetRawText());
    }

    public Verdict Run(TestFile file)
    {
        string package = $"t{_count++}";
        _reports.Clear();
        _realm.Evaluate(package, Prelude.Host + "var $end = 'did not settle';", "prelude.js");
        foreach (string name in file.Harness)
        {
            _realm.Evaluate(package, Prelude.ForCompartment(name), name);
        }

        string path = $"{CheckoutProgram.FolderOf(package)}/{file.Path}";
        string? thrown;
        if (file.IsModule)
        {
            string entry = JsonSerializer.Serialize(path);
            thrown = Verdict.Thrown(() => _realm.Evaluate(
                package, $"import({entry}).then(function () {{ $end = ''; }}, function (error) {{ $end = '' + error || '(no text)'; }});", $"{CheckoutProgram.FolderOf(package)}/entry.js"));
            string end = _realm.Evaluate(package, "$end", "end.js");
            thrown ??= end.Length == 0 ? null : end;
        }
        else
        {
            thrown = Verdict.Thrown(() => _realm.Evaluate(package, "\"use strict\";\n" + file.Text, path));
        }

        Verdict verdict = Verdict.Of(file, thrown, _realm.Evaluate(package, Prelude.Printed, "printed.js"));
        return _reports.Count == 0 ? verdict : new Verdict($"the host was told: {_reports[0].Split('\n')[0]}");
    }

    public Reply Call(string method, string json, ReadOnlySpan<byte> data) => method == "module.resolve"
        ? new Reply(false, Encoding.UTF8.GetBytes(_compiler.Run("resolve", json)), default)
        : Reply.Failure("ENOSYS", $"{method} is not here");

    public void Begin(string method, string json, ReadOnlySpan<byte> data, Action<Reply> done) => done(Call(method, json, data));

    public void Write(int stream, ReadOnlySpan<byte> bytes)
    {
        // What Node prints of a rejection that nobody handled; test262 has no such rule.
    }

    public void Exit(int code)
    {
        // The event loop ends at the first such rejection; nothing here runs on it.
    }

    public void ReachLimit(string name) => _reports.Add($"limit {name}");

    public void Report(string text) => _reports.Add(text);

    public void Dispose()
    {
        _realm.Dispose();
        _compiler.Dispose();
    }
}
