namespace Bailey.Policy.Tests;

public sealed class GuestEgressTests
{
    private const string Egress = "\"egress\": [{ \"origin\": \"https://api.example\", \"methods\": [\"GET\", \"POST\"], \"maxBytes\": \"1MB\" }, { \"origin\": \"http://api.example:8080\", \"methods\": [\"GET\"] }]";

    [Theory]
    [InlineData("https://api.example/", "https://api.example", "/")]
    [InlineData("https://api.example:8443/a/../b?c=%20&d", "https://api.example:8443", "/a/../b?c=%20&d")]
    [InlineData("http://[::1]:80/", "http://[::1]", "/")]
    public void A_URL_is_taken_apart_into_what_is_decided_and_what_is_sent(string url, string origin, string path)
    {
        FetchTarget? target = FetchTarget.Parse(url);
        Assert.Equal((origin, path), (target?.Origin, target?.Path));
    }

    [Theory]
    [InlineData("https://api.example")]
    [InlineData("HTTPS://api.example/")]
    [InlineData("ftp://api.example/")]
    [InlineData("https:/api.example/")]
    [InlineData("https://user@api.example/")]
    [InlineData("https://user:word@api.example/")]
    [InlineData("https://api.example:/")]
    [InlineData("https://api.example:0443/")]
    [InlineData("https://api.example:65979/")]
    [InlineData("https://api.example:+443/")]
    [InlineData("https://api.example:443\0/")]
    [InlineData("https://api.example./")]
    [InlineData("https://0x7f.1/")]
    [InlineData("https://127.1/")]
    [InlineData("https://api%2eexample/")]
    [InlineData("https://api.example\\@evil.example/")]
    [InlineData("https://api.example?/")]
    [InlineData("https://api.example/a b")]
    [InlineData("https://api.example/a#b")]
    [InlineData("https://api.example/\r\nHost:%20evil")]
    [InlineData("https://api.example/\u00e4")]
    [InlineData("https://\u0430pi.example/")]
    public void What_could_be_read_in_another_way_is_no_URL(string url) => Assert.Null(FetchTarget.Parse(url));

    [Theory]
    [InlineData("https://1.2.3.00")]
    [InlineData("https://1.2.3.0x0")]
    [InlineData("https://[::ffff:1.2.3.04]")]
    [InlineData("https://[::FFFF:1.2.3.4]")]
    public void A_grant_is_for_the_host_as_it_is_written(string origin)
    {
        static EgressRoute? Of(string origin) => EgressRoute.Of(new EgressGrant(origin, ["GET"], PrivateAddresses: false), "egress[0]");
        Assert.Null(Of(origin));
        Assert.Equal("1.2.3.0", Of("https://1.2.3.0")?.Host.Text);
        Assert.Equal("::ffff:1.2.3.4", Of("https://[::ffff:1.2.3.4]")?.Host.Text);
    }

    [Theory]
    [InlineData("GET", "https://api.example/x", null)]
    [InlineData("POST", "https://api.example/", null)]
    [InlineData("PUT", "https://api.example/", "bailey.json: egress[0].methods += \"PUT\"")]
    [InlineData("get", "https://api.example/", "bailey.json: egress[0].methods += \"get\"")]
    [InlineData("GET", "http://api.example/", "bailey.json: egress += { \"origin\": \"http://api.example\", \"methods\": [\"GET\"] }")]
    [InlineData("GET", "https://api.example:8443/", "bailey.json: egress += { \"origin\": \"https://api.example:8443\", \"methods\": [\"GET\"] }")]
    [InlineData("GET", "https://www.api.example/", "bailey.json: egress += { \"origin\": \"https://www.api.example\", \"methods\": [\"GET\"] }")]
    [InlineData("GET", "http://api.example:8080/", null)]
    public void A_request_needs_its_origin_and_its_method(string method, string url, string? grant)
    {
        EgressDecision decision = Plan(Egress).Decide("a", method, FetchTarget.Parse(url)!);
        Assert.Equal(grant, decision.Refusal?.Grant);
        Assert.Equal(grant is null, decision.Route is not null);
        Assert.Equal(decision.Refusal?.Wall, grant is null ? null : Wall.Sandbox);
    }

