namespace Bailey.Policy.Tests;

public sealed class LavaMoatReaderTests
{
    [Theory]
    [InlineData("""{"resources":{"a>b":{"globals":{"process":"reed"}}}}""", """resources["a>b"].globals.process""", "BLY1105")]
    [InlineData("""{"resources":{"a":{"globals":{"x.__proto__.y":true}}}}""", """resources.a.globals["x.__proto__.y"]""", "BLY1101")]
    [InlineData("""{"resources":{"a":{"builtin":{"fs..x":true}}}}""", """resources.a.builtin["fs..x"]""", "BLY1102")]
    [InlineData("""{"resources":{"a":{"builtin":{"fs":"write"}}}}""", "resources.a.builtin.fs", "BLY1105")]
    [InlineData("""{"resources":{"a>":{}}}""", """resources["a>"]""", "BLY1106")]
    [InlineData("""{"resources":{"a":{"packges":{}}}}""", "resources.a.packges", "BLY1004")]
    [InlineData("""{"resources":{"a":{},"a":{}}}""", "resources.a", "BLY1003")]
    [InlineData("""{"resources":{"a\u202eb":{}}}""", """resources["a\u{202e}b"]""", "BLY1008")]
    [InlineData("""{"resources":[]}""", "resources", "BLY1005")]
    [InlineData("""{"resources":{"a":{"globals":{"\ud800":true}}}}""", "resources.a.globals", "BLY1008")]
    [InlineData("""{"include":[{"name":"a"}]}""", "include[0]", "BLY1006")]
    [InlineData("""{"resources":{"a":{"env":"frozen"}}}""", "resources.a.env", "BLY1212")]
    [InlineData("""{"resources":{},}""", "(file)", "BLY1001")]
    [InlineData("", "(file)", "BLY1001")]
    [InlineData("{} {}", "(file)", "BLY1001")]
    public void What_cannot_be_meant_is_an_error_with_its_place(string text, string path, string code)
    {
        var reading = LavaMoatPolicy.Read(text);
        Assert.Null(reading.Policy);
        Assert.Contains(reading.Findings, finding => finding.Path == path && finding.Code == code && finding.Fix.Length > 0);
    }

    [Fact]
    public void All_findings_come_at_once()
    {
        var reading = LavaMoatPolicy.Read("""{"resource":{},"resources":{"a":{"globals":{"x":1,"y":"no"},"native":2}},"include":3}""");
        Assert.Equal("BLY1004 BLY1105 BLY1105 BLY1005 BLY1005", string.Join(' ', reading.Findings.Select(static finding => finding.Code)));
        Assert.Equal("write \"resources\", or remove it", reading.Findings[0].Fix);
    }

    [Theory]
    [InlineData("""{"resources":{"a":{"globals":{"x":true,"x.y":false}}}}""", "BLY1103")]
    [InlineData("""{"resources":{"a":{"builtin":{"fs":true,"fs.y":false}}}}""", "BLY1103")]
    [InlineData("""{"resources":{"a":{"globals":{"x.y":"write"}}}}""", "BLY1104")]
    [InlineData("""{"resources":{"a":{"native":true}}}""", "BLY1110")]
    [InlineData("""{"debugInfo":{}}""", "BLY1110")]
    public void What_LavaMoat_takes_but_does_not_mean_is_a_warning(string text, string code)
    {
        var reading = LavaMoatPolicy.Read(text);
        Assert.NotNull(reading.Policy);
        PolicyFinding finding = Assert.Single(reading.Findings);
        Assert.Equal((code, FindingSeverity.Warning), (finding.Code, finding.Severity));
    }

    [Fact]
    public void A_ban_that_has_an_effect_is_no_finding()
    {
        Assert.Empty(LavaMoatPolicy.Read("""{"resources":{"a":{"globals":{"x":true,"x.y":false,"x.y.z":true}}}}""").Findings);
        Assert.Empty(LavaMoatPolicy.Read("""{"resources":{"a":{"globals":{"x":false}}}}""").Findings);
    }

