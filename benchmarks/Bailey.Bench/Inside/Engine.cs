using System.Globalization;
using System.Runtime.ExceptionServices;
using System.Text.Json;
using Bailey.Bench.Measuring;
using Bailey.Interop;

namespace Bailey.Bench.Inside;

/// <summary>What a measuring process with JavaScriptCore does: one thread with a worker's stack, one answer on standard output.</summary>
internal static class Engine
{
    private const int StackBytes = 64 * 1024 * 1024;

    /// <summary>Opens the engine as a worker does and prints what <paramref name="measure"/> finds.</summary>
    public static int Run(bool jit, Func<(string Result, double[] Samples)> measure)
    {
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    Version version = JSEngine.Open(jit: jit);
                    (string result, double[] samples) = measure();
                    var answer = new ChildAnswer($"JavaScriptCore {version}", result, samples);
                    Console.WriteLine(JsonSerializer.Serialize(answer, JsonSerializerOptions.Web));
                }
#pragma warning disable CA1031 // Thrown again on the main thread.
                catch (Exception error)
#pragma warning restore CA1031
                {
                    failure = ExceptionDispatchInfo.Capture(error);
                }
            },
            StackBytes);
        thread.Start();
        thread.Join();
        failure?.Throw();
        return 0;
    }

    public static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
