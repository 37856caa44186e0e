using System.Globalization;
using System.Runtime.CompilerServices;
using Xunit;

namespace Bailey.Realm.Tests;

/// <summary>.NET turns SIGSEGV at a null reference into an exception; an engine that took the signal would end the process here.</summary>
public sealed class EngineSignalTests
{
    private const int NullReferenceThreads = 2;

    [Fact]
    public void Null_references_are_caught_while_a_realm_runs_and_memory_is_collected()
    {
        int seconds = Environment.GetEnvironmentVariable("BAILEY_LONG_TESTS") == "1" ? 30 : 2;
        using var stop = new CancellationTokenSource();
        long caught = 0;
        long uncaught = 0;
        var threads = new List<Thread>();
        for (int index = 0; index < NullReferenceThreads; index++)
        {
            threads.Add(new Thread(() =>
            {
                while (!stop.IsCancellationRequested)
                {
                    try
                    {
                        ReadNull(null);
                        Interlocked.Increment(ref uncaught);
                    }
                    catch (NullReferenceException)
                    {
                        Interlocked.Increment(ref caught);
                    }
                }
            }));
        }

        int collections = GC.CollectionCount(2);
        threads.Add(new Thread(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                GC.Collect(2, GCCollectionMode.Forced, blocking: true);
                Thread.Sleep(1);
            }
        }));
        threads.ForEach(thread => thread.Start());
        InMemoryGuest guest;
        try
        {
            guest = InMemoryGuest.Run(new Dictionary<string, string>
            {
                ["/app/package.json"] = """{"name":"app"}""",
                ["/app/index.js"] = $$"""
                    const end = Date.now() + {{(seconds * 1000).ToString(CultureInfo.InvariantCulture)}};
                    let calls = 0;
                    while (Date.now() < end) { calls += 1; [1, 2, 3].map((x) => ({ x })); }
                    console.log('host calls ' + calls);
                    """,
            });
        }
        finally
        {
            stop.Cancel();
            threads.ForEach(thread => thread.Join());
        }

        Assert.StartsWith("host calls ", guest.Output, StringComparison.Ordinal);
        Assert.True(int.Parse(guest.Output["host calls ".Length..], CultureInfo.InvariantCulture) > 1000, guest.Output);
        Assert.True(caught > 1000, $"only {caught} null references were caught");
        Assert.Equal(0, uncaught);
        Assert.True(GC.CollectionCount(2) > collections + 10);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int ReadNull(string? text) => text!.Length;
}
