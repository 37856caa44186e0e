using Xunit;

namespace Bailey.Realm.Tests;

public sealed class HelloTests
{
    [Fact]
    public void A_program_of_two_packages_runs_in_the_real_engine()
    {
        InMemoryGuest guest = InMemoryGuest.Run(
            new Dictionary<string, string>
            {
                ["/app/package.json"] = """{"name":"hello","dependencies":{"greet":"1"}}""",
                ["/app/index.js"] = "console.log(require('greet')('world'))",
                ["/app/node_modules/greet/package.json"] = """{"name":"greet"}""",
                ["/app/node_modules/greet/index.js"] = "module.exports = (who) => `hello, ${who}`",
            },
            """{"resources":{"greet":{}}}""");
        Assert.Equal("hello, world\n", guest.Output);
        Assert.Equal(0, guest.ExitCode);
    }
}
