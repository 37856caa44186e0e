using System.Runtime.InteropServices;
using Bailey.Interop;
using Bailey.Sandbox;

namespace Bailey.Probes;

/// <summary>
/// Proves that a worker still works under its filters: JavaScript with its JIT, garbage collection of both runtimes, threads, before
/// and after the second filter.
/// </summary>
internal static unsafe partial class Engine
{
    private const string Library = "libjavascriptcoregtk-6.0.so.1";

    private const string Work = """
        (function () {
          let sum = 0;
          const add = (a, b) => a + b;
          for (let i = 0; i < 3e6; i++) sum = add(sum, i & 7);
          const objects = [];
          for (let i = 0; i < 3e5; i++) objects.push({ i, text: 'x' + i });
          objects.sort((a, b) => b.i - a.i);
          const map = new Map(objects.map(o => [o.text, o]));
          const words = 'the quick brown fox'.replace(/(\w+) (\w+)/g, '$2 $1');
          const big = (2n ** 4000n).toString().length;
          let caught = 0;
          for (let i = 0; i < 100; i++) { try { null.x; } catch { caught++; } }
          const date = new Date(0).getFullYear();
          const made = new Function('a', 'return a * 2')(21);
          const bytes = new Uint8Array(32 << 20).fill(1).length;
          return sum % 1000 + map.size + words.length + big + caught + date + made + bytes;
        })()
        """;

    public static int Run()
    {
        _ = LibC.setenv("JSC_useWasmFaultSignalHandler", "0");
        _ = LibC.setenv("JSC_usePollingTraps", "1");
        nint context = JSGlobalContextCreate(0);
        double first = Evaluate(context);
        Churn();
        Output.Line($"before {first}");
        byte[] filter = Warmth.ReceiveFilter(WorkerDescriptors.Channel);
        Seccomp.Load(filter);
        double second = Evaluate(context);
        Churn();
        Output.Line($"after {second} {first.Equals(second)}");
        return first.Equals(second) ? 0 : 1;
    }

    private static double Evaluate(nint context)
    {
        nint script = JSStringCreateWithUTF8CString(Work);
        nint exception = 0;
        nint value = JSEvaluateScript(context, script, 0, 0, 1, &exception);
        JSStringRelease(script);
        JSGarbageCollect(context);
        return exception != 0 ? double.NaN : JSValueToNumber(context, value, &exception);
    }

    private static void Churn()
    {
        var threads = new List<Thread>();
        for (int i = 0; i < 4; i++)
        {
            var thread = new Thread(() =>
            {
                for (int j = 0; j < 200; j++)
                {
                    GC.KeepAlive(new byte[200_000]);
                }
            });
            thread.Start();
            threads.Add(thread);
        }

        threads.ForEach(thread => thread.Join());
        Task.Delay(5).Wait();
        GC.Collect(2, GCCollectionMode.Forced, blocking: true, compacting: true);
        try
        {
            _ = ((string?)null)!.Length;
        }
        catch (NullReferenceException)
        {
            // The runtime's own signal handling, with JavaScriptCore loaded.
        }
    }

    [LibraryImport(Library)]
    private static partial nint JSGlobalContextCreate(nint globalClass);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint JSStringCreateWithUTF8CString(string text);

    [LibraryImport(Library)]
    private static partial void JSStringRelease(nint text);

    [LibraryImport(Library)]
    private static partial nint JSEvaluateScript(nint context, nint script, nint self, nint url, int line, nint* exception);

    [LibraryImport(Library)]
    private static partial double JSValueToNumber(nint context, nint value, nint* exception);

    [LibraryImport(Library)]
    private static partial void JSGarbageCollect(nint context);
}
