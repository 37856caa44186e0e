using System.Numerics;
using System.Text.Json;

namespace Bailey.Library.Tests;

/// <summary>Functions both ways.</summary>
public sealed class CallTests(Published published) : IClassFixture<Published>
{
    private BaileyHost Host => published.Host;

    [Fact]
    public async Task A_guests_exported_function_is_called_and_gives_a_typed_value()
    {
        await using PlugIn plugIn = await PlugIn.Load(Host, "export const add = async (a, b) => a + b; export default () => 'whole';");
        Assert.Equal(5, await plugIn.Value<int>("add", 2, 3));
        Assert.Equal("whole", await plugIn.Value<string>("default"));
    }

    [Fact]
    public async Task A_plug_in_of_CommonJS_keeps_this_and_its_state()
    {
        await using PlugIn commonJs = await PlugIn.Load(
            Host, "", files: [("index.js", "module.exports = new (class { n = 0; count() { return ++this.n; } })();"), ("bailey.json", """{"bailey":1,"entry":"index.js"}""")]);
        Assert.Equal(1, await commonJs.Value<int>("count"));
        Assert.Equal(2, await commonJs.Value<int>("count"));
    }

    [Fact]
    public async Task A_function_of_the_host_is_called_by_the_guest_and_its_answer_awaited()
    {
        await using PlugIn plugIn = await PlugIn.Load(
            Host,
            "import { lookup } from 'bailey:host'; export const price = async (id) => (await lookup(id)).cents * 2; export const frozen = () => Object.isFrozen(lookup);",
            ["lookup"],
            options => options.Functions["lookup"] = async (string id, CancellationToken cancellation) =>
            {
                await Task.Delay(1, cancellation);
                return new Article(id, 250);
            });
        Assert.Equal(500, await plugIn.Value<int>("price", "bread"));
        Assert.True(await plugIn.Value<bool>("frozen"));
    }

