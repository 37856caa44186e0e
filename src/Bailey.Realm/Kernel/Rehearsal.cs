using Bailey.Protocol;

namespace Bailey.Realm.Kernel;

/// <summary>
/// A program of our own, run once in a context that is thrown away, before the guest's context of the same heap is made. The engine
/// keeps what it compiled of the kernel's texts for the whole heap, so the guest's first turn compiles next to nothing.
/// </summary>
/// <remarks>
/// Only for workers that wait: it costs more than it saves when the guest waits already. <b>Stops:</b> nothing. <b>Does not stop:</b>
/// nothing either: no object of the rehearsal reaches the guest's context, only the engine's compiled form of texts that are ours.
/// </remarks>
internal static class Rehearsal
{
    private const string Configuration =
        """{"policy":{"resources":{}},"argv":["bailey","/app/rehearsal.js"],"cwd":"/app","env":{},"clock":"real","random":"real","dynamicCode":false}""";

    // What the rewriter prints for `console.log('warm')`, `process.exitCode = 0`.
    private const string Graph =
        """
        {"entry":"/app/rehearsal.js","modules":[{"id":"/app/rehearsal.js","package":"$root$","format":"commonjs","functions":[],"original":"","links":{},"constants":[],
        "code":"(function(G,R,S){\"use strict\";return function(exports,require,module,__filename,__dirname){(\"console\" in G?G.console:R.u(\"console\")).log(\"warm\");(\"process\" in G?G.process:R.u(\"process\")).exitCode=0;}})"}]}
        """;

    /// <summary>The world of a rehearsal: nothing happens, and nobody hears.</summary>
    public static IGuestPorts NoWorld { get; } = new Nowhere();

    /// <summary>Plays it to its end.</summary>
    /// <param name="realm">A realm that nobody uses afterwards.</param>
    public static void Play(GuestRealm realm)
    {
        realm.Configure(Configuration);
        realm.Load(Graph);
        realm.Run("/app/rehearsal.js");
    }

    private sealed class Nowhere : IGuestPorts
    {
        public Reply Call(string method, string json, ReadOnlySpan<byte> data) => Reply.Empty;

        public void Begin(string method, string json, ReadOnlySpan<byte> data, Action<Reply> done)
        {
        }

        public void Write(int stream, ReadOnlySpan<byte> bytes)
        {
        }

        public void Exit(int code)
        {
        }

        public void ReachLimit(string name)
        {
        }

        public void Report(string text)
        {
        }
    }
}
