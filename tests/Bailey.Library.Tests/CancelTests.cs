using System.Diagnostics;

namespace Bailey.Library.Tests;

/// <summary>Calls that the host gives up.</summary>
public sealed class CancelTests(Published published) : IClassFixture<Published>
{
    private const string Source = """
        import { currentSignal } from 'bailey:host';
        import { setTimeout as wait } from 'node:timers/promises';
        let told = 'nothing';
        export const listens = () => new Promise(() => { currentSignal().addEventListener('abort', () => { told = 'abort'; }); });
        export const ignores = async () => { await wait(3_600_000); };
        export const loops = () => { for (;;); };
        export const heard = () => told;
        """;

    [Fact]
    public async Task A_cancelled_call_ends_at_once_and_the_guest_is_told_and_lives()
    {
        await using PlugIn plugIn = await PlugIn.Load(published.Host, Source, options: static options => options.CancellationGrace = TimeSpan.FromSeconds(20));
        Assert.Equal("nothing", await plugIn.Value<string>("heard"));
        foreach (string function in (string[])["ignores", "listens"])
        {
            await Cancelled(plugIn, function);
        }

        while (await plugIn.Value<string>("heard") != "abort")
        {
            await Task.Delay(10);
        }

        Assert.False(plugIn.Guest.Completion.IsCompleted);
    }

    [Fact]
    public async Task A_guest_that_does_not_take_its_turn_after_a_cancelled_call_is_ended()
    {
        await using PlugIn plugIn = await PlugIn.Load(published.Host, Source, options: static options => options.CancellationGrace = TimeSpan.FromMilliseconds(200));
        await plugIn.Value<string>("heard");
        await Cancelled(plugIn, "loops");
        Assert.IsType<GuestOutcome.Cancelled>(await plugIn.Guest.Completion.WaitAsync(TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task A_token_that_is_cancelled_already_calls_nothing()
    {
        await using PlugIn plugIn = await PlugIn.Load(published.Host, Source);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => plugIn.Guest.CallAsync<int>("loops", cancellation: new CancellationToken(canceled: true)));
        Assert.Equal("nothing", await plugIn.Value<string>("heard"));
    }

    [Fact]
    public async Task A_function_of_the_host_is_told_that_its_guest_ended()
    {
        var told = new TaskCompletionSource();
        var begun = new TaskCompletionSource();
        PlugIn plugIn = await PlugIn.Load(published.Host, "import { wait } from 'bailey:host'; wait();", ["wait"], options => options.Functions["wait"] = async (CancellationToken cancellation) =>
        {
            await using CancellationTokenRegistration registration = cancellation.Register(told.SetResult);
            begun.SetResult();
            await Task.Delay(Timeout.Infinite, cancellation);
        });
        await begun.Task.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.False(told.Task.IsCompleted);
        await plugIn.DisposeAsync();
        await told.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    // The promise says 50 ms, and one attempt of five may meet a busy machine.
    private static async Task Cancelled(PlugIn plugIn, string function)
    {
        List<TimeSpan> taken = [];
        for (int i = 0; i < (function == "loops" ? 1 : 5); i++)
        {
            using var source = new CancellationTokenSource();
            Task<GuestResult<int>> call = plugIn.Guest.CallAsync<int>(function, cancellation: source.Token);
            await Task.Delay(100);
            Assert.False(call.IsCompleted);
            long start = Stopwatch.GetTimestamp();
            _ = source.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
            taken.Add(Stopwatch.GetElapsedTime(start));
        }

        Assert.True(taken.Min() < TimeSpan.FromMilliseconds(50), $"{function}: {string.Join(", ", taken)}");
    }
}