    [Fact]
    public void A_ban_beneath_a_ban_that_counts_is_no_finding_and_one_beneath_an_empty_ban_is()
    {
        Assert.Empty(LavaMoatPolicy.Read("""{"resources":{"a":{"globals":{"x":true,"x.y":false,"x.y.z":true,"x.y.w":false}}}}""").Findings);
        Assert.Equal(2, LavaMoatPolicy.Read("""{"resources":{"a":{"globals":{"x":true,"x.y":false,"x.y.w":false}}}}""").Findings.Count);
    }

    [Fact]
    public void A_policy_of_many_bans_is_read_in_time_that_grows_with_its_size()
    {
        string bans = string.Join(',', Enumerable.Range(0, 200_000).Select(static i => $"\"x.y{i}.z\":false"));
        string text = "{\"resources\":{\"a\":{\"globals\":{\"x\":true," + bans + "}}}}";
        Assert.Equal(200_000, LavaMoatPolicy.Read(text).Findings.Count);
    }

    [Fact]
    public void A_ban_that_merging_drops_is_a_warning()
    {
        var policy = Read.LavaMoat("""{"resources":{"a":{"globals":{"document":true}}}}""");
        var reading = policy.Merge(Read.LavaMoat("""{"resources":{"a":{"globals":{"document.cookie":false}}}}"""));
        Assert.True(reading.Policy!.Resources["a"].Globals!.Allows("document.cookie"));
        Assert.Equal("BLY1103", Assert.Single(reading.Findings).Code);

        var banned = policy.Merge(Read.LavaMoat("""{"resources":{"a":{"globals":{"document":false}}}}"""));
        Assert.False(banned.Policy!.Resources["a"].Globals!.Allows("document.cookie"));
        Assert.Empty(banned.Findings);
    }

    [Fact]
    public void Nothing_listed_is_nothing_granted()
    {
        LavaMoatPolicy policy = Read.LavaMoat("""{"resources":{"a":{"globals":{"process.env.HOME":true,"foo":"write"},"packages":{"b":true,"c":false}}}}""");
        ResourcePolicy a = policy.For("a")!;
        Assert.Equal(PathAccess.Part, a.Globals!.Access("process"));
        Assert.True(a.Globals.Allows("process.env.HOME"));
        Assert.False(a.Globals.Allows("process.env.PATH"));
        Assert.False(a.Globals.Allows("process.env.HOMER"));
        Assert.False(a.Globals.Allows("__proto__"));
        Assert.True(a.Globals.AllowsWrite("foo"));
        Assert.False(a.Globals.AllowsWrite("process.env.HOME"));
        Assert.True(a.AllowsPackage("b"));
        Assert.False(a.AllowsPackage("c"));
        Assert.False(a.AllowsPackage("d"));
        Assert.Null(policy.For("b"));
    }

    [Fact]
    public void The_program_is_trusted_unless_root_says_what_it_may_use()
    {
        Assert.True(Read.LavaMoat("{}").IsTrustedRoot("$root$"));
        Assert.False(Read.LavaMoat("{}").IsTrustedRoot("a"));
        LavaMoatPolicy untrusted = Read.LavaMoat("""{"resources":{"a":{"globals":{"x":true}}},"root":{"usePolicy":"a"}}""");
        Assert.False(untrusted.IsTrustedRoot("$root$"));
        Assert.True(untrusted.For("$root$")!.Globals!.Allows("x"));
    }

    [Fact]
    public void Deep_nesting_and_huge_texts_are_findings_not_crashes()
    {
        Assert.Equal("BLY1001", Assert.Single(LavaMoatPolicy.Read(new string('[', 100_000)).Findings).Code);
        Assert.Equal("BLY1002", Assert.Single(LavaMoatPolicy.Read(new string(' ', (16 << 20) + 1)).Findings).Code);
    }
}
