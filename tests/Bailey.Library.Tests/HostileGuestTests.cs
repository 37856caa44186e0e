namespace Bailey.Library.Tests;

/// <summary>Guests whose JavaScript tries to hurt the host by what it sends. After each attempt the control shows that the rest works.</summary>
public sealed class HostileGuestTests(Published published) : IClassFixture<Published>
{
    private const string Source = """
        import { echo, call } from 'bailey:host';
        export const fine = async () => echo('fine');
        const nest = (depth) => { let value = 1; for (let i = 0; i < depth; i++) value = [value]; return value; };
        const attempts = {
          deep: () => nest(100),
          cyclic: () => { const a = {}; a.a = a; return a; },
          large: () => 'x'.repeat(4_000_000),
          largeText: () => '\u20ac'.repeat(1_500_000),
          bytes: () => new Uint8Array(4_000_000),
          bomb: () => { let value = []; for (let i = 0; i < 40; i++) value = [value, value]; return value; },
          holes: () => new Array(2 ** 31),
          bigint: () => 10n ** 5000n,
          symbol: () => Symbol('x'),
          proxy: () => new Proxy({}, { ownKeys() { throw new TypeError('trap'); } }),
          getter: () => ({ get x() { throw new TypeError('getter'); } }),
          invalidDate: () => new Date(NaN),
        };
        export const names = () => Object.keys(attempts);
        export const send = async (name) => { try { await echo(attempts[name]()); return 'sent'; } catch (error) { return error.name; } };
        export const give = (name) => attempts[name]();
        export const tagLike = async () => echo({ $: 'function', value: 0, $0: { bytes: [0, 9] }, toJSON: 1, __proto__: null, constructor: 'x' });
        export const surrogates = async () => [await echo('\ud800'), Object.keys(await echo({ ['\udfff']: 1 })).length];
        export const thenable = () => ({ then(resolve) { resolve(7); resolve(8); throw new Error('late'); } });
        export const poisoned = () => { throw new Proxy({}, { get() { throw new Error('trap'); }, getPrototypeOf() { throw new Error('trap'); } }); };
        export const flood = () => { for (let i = 0; i < 20_000; i++) echo(i).catch(() => {}); return true; };
        export const many = (n) => Array.from({ length: n }, () => () => 1);
        export const use = (f) => { try { f.x = 1; } catch (error) { return error.name; } };
        export const recurse = (n) => call(n);
        """;

    [Fact]
    public async Task Values_that_cannot_cross_are_errors_in_the_guest()
    {
        await using PlugIn plugIn = await Load();
        string[] names = await plugIn.Value<string[]>("names");
        Assert.Equal(12, names.Length);
        foreach (string name in names)
        {
            Assert.Matches("^(Type|Range)Error$", await plugIn.Value<string>("send", name));
            Assert.IsType<GuestResult<object>.Threw>(await plugIn.Guest.CallAsync<object>("give", [name]));
            Assert.Equal("fine", await plugIn.Value<string>("fine"));
        }
    }

    [Fact]
    public async Task No_text_of_a_guest_is_taken_for_a_value_beyond_JSON()
    {
        await using PlugIn plugIn = await Load();
        Dictionary<string, object> sent = await plugIn.Value<Dictionary<string, object>>("tagLike");
        Assert.Equal(["$", "$0", "constructor", "toJSON", "value"], sent.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Half_characters_thenables_and_poisoned_errors_do_no_harm()
    {
        await using PlugIn plugIn = await Load();
        Assert.Equal("\ufffd", (await plugIn.Value<System.Text.Json.JsonElement[]>("surrogates"))[0].GetString());
        Assert.Equal(7, await plugIn.Value<int>("thenable"));
        Assert.Equal("something that is no Error was thrown", Assert.IsType<GuestResult<int>.Threw>(await plugIn.Guest.CallAsync<int>("poisoned")).Error.Message);
        Assert.Equal("fine", await plugIn.Value<string>("fine"));
    }

    [Fact]
    public async Task A_flood_of_calls_waits_in_the_guest_and_is_answered()
    {
        await using PlugIn plugIn = await Load();
        Assert.True(await plugIn.Value<bool>("flood"));
        Assert.Equal("fine", await plugIn.Value<string>("fine"));
    }

    [Fact]
    public async Task Host_and_guest_call_each_other_in_turns()
    {
        PlugIn? plugIn = null;
        plugIn = await Load(options => options.Functions["call"] = async (int n) => n == 0 ? 0 : 1 + await plugIn!.Value<int>("recurse", n - 1));
        await using (plugIn)
        {
            Assert.Equal(100, await plugIn.Value<int>("recurse", 100));
        }
    }

    [Fact]
    public async Task Delegates_and_functions_that_cross_are_bounded_and_frozen()
    {
        await using PlugIn plugIn = await Load(static options => options.Functions["call"] = (int n) => (Func<int>)(() => n));
        Assert.Equal("TypeError", await plugIn.Value<string>("use", (Delegate)(() => 1)));
        Assert.Equal(2000, (await plugIn.Value<GuestFunction[]>("many", 2000)).Length);
        int made = 0;
        while (await plugIn.Guest.CallAsync<object>("recurse", [made]) is not GuestResult<object>.Threw)
        {
            made++;
        }

        Assert.InRange(made, 1000, 1024);
        await Assert.ThrowsAsync<ArgumentException>(() => plugIn.Guest.CallAsync<int>("use", [() => made]));
    }

    private Task<PlugIn> Load(Action<GuestOptions>? more = null) => PlugIn.Load(published.Host, Source, ["echo", "call"], options =>
    {
        options.Functions["echo"] = (System.Text.Json.JsonElement value) => value;
        options.Functions["call"] = (int n) => n;
        more?.Invoke(options);
    });
}
