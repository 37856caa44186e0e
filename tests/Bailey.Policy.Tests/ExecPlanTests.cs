namespace Bailey.Policy.Tests;

/// <summary>What each kind of start enforces of one bailey.json.</summary>
public sealed class ExecPlanTests
{
    private const string Egress = "\"egress\": [{ \"origin\": \"https://api.example\", \"methods\": [\"CONNECT\"] }]";

    [Theory]
    [InlineData(Egress, "egress[0].methods", "BLY1213")]
    [InlineData("\"children\": 1", "children", "BLY1211")]
    [InlineData("\"display\": \"x11\"", "display", "BLY1211")]
    public void What_only_programs_have_is_refused_for_guests_and_taken_for_programs(string fields, string clause, string code)
    {
        BaileyPolicy policy = Read.Bailey(fields);
        PolicyReading<GuestPlan> guest = GuestPlan.Compile(LavaMoatPolicy.Empty, policy, new GuestLaunch { PolicyFolder = "/p", ProgramFolder = "/p", Entry = "index.js" });
        Assert.Contains(guest.Findings, finding => finding.Path == clause && finding.Code == code);
        Assert.NotNull(Compile(policy).Policy);
    }

    [Fact]
    public void Pages_have_no_egress_either() =>
        Assert.Contains(Read.Bailey(Egress).ValidateFor(StartKind.Page), finding => finding is { Path: "egress", Code: "BLY1211" });

    [Theory]
    [InlineData("\"egress\": [{ \"origin\": \"https://api.example\", \"methods\": [\"GET\"] }]", "egress[0].methods")]
    [InlineData("\"egress\": [{ \"origin\": \"http://api.example\", \"methods\": [\"CONNECT\"] }]", "egress[0].methods")]
    [InlineData("\"egress\": [{ \"origin\": \"https://api.example\", \"methods\": [\"CONNECT\"], \"credential\": \"key\" }]", "egress[0].credential")]
    [InlineData("\"egress\": [{ \"origin\": \"https://api.example\", \"methods\": [\"CONNECT\"], \"integrity\": \"sha256-x\" }]", "egress[0].integrity")]
    [InlineData("\"egress\": [{ \"origin\": \"https://api.example\", \"methods\": [\"CONNECT\"], \"maxBytes\": \"1MB\" }]", "egress[0].maxBytes")]
    [InlineData("\"files\": [{ \"path\": \"/w\", \"source\": \"w\", \"access\": \"write\", \"maxBytes\": \"1MB\" }]", "files[0].maxBytes")]
    [InlineData("\"files\": [{ \"path\": \"/usr/local\", \"source\": \"w\", \"access\": \"read\" }]", "files[0].path")]
    [InlineData("\"files\": [{ \"path\": \"/a\", \"source\": \"a\", \"access\": \"write\" }, { \"path\": \"/b\", \"source\": \"a/b\", \"access\": \"read\" }]", "files[1].source")]
    [InlineData("\"display\": \"x11\", \"files\": [{ \"path\": \"/tmp\", \"source\": \"w\", \"access\": \"write\" }]", "files[0].path")]
    [InlineData("\"display\": \"wayland\", \"files\": [{ \"path\": \"/run/user\", \"source\": \"w\", \"access\": \"read\" }]", "files[0].path")]
    [InlineData("\"clock\": { \"value\": \"virtual\", \"required\": true }", "clock")]
    public void What_cannot_be_enforced_on_a_program_starts_nothing(string fields, string path) =>
        Assert.Contains(Compile(Read.Bailey(fields)).Findings, finding => finding.Path == path && finding.Fix.Length > 0);

    [Fact]
    public void A_program_begins_where_its_caller_stands_if_a_grant_shows_that()
    {
        BaileyPolicy policy = Read.Bailey("\"files\": [{ \"path\": \"/data\", \"source\": \"w\", \"access\": \"read\" }]");
        Assert.Equal("/data/deep", Compile(policy, "/p/w/deep").Policy!.WorkingFolder);
        Assert.Equal("/data", Compile(policy, "/p/w").Policy!.WorkingFolder);
        Assert.Equal(ExecPlan.Home, Compile(policy, "/p/w2").Policy!.WorkingFolder);
    }

    [Fact]
    public void A_decision_is_by_host_and_port_and_says_what_would_allow_it()
    {
        var rules = new EgressRules(Compile(Read.Bailey(Egress)).Policy!.Egress);
        HostName granted = HostName.Parse("API.example", out _)!;
        Assert.Equal("egress[0]", rules.Find(granted, 443)?.Clause);
        Assert.Null(rules.Find(granted, 8443));
        Assert.Null(rules.Find(HostName.Parse("www.api.example", out _)!, 443));
        Assert.Null(rules.FindPlain(granted, 443));
        Assert.Equal("https://[::1]:8443", EgressRules.Origin(isTls: true, HostName.Parse("[::1]", out _)!, 8443));
        Assert.Contains("egress += { \"origin\": \"https://b.example\", \"methods\": [\"CONNECT\"] }", EgressReasons.Refusal(EgressReason.NotGranted, "CONNECT https://b.example").Grant, StringComparison.Ordinal);
        Assert.Contains("egress[0].privateAddresses", EgressReasons.Refusal(EgressReason.PrivateAddress, "CONNECT https://b.example", "egress[0]").Grant, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Reasons))]
    public void Every_reason_has_a_word_and_is_found_by_it(EgressReason reason) => Assert.Equal(reason, EgressReasons.Find(EgressReasons.Word(reason)));

    public static TheoryData<EgressReason> Reasons => [.. Enum.GetValues<EgressReason>()];

    private static PolicyReading<ExecPlan> Compile(BaileyPolicy policy, string? folder = null) =>
        ExecPlan.Compile(policy, new ProgramLaunch { PolicyFolder = "/p", Program = "true", WorkingFolder = folder });
}