    [Fact]
    public async Task A_function_of_the_guest_reaches_the_host_and_goes_back_as_itself()
    {
        GuestFunction? kept = null;
        await using PlugIn plugIn = await PlugIn.Load(
            Host,
            """
            import { on } from 'bailey:host';
            let state = 1;
            const double = (n) => { state = n * 2; return state; };
            export const start = () => on('data', double);
            export const same = (f) => f === double;
            export const current = () => state;
            """,
            ["on"],
            options => options.Functions["on"] = (string name, GuestFunction function) => { kept = function; });
        await plugIn.Value<object?>("start");
        Assert.Equal(42, (await kept!.CallAsync<int>([21])).ValueOrThrow());
        Assert.Equal(42, await plugIn.Value<int>("current"));
        Assert.True(await plugIn.Value<bool>("same", kept));
        kept.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => kept.CallAsync<int>([1]));
    }

    [Fact]
    public async Task A_delegate_in_a_value_is_a_function_in_the_guest_until_it_is_released()
    {
        await using PlugIn plugIn = await PlugIn.Load(Host, "let kept; export const use = async (f) => (kept = f)(4); export const again = async () => kept(5);");
        Delegate square = (int n) => n * n;
        Assert.Equal(16, await plugIn.Value<int>("use", square));
        Assert.Equal(25, await plugIn.Value<int>("again"));
        plugIn.Guest.Release(square);
        var threw = Assert.IsType<GuestResult<int>.Threw>(await plugIn.Guest.CallAsync<int>("again"));
        Assert.Equal("the host has taken this function back", threw.Error.Message);
    }

    [Fact]
    public async Task Values_beyond_JSON_cross_both_ways()
    {
        await using PlugIn plugIn = await PlugIn.Load(
            Host,
            """
            export const echo = (value) => value;
            export const kinds = (all) => [all.bytes.constructor.name, all.at.constructor.name, typeof all.large, all.text, all.list.length, all.nothing === null].join();
            export const bytes = () => new Uint8Array([1, 2, 3]).subarray(1);
            export const dates = () => ({ at: new Date(0), large: 2n ** 70n, bytes: new ArrayBuffer(2), text: '\u00e9\ud83d\ude00', list: [1, , undefined], nothing: null });
            """);
        var all = new Everything([1, 2], DateTimeOffset.UnixEpoch, BigInteger.Pow(3, 60), "é😀", [1, null, 3], null);
        Assert.Equal("Uint8Array,Date,bigint,é😀,3,true", await plugIn.Value<string>("kinds", all));
        Everything back = await plugIn.Value<Everything>("echo", all);
        Assert.Equivalent(all, back, strict: true);
        Assert.Equal([2, 3], await plugIn.Value<byte[]>("bytes"));
        Everything made = await plugIn.Value<Everything>("dates");
        Assert.Equal((BigInteger.Pow(2, 70), DateTimeOffset.UnixEpoch, "é😀"), (made.Large, made.At, made.Text));
        Assert.Equal([1, null, null], made.List);
    }

    [Fact]
    public async Task What_a_guest_throws_is_a_value_and_so_is_a_value_of_another_type()
    {
        await using PlugIn plugIn = await PlugIn.Load(
            Host,
            """
            export const fail = () => { throw Object.assign(new RangeError('too far'), { code: 'E_FAR' }); };
            export const odd = async () => { throw 7; };
            export const text = () => 'seven';
            export const nothing = () => {};
            export const map = () => new Map();
            export const notNumber = () => NaN;
            """);
        var threw = Assert.IsType<GuestResult<int>.Threw>(await plugIn.Guest.CallAsync<int>("fail"));
        Assert.Equal(("RangeError", "too far", "E_FAR"), (threw.Error.Name, threw.Error.Message, threw.Error.Code));
        Assert.Contains("/app/index.mjs:1", threw.Error.Stack, StringComparison.Ordinal);
        Assert.Equal("7", Assert.IsType<GuestResult<int>.Threw>(await plugIn.Guest.CallAsync<int>("odd")).Error.Message);
        Assert.IsType<GuestResult<int>.Mismatch>(await plugIn.Guest.CallAsync<int>("text"));
        Assert.IsType<GuestResult<int>.Mismatch>(await plugIn.Guest.CallAsync<int>("nothing"));
        Assert.IsType<GuestResult<int>.Threw>(await plugIn.Guest.CallAsync<int>("absent"));
        Assert.IsType<GuestResult<int>.Threw>(await plugIn.Guest.CallAsync<int>("constructor"));
        Assert.IsType<GuestResult<object>.Threw>(await plugIn.Guest.CallAsync<object>("map"));
        Assert.IsType<GuestResult<double>.Threw>(await plugIn.Guest.CallAsync<double>("notNumber"));
        // The control: the guest is well.
        Assert.Equal("seven", await plugIn.Value<string>("text"));
    }

    [Fact]
    public async Task A_failing_function_of_the_host_tells_the_guest_only_what_it_chose()
    {
        await using PlugIn plugIn = await PlugIn.Load(
            Host,
            """
            import { secret, told } from 'bailey:host';
            const say = (f) => f().then(() => 'nothing', (error) => `${error instanceof Error} ${error.name} ${error.code} ${error.message} ${error.stack} ${Object.keys(error)}`);
            export const tries = async () => [await say(secret), await say(told), await say(() => told('x', 'y'))];
            """,
            ["secret", "told"],
            options =>
            {
                options.Functions["secret"] = void () => throw new InvalidOperationException("/home/user/key is unreadable");
                options.Functions["told"] = string (int? n = null) => throw new GuestVisibleException("no such order") { Code = "E_ORDER" };
            });
        string[] said = await plugIn.Value<string[]>("tries");
        Assert.StartsWith("true Error ERR_BAILEY_HOST secret of the host failed", said[0], StringComparison.Ordinal);
        Assert.StartsWith("true Error E_ORDER no such order", said[1], StringComparison.Ordinal);
        Assert.StartsWith("true Error ERR_INVALID_ARG_TYPE argument 1 does not fit", said[2], StringComparison.Ordinal);
        Assert.All(said, static text => Assert.DoesNotContain("home", text, StringComparison.Ordinal));
        Assert.All(said, static text => Assert.DoesNotContain(".cs", text, StringComparison.Ordinal));
        (string name, Exception error) = Assert.Single(plugIn.Failures);
        Assert.Equal(("secret", "/home/user/key is unreadable"), (name, error.Message));
    }

    [Fact]
    public async Task Calls_before_the_entry_has_run_wait_for_it()
    {
        await using PlugIn plugIn = await PlugIn.Load(
            Host,
            "import { setTimeout as wait } from 'node:timers/promises'; let ready = false; await wait(300); ready = true; export const isReady = () => ready;");
        Assert.True(await plugIn.Value<bool>("isReady"));
    }

    [Fact]
    public async Task Calls_of_a_guest_begin_in_its_order()
    {
        List<int> seen = [];
        await using PlugIn plugIn = await PlugIn.Load(
            Host,
            "import { note } from 'bailey:host'; export const all = async (n) => { const sent = []; for (let i = 0; i < n; i++) sent.push(note(i)); await Promise.all(sent); };",
            ["note"],
            options => options.Functions["note"] = (int n) => seen.Add(n));
        await plugIn.Value<object?>("all", 1000);
        Assert.Equal(Enumerable.Range(0, 1000), seen);
    }

    [Fact]
    public async Task A_guest_that_ends_ends_its_calls_with_its_outcome()
    {
        await using PlugIn plugIn = await PlugIn.Load(Host, "import process from 'node:process'; export const leave = () => process.exit(3); export const wait = () => new Promise(() => {});");
        Task<GuestResult<int>> waiting = plugIn.Guest.CallAsync<int>("wait");
        GuestResult<int> left = await plugIn.Guest.CallAsync<int>("leave");
        Assert.Equal(new GuestOutcome.Exited(3), Assert.IsType<GuestResult<int>.Ended>(await waiting).Outcome);
        Assert.IsType<GuestResult<int>.Ended>(left);
        Assert.IsType<GuestResult<int>.Ended>(await plugIn.Guest.CallAsync<int>("wait"));
    }

    private sealed record Article(string Id, int Cents);

    private sealed record Everything(byte[] Bytes, DateTimeOffset At, BigInteger Large, string Text, int?[] List, JsonElement? Nothing);
}
