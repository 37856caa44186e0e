using Xunit;

namespace Bailey.Realm.Tests;

public sealed class RecursionTests
{
    /// <summary>Strict code has tail calls by the language, and none in Node: a program that recurses without end must not hang.</summary>
    [Fact]
    public void Endless_recursion_ends_with_an_error_also_where_the_call_is_the_last_thing_done()
    {
        InMemoryGuest guest = InMemoryGuest.Run(new Dictionary<string, string>
        {
            ["/app/package.json"] = """{"name":"app"}""",
            ["/app/index.js"] = "const f = () => f(); try { f(); } catch (error) { console.log(error.name); }",
        });
        Assert.Equal("RangeError\n", guest.Output);
    }
}
