namespace Bailey.Policy.Tests;

public sealed class LeastPolicyTests
{
    [Fact]
    public void The_needs_of_an_analysis_become_the_smallest_policy()
    {
        var reading = LeastPolicy.From(
            """
            {"policy":{"resources":{}},"json":"{\n  \"resources\": {\n  }\n}","findings":[],"needs":{
              "env":{"a":["HOME"],"b":["*"]},"builtins":["fs","https"],"rootBuiltins":["fs"],"rootGlobals":["console"],
              "readsFiles":["/app/templates/page.html","/app/templates","/etc/hosts"],"writesFiles":["/tmp/cache/x"],
              "dynamicCode":[],"clock":["a"],"random":[],"wasm":["b"],"network":{"b":["https"]},"children":[],"nativeAddons":["c"],
              "dynamicRequires":[{"path":"/app/x.js","line":3}]}}
            """,
            "index.js");
        LeastPolicy least = reading.Policy!;
        Assert.Equal(
            """
            {
              "bailey": 1,
              "entry": "index.js",
              "files": [
                { "path": "/app/templates", "source": "./templates", "access": "read" },
                { "path": "/tmp", "access": "scratch" }
              ],
              "env": {
                "HOME": { "from": "host" }
              },
              "clock": "real",
              "dynamicCode": "jit"
            }

            """,
            least.Json);
        Assert.Empty(BaileyPolicy.Read(least.Json).Findings);
        Assert.Contains("left to decide: which files may be read", least.Explanation, StringComparison.Ordinal);
        Assert.Contains("left out, not in this release: egress to", least.Explanation, StringComparison.Ordinal);
        Assert.Contains("\"clock\": \"real\" (write \"virtual\" if the true time does not matter)\n      used: by package \"a\"\n", least.Explanation, StringComparison.Ordinal);
        Assert.Contains("left to decide: the names of environment variables cannot be told", least.Explanation, StringComparison.Ordinal);
        Assert.Contains("computed\n      used: at /app/x.js:3\n", least.Explanation, StringComparison.Ordinal);
        Assert.Contains("left out, not in this release: native code\n      used: by package \"c\"\n", least.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void The_origins_of_fetch_are_left_to_decide()
    {
        Assert.Contains("which origins it may reach, and with which methods; add them to egress\n      used: \"fetch\" by package \"a\"\n", LeastPolicy.From("""{"needs":{"network":{"a":["fetch"]}}}""").Policy!.Explanation, StringComparison.Ordinal);
        Assert.Contains("left out, not in this release: egress to\n      used: \"WebSocket\"", LeastPolicy.From("""{"needs":{"network":{"a":["WebSocket"]}}}""").Policy!.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void The_standard_input_is_needed_by_the_program_or_by_a_package()
    {
        Assert.True(LeastPolicy.From("""{"needs":{"rootGlobals":["process.stdin.on"]}}""").Policy!.Policy.Stdin);
        Assert.True(LeastPolicy.From("""{"needs":{},"json":"{\"resources\":{\"a\":{\"globals\":{\"process.stdin\":true}}}}"}""").Policy!.Policy.Stdin);
        Assert.False(LeastPolicy.From("""{"needs":{"rootGlobals":["process.stdinx","process.stdout"]}}""").Policy!.Policy.Stdin);
    }

    [Fact]
    public void Files_whose_names_are_not_evident_are_left_to_decide()
    {
        Assert.Contains("which files may be read", LeastPolicy.From("""{"needs":{"builtins":["fs"]}}""").Policy!.Explanation, StringComparison.Ordinal);
        Assert.Contains(
            "add to files: { \"path\": \"/app/dist\", \"source\": \"./dist\", \"access\": \"write\" }\n",
            LeastPolicy.From("""{"needs":{"writesFiles":["/app/dist"]}}""").Policy!.Explanation,
            StringComparison.Ordinal);
        Assert.DoesNotContain("which files", LeastPolicy.From("""{"needs":{"builtins":["path"]}}""").Policy!.Explanation, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"needs":3}""")]
    [InlineData("""{"needs":[]}""")]
    [InlineData("""{"needs":{"clock":true}}""")]
    [InlineData("""{"needs":{"env":["HOME"]}}""")]
    [InlineData("""{"needs":{"env":{"a":[3]}}}""")]
    public void An_analysis_that_cannot_be_read_gives_no_policy(string json) => Assert.Null(LeastPolicy.From(json).Policy);

    [Fact]
    public void A_program_without_needs_gets_speed_and_nothing_else()
    {
        LeastPolicy least = LeastPolicy.From("""{"needs":{}}""").Policy!;
        Assert.Equal("{\n  \"bailey\": 1,\n  \"dynamicCode\": \"jit\"\n}\n", least.Json);
        Assert.Contains("not a need", least.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void Hostile_needs_grant_nothing_and_show_nothing()
    {
        LeastPolicy least = LeastPolicy.From("""
            {"needs":{"env":{"\u001b]0;x\u0007":["A\u001b[2J"]},"readsFiles":["/app/../etc","/app/\u202ex"],"writesFiles":["/tmp/\u0000"],
              "clock":["\r\n\u2028"],"network":{"a":["\u009b"]},"dynamicRequires":[{"path":"\n\u001b","line":1}]}}
            """).Policy!;
        Assert.Empty(least.Policy.Env);
        Assert.Empty(least.Policy.Files);
        Assert.Equal(ClockMode.Real, least.Policy.Clock!.Mode);
        Assert.All(least.Explanation.Split('\n'), line => Assert.True(GuestText.IsPlain(line)));
    }

    [Fact]
    public void LavaMoats_policy_alone_tells_variables_and_random_numbers()
    {
        LeastPolicy least = LeastPolicy.From(Read.LavaMoat("""
            {"resources":{"a":{"globals":{"process.env.HOME":true,"process.env.NO":false,"setTimeout":true},"builtin":{"node:crypto.randomBytes":true,"fs":true,"path":true}}}}
            """));
        Assert.Equal("HOME", string.Join(' ', least.Policy.Env.Keys));
        Assert.Equal(RandomMode.Real, least.Policy.Random!.Mode);
        Assert.Null(least.Policy.Clock);
        Assert.Contains("left to decide: which files may be read", least.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void Refusals_of_a_run_can_be_turned_into_needs()
    {
        Refusal refusal = Refusal.Of(Wall.Realm, "a", RefusalKind.Random, "Math.random");
        LeastPolicy least = LeastPolicy.From([new PolicyNeed(refusal.Kind, refusal.Subject, refusal.Package)]);
        Assert.Equal(RandomMode.Real, least.Policy.Random!.Mode);
    }
}
