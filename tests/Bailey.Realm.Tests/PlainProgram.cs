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
          const Pool = { buffer: new ArrayBuffer(64) };
          // What a program without walls has: modules and globals that everybody shares and may change.
          const builtins = {
            path: { join() {} }, fs: { readFileSync() {} }, module: {}, process: { cwd() {} }, zlib: { constants: {} }, url: {}, timers: {}, string_decoder: {},
            events: class EventEmitter { on() {} static setMaxListeners(count) { this.defaultMaxListeners = count; } },
            stream: { Readable: class {}, promises: {}, setDefaultHighWaterMark(kind, bytes) { this.bytes = bytes; }, getDefaultHighWaterMark() { return this.bytes; } },
            util: { inspect: Object.assign(() => '', { defaultOptions: {}, styles: {}, colors: {} }), format() {}, promisify() {} },
            buffer: { Buffer: class Buffer { static from() { return Pool; } static allocUnsafe() { return Pool; } } },
            querystring: { escape() {}, stringify() { return this.escape(); } }, perf_hooks: { performance: Object.create({ now() {} }) },
            async_hooks: { AsyncLocalStorage: class { getStore() {} } },
          };
          builtins.events.EventEmitter = builtins.events;
          const timer = { ref() {} };
          Object.assign(global, {
            Buffer: builtins.buffer.Buffer, URL: class URL {}, AbortController: class AbortController {},
            setTimeout: (run) => (typeof run === 'string' && (0, eval)(run), Object.create(timer)),
            performance: { now() { return clock(); } },
            process: { env: {}, binding: () => ({ open() {} }), dlopen() {} },
            console: { log(value) { write(typeof value === 'string' ? value : value[Symbol.for('nodejs.util.inspect.custom')](2, {}, builtins.util.inspect)); } },
            // An evaluator that splices text, as the first realm shims did.
            naive: (parameters, body) => (0, eval)('(function (' + parameters + ') {' + body + '})'),
          });
          // Names are read twice, and leniently.
          const builtin = (name) => builtins[decodeURIComponent(String(name)).replace('\0', '').trim().toLowerCase().replace(/^(node:)+|\/$/g, '').replace(/^.*\/\.\.\//, '')];
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
            const require = (name) => builtin(name) || load(resolve(path, String(name).replace('file://', '')));
            require.cache = modules;
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
