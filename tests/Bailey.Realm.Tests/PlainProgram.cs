using System.Globalization;
using System.Text;
using System.Text.Json;
using Bailey.Interop;

namespace Bailey.Realm.Tests;

/// <summary>Runs a program in a bare context of the same engine: no lockdown, no compartments, no policy. What an attack does without wall 1.</summary>
internal static class PlainProgram
{
    private const string Url = "file:///home/someone/bailey/plain-program.js";

    /// <summary>A minimal CommonJS loader. The node: modules are stand-ins that are as mutable as Node's.</summary>
    private const string Loader = """
        (function (files, write, clock) {
          const global = globalThis;
          const modules = {};
          const builtins = {
            path: { join() {} }, events: class EventEmitter { on() {} }, stream: { Readable: class {} }, fs: { readFileSync() {} },
            util: { inspect: Object.assign(() => '', { defaultOptions: { depth: 2 }, styles: {} }), format() {} },
            buffer: { Buffer: class Buffer { static from() { return Pool; } static allocUnsafe() { return Pool; } } },
          };
          const Pool = { buffer: new ArrayBuffer(64) };
          builtins.events.EventEmitter = builtins.events;
          builtins.events.defaultMaxListeners = 10;
          global.Buffer = builtins.buffer.Buffer;
          // An evaluator that splices text, as the first realm shims did.
          global.naive = (parameters, body) => (0, eval)('(function (' + parameters + ') {' + body + '})');
          global.console = { log(text) { write(text); } };
          global.performance = { now() { return clock(); } };
          function resolve(from, name) {
            if (name[0] === '.') name = new URLPath(from).join(name);
            else if (name[0] !== '/') name = '/app/node_modules/' + name;
            for (const end of ['', '.js', '/index.js']) if (name + end in files) return name + end;
            throw new Error("Cannot find module '" + name + "'");
          }
          function URLPath(from) {
            this.join = (name) => {
              const parts = from.split('/').slice(0, -1);
              for (const part of name.split('/')) part === '..' ? parts.pop() : part !== '.' && parts.push(part);
              return parts.join('/');
            };
          }
          function load(path) {
            if (path in modules) return modules[path].exports;
            const module = modules[path] = { exports: {} };
            if (path.endsWith('.json')) return module.exports = JSON.parse(files[path]);
            const require = (name) => builtins[String(name).replace('node:', '')] || load(resolve(path, String(name)));
            global.__run = [module, require];
            (0, eval)('(function () { const [module, require] = __run; (function (exports, require, module, __filename, __dirname) {' + files[path]
              + '\n}).call(module.exports, module.exports, require, module, ' + JSON.stringify(path) + ', "/app") })()\n//# sourceURL=file:///home/someone' + path);
            return module.exports;
          }
          load('/app/index.js');
        })
        """;

    /// <summary>What it wrote, one call per line.</summary>
    public static string Run(IReadOnlyDictionary<string, string> files)
    {
        var output = new StringBuilder();
        try
        {
            GuestThread.Run(() => RunHere(files, output));
        }
        catch (InvalidOperationException error)
        {
            output.Append(CultureInfo.InvariantCulture, $"ended by {error.Message}");
        }

        return output.ToString();
    }

    private static void RunHere(IReadOnlyDictionary<string, string> files, StringBuilder output)
    {
        using var heap = new JSHeap();
        using JSContext context = heap.NewContext();
        using JSRoot ports = context.NewObject();
        context.Define(ports, "write", arguments =>
        {
            output.Append(arguments.Text(0)).Append('\n');
            return null;
        });
        long start = System.Diagnostics.Stopwatch.GetTimestamp();
        context.Define(ports, "clock", _ => System.Diagnostics.Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        using JSRoot write = context.Get(ports, "write");
        using JSRoot clock = context.Get(ports, "clock");
        using JSRoot program = context.Evaluate($"({JsonSerializer.Serialize(files)})", Url);
        using JSRoot loader = context.Evaluate(Loader, Url);
        context.Call(loader, program, write, clock);
    }
}