    [Fact]
    public void A_package_keeps_what_bailey_json_leaves_it_and_the_others_keep_all()
    {
        GuestEgress egress = Plan(Egress + ", \"packages\": { \"a\": { \"egress\": [{ \"origin\": \"https://api.example\", \"methods\": [\"GET\"] }] }, \"b\": { \"egress\": [] } }");
        FetchTarget target = FetchTarget.Parse("https://api.example/")!;
        Assert.NotNull(egress.Decide("a", "GET", target).Route);
        Refusal refusal = egress.Decide("a", "POST", target).Refusal!;
        Assert.Equal((Wall.Realm, "bailey.json: packages.a.egress += { \"origin\": \"https://api.example\", \"methods\": [\"POST\"] }"), (refusal.Wall, refusal.Grant));
        Assert.Equal(Wall.Realm, egress.Decide("b", "GET", target).Refusal?.Wall);
        Assert.NotNull(egress.Decide("$root$", "POST", target).Route);
    }

    [Theory]
    [InlineData("\"egress\": [{ \"origin\": \"https://a.example\", \"methods\": [\"CONNECT\"] }]", "egress[0].methods", "BLY1213")]
    [InlineData("\"egress\": [{ \"origin\": \"https://a.example\", \"methods\": [\"TRACE\"] }]", "egress[0].methods", "BLY1213")]
    [InlineData("\"egress\": [{ \"origin\": \"https://a.example\", \"methods\": [\"GET\"], \"credential\": \"key\" }]", "egress[0].credential", "BLY1211")]
    [InlineData("\"egress\": [{ \"origin\": \"https://a.example\", \"methods\": [\"GET\"], \"integrity\": \"sha256-x\" }]", "egress[0].integrity", "BLY1211")]
    public void What_a_guest_cannot_do_with_an_origin_stops_its_start(string members, string path, string code) =>
        Assert.Contains(Compile(members).Findings, finding => finding.Path == path && finding.Code == code);

    [Theory]
    [InlineData("{ \"origin\": \"https://other.example\", \"methods\": [\"GET\"] }")]
    [InlineData("{ \"origin\": \"https://api.example\", \"methods\": [\"DELETE\"] }")]
    [InlineData("{ \"origin\": \"https://api.example\", \"methods\": [] }")]
    public void A_package_is_left_with_no_more_than_the_guest_has(string kept) =>
        Assert.NotEmpty(BaileyPolicy.Read($$"""{ "bailey": 1, {{Egress}}, "packages": { "a": { "egress": [{{kept}}] } } }""").Findings);

    [Fact]
    public void What_is_written_is_what_was_read()
    {
        BaileyPolicy policy = Read.Bailey(Egress + ", \"packages\": { \"a\": { \"egress\": [{ \"origin\": \"https://api.example\", \"methods\": [\"GET\"] }] } }");
        Assert.Equal(policy.Write(), BaileyPolicy.Read(policy.Write()).Policy!.Write());
        Assert.Contains("\"maxBytes\": \"1MB\"", policy.Write(), StringComparison.Ordinal);
        Assert.Contains("\"egress\": [{ \"origin\": \"https://api.example\", \"methods\": [\"GET\"] }]", policy.Write(), StringComparison.Ordinal);
    }

    private static GuestEgress Plan(string members) => Compile(members).Policy!.Egress;

    private static PolicyReading<GuestPlan> Compile(string members) => GuestPlan.Compile(
        LavaMoatPolicy.Read("""{ "resources": { "a": {}, "b": {} } }""").Policy!, Read.Bailey(members), new GuestLaunch { PolicyFolder = "/p", ProgramFolder = "/p", Entry = "index.js" });
}
