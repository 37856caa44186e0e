using Xunit;

namespace Bailey.Realm.Tests;

/// <summary>From the compiler to the realm: which globals a package's texts bind as constants.</summary>
public sealed class ConstantTests
{
    private const string Policy = """{"resources":{"a":{"globals":{"console":true}},"b":{"globals":{"console":true}}}}""";

    [Fact]
    public void A_package_may_replace_a_global_of_its_own_and_no_other_package_sees_it()
    {
        InMemoryGuest guest = InMemoryGuest.Run(
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["/app/package.json"] = """{"dependencies":{"a":"*","b":"*"}}""",
                ["/app/index.js"] = "require('a'); require('b');",
                ["/app/node_modules/a/package.json"] = """{"name":"a"}""",
                ["/app/node_modules/a/index.js"] = "if (require('./part') === 1) globalThis.Promise = class Mine {}; console.log(Promise.name, require('./part'));",
                ["/app/node_modules/a/part.js"] = "module.exports = 1;",
                ["/app/node_modules/b/package.json"] = """{"name":"b"}""",
                ["/app/node_modules/b/index.js"] = "try { globalThis['Pro' + 'mise'] = 1; } catch (error) { console.log(error.name); } console.log(Promise === 1);",
            },
            Policy);
        Assert.Equal("Mine 1\ntrue\n", guest.Output);
    }

    [Fact]
    public void What_no_text_of_a_package_is_seen_to_write_is_constant()
    {
        InMemoryGuest guest = InMemoryGuest.Run(
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["/app/package.json"] = """{"dependencies":{"b":"*"}}""",
                ["/app/index.js"] = "require('b');",
                ["/app/node_modules/b/package.json"] = """{"name":"b"}""",
                ["/app/node_modules/b/index.js"] = "var all = [globalThis][0]; try { all['Ma' + 'p'] = 1; } catch (error) { console.log(error.name); } console.log(Map.name);",
            },
            Policy);
        Assert.Equal("TypeError\nMap\n", guest.Output);
    }
}
