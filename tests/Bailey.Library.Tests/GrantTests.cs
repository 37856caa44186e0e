namespace Bailey.Library.Tests;

/// <summary>What the host hands in reaches the guest only as far as the policy says. Each denial has its control.</summary>
public sealed class GrantTests(Published published) : IClassFixture<Published>
{
    private const string Package = "module.exports = async () => { const host = require('bailey:host'); return [typeof host.lookup, typeof host.secret, await host.lookup()].join(); };";

    private BaileyHost Host => published.Host;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_function_that_the_policy_does_not_name_is_refused_with_the_line_that_grants_it(bool granted)
    {
        await using PlugIn plugIn = await PlugIn.Load(
            Host,
            """
            export const viaImport = async () => (await import('./user.mjs')).use();
            export const viaRequire = async () => (await import('./user.cjs')).default();
            """,
            granted ? ["lookup", "secret"] : ["lookup"],
            HandIn,
            [("user.mjs", "import { secret } from 'bailey:host'; export const use = () => secret();"), ("user.cjs", "module.exports = () => require('bailey:host').secret();")]);
        foreach (string function in (string[])["viaImport", "viaRequire"])
        {
            GuestResult<string> result = await plugIn.Guest.CallAsync<string>(function);
            if (granted)
            {
                Assert.Equal("s3cret", result.ValueOrThrow());
            }
            else
            {
                var refused = Assert.IsType<GuestResult<string>.Refused>(result);
                Assert.Equal("Refused use of the host's \"secret\" to package \"$root$\" by the realm (BLY2018). To allow it: bailey.json: host += \"secret\"", refused.Refusal.Sentence);
                Assert.Equal("ERR_BAILEY_REFUSED", refused.Error.Code);
            }
        }

        Assert.Equal(granted ? 0 : 2, plugIn.Refusals.Count);
    }

    [Fact]
    public async Task A_policy_that_names_what_the_host_does_not_hand_in_is_a_finding_and_nothing_starts()
    {
        BaileyException error = await Assert.ThrowsAsync<BaileyException>(() => PlugIn.Load(Host, "", ["lookup", "lokup"], HandIn));
        Assert.Equal(BaileyFault.Policy, error.Fault);
        string finding = Assert.Single(error.Findings);
        Assert.Contains("host[1]", finding, StringComparison.Ordinal);
        Assert.Contains("BLY1305", finding, StringComparison.Ordinal);
        await using PlugIn control = await PlugIn.Load(Host, "", ["lookup"], HandIn);
    }

    [Theory]
    [InlineData("{}", null)]
    [InlineData("""{"builtin":{"bailey:host.lookup":true}}""", "function,undefined,found")]
    [InlineData("""{"builtin":{"bailey:host":true}}""", "function,function,found")]
    public async Task A_package_gets_the_host_as_a_builtin_whole_by_member_or_not_at_all(string resource, string? expected)
    {
        await using PlugIn plugIn = await PlugIn.Load(
            Host, "import inner from 'inner'; export const run = () => inner();", ["lookup", "secret"], HandIn,
            [("package.json", """{"name":"plug-in","dependencies":{"inner":"*"}}"""), ("node_modules/inner/index.js", Package), ("node_modules/inner/package.json", """{"name":"inner","version":"1.0.0"}""")],
            $$$"""{"resources":{"inner":{{{resource}}}}}""");
        GuestResult<string> result = await plugIn.Guest.CallAsync<string>("run");
        if (expected is null)
        {
            Assert.Contains("resources.inner.builtin[\"bailey:host\"] = true", Assert.IsType<GuestResult<string>.Refused>(result).Refusal.Sentence, StringComparison.Ordinal);
        }
        else
        {
            Assert.Equal(expected, result.ValueOrThrow());
        }
    }

    [Fact]
    public async Task A_refusal_that_a_guest_makes_up_is_no_refusal()
    {
        await using PlugIn plugIn = await PlugIn.Load(
            Host,
            """
            import { readFileSync } from 'node:fs';
            export const forged = () => { throw Object.assign(new Error('x'), { code: 'ERR_BAILEY_REFUSED', refusal: { kind: 'file.read', subject: '/etc/passwd', package: '$root$' } }); };
            export const real = () => readFileSync('/etc/passwd', 'utf8');
            """);
        Assert.IsType<GuestResult<string>.Threw>(await plugIn.Guest.CallAsync<string>("forged"));
        var refused = Assert.IsType<GuestResult<string>.Refused>(await plugIn.Guest.CallAsync<string>("real"));
        Assert.Contains("\"/etc/passwd\"", refused.Refusal.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_policy_the_guest_has_nothing_of_its_host()
    {
        await using PlugIn plugIn = await PlugIn.Load(Host, "import * as host from 'bailey:host'; export const names = () => Object.keys(host).sort().join();", null, HandIn);
        Assert.Equal("currentSignal,default", await plugIn.Value<string>("names"));
    }

    [Fact]
    public async Task Two_things_of_one_name_cannot_be_handed_in()
    {
        static void Twice(GuestOptions options)
        {
            HandIn(options);
            options.Readable["lookup"] = Stream.Null;
        }

        await Assert.ThrowsAsync<ArgumentException>(() => PlugIn.Load(Host, "", null, Twice));
        await Assert.ThrowsAsync<ArgumentException>(() => PlugIn.Load(Host, "", null, static options => options.Functions["currentSignal"] = () => 1));
    }

    private static void HandIn(GuestOptions options)
    {
        options.Functions["lookup"] = () => "found";
        options.Functions["secret"] = () => "s3cret";
    }
}
