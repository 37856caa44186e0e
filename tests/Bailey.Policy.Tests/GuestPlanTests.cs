using System.Text.Json;

namespace Bailey.Policy.Tests;

public sealed class GuestPlanTests
{
    private const string DataGrants = """
        "files": [
          { "path": "/data", "source": "./data", "access": "read" },
          { "path": "/data/out", "source": "data/out", "access": "write", "maxBytes": "1MB" },
          { "path": "/tmp", "access": "scratch" }
        ]
        """;

    [Theory]
    [InlineData("/data", FileUse.Read, "/home/user/project/data", "")]
    [InlineData("/data/a/b", FileUse.Read, "/home/user/project/data", "a/b")]
    [InlineData("/data/out/x", FileUse.Change, "/home/user/project/data/out", "x")]
    [InlineData("/data/out/x", FileUse.Read, "/home/user/project/data/out", "x")]
    [InlineData("/tmp/x", FileUse.Change, null, "x")]
    public void A_granted_file_has_a_route(string path, FileUse use, string? hostPath, string relative)
    {
        FileDecision decision = Read.Plan(DataGrants).Files.Decide("a", path, use);
        Assert.Null(decision.Refusal);
        Assert.Equal((hostPath, relative), (decision.Route!.HostPath, decision.Relative));
    }

    [Theory]
    [InlineData("/data/x", FileUse.Change)]
    [InlineData("/database", FileUse.Read)]
    [InlineData("/data/outside", FileUse.Change)]
    [InlineData("/etc/passwd", FileUse.Read)]
    [InlineData("/app/index.js", FileUse.Read)]
    [InlineData("/", FileUse.Read)]
    [InlineData("/data/../etc/passwd", FileUse.Read)]
    [InlineData("/data/out/../x", FileUse.Change)]
    [InlineData("/data//x", FileUse.Read)]
    [InlineData("/data/x\0y", FileUse.Read)]
    [InlineData("data/x", FileUse.Read)]
    [InlineData("", FileUse.Read)]
    public void Anything_else_is_refused(string path, FileUse use)
    {
        FileDecision decision = Read.Plan(DataGrants).Files.Decide("a", path, use);
        Assert.Null(decision.Route);
        Assert.Equal((Wall.Sandbox, path), (decision.Refusal!.Wall, decision.Refusal.Subject));
        Assert.Equal(use == FileUse.Read ? "BLY2005" : "BLY2006", decision.Refusal.Code.Id);
    }

    [Fact]
    public void A_guest_gets_of_its_hosts_offer_what_the_policy_names()
    {
        GuestPlan plan = Read.Plan("\"host\": [\"orders\"]");
        Assert.Equal([1], plan.HostMembers);
        using var configuration = JsonDocument.Parse(plan.ConfigurationJson);
        Assert.Equal(
            ["lookup False", "orders True", "secrets False"],
            configuration.RootElement.GetProperty("host").GetProperty("members").EnumerateArray().Select(static member => $"{member.GetProperty("name")} {member.GetProperty("granted")}"));
        Assert.Empty(Read.Plan("").HostMembers);
    }

    [Fact]
    public void A_name_that_the_host_does_not_hand_in_stops_the_start()
    {
        var reading = GuestPlan.Compile(LavaMoatPolicy.Empty, Read.Bailey("\"host\": [\"lookup\", \"other\"]"), Read.Launch);
        Assert.Equal("BLY1305", Assert.Single(reading.Findings).Code);
        Assert.Equal("BLY1216", Assert.Single(Read.BaileyFindings("\"host\": [\"lookup\", \"lookup\"]")).Code);
    }

    [Fact]
    public void The_programs_own_folder_is_the_compile_workers_until_it_is_granted()
    {
        Assert.Equal("/home/user/project", Read.Plan("").Program.HostPath);
        Assert.NotNull(Read.Plan("").Files.Decide("$root$", "/app/index.js", FileUse.Read).Refusal);
        GuestPlan granted = Read.Plan("""
            "files": [{ "path": "/app", "source": ".", "access": "read" }]
            """);
        Assert.Null(granted.Files.Decide("$root$", "/app/index.js", FileUse.Read).Refusal);
    }

    [Fact]
    public void A_narrowed_package_keeps_only_what_is_listed()
    {
        GuestPlan plan = Read.Plan(
            DataGrants + """, "packages": { "a": { "files": [{ "path": "/data/in", "access": "read" }, { "path": "/tmp", "access": "read" }] }, "b": { "files": [] } }""",
            """{"resources":{"a":{},"b":{}}}""");
        Assert.Null(plan.Files.Decide("a", "/data/in/x", FileUse.Read).Refusal);
        Refusal refusal = plan.Files.Decide("a", "/data/x", FileUse.Read).Refusal!;
        Assert.Equal((Wall.Realm, "bailey.json: packages.a.files += { \"path\": \"/data/x\", \"access\": \"read\" }"), (refusal.Wall, refusal.Grant));
        Assert.NotNull(plan.Files.Decide("a", "/tmp/x", FileUse.Change).Refusal);
        Assert.NotNull(plan.Files.Decide("b", "/data/in/x", FileUse.Read).Refusal);
        Assert.Null(plan.Files.Decide("c", "/data/x", FileUse.Read).Refusal);
    }

    [Fact]
    public void A_relative_source_cannot_reach_a_kernel_file_system()
    {
        BaileyPolicy policy = Read.Bailey("\"files\": [{ \"path\": \"/d\", \"source\": \"../../../proc/self\", \"access\": \"read\" }]");
        var reading = GuestPlan.Compile(LavaMoatPolicy.Empty, policy, Read.Launch);
        Assert.Equal(("files[0].source", "BLY1206"), (Assert.Single(reading.Findings).Path, reading.Findings[0].Code));
        Assert.False(GuestPlan.Compile(LavaMoatPolicy.Empty, policy, Read.Launch with { PolicyFolder = "/a/b/c/d" }).HasErrors);
    }

    [Fact]
    public void Only_named_variables_reach_the_guest()
    {
        GuestPlan plan = Read.Plan("""
            "env": { "LANG": "C.UTF-8", "TOKEN": { "from": "host", "name": "SECRET" }, "ABSENT": { "from": "host" } }
            """);
        Assert.Equal(new Dictionary<string, string>(StringComparer.Ordinal) { ["LANG"] = "C.UTF-8", ["TOKEN"] = "s3cret" }, plan.Environment);
        using var json = JsonDocument.Parse(plan.ConfigurationJson);
        Assert.Equal("""{"LANG":"C.UTF-8","TOKEN":"s3cret"}""", json.RootElement.GetProperty("env").GetRawText());
    }

    [Fact]
    public void A_required_variable_that_the_host_lacks_stops_the_start()
    {
        BaileyPolicy policy = Read.Bailey("""
            "env": { "ABSENT": { "from": "host", "required": true }, "HOME": { "from": "host", "required": true } }
            """);
        PolicyFinding finding = Assert.Single(GuestPlan.Compile(LavaMoatPolicy.Empty, policy, Read.Launch).Findings);
        Assert.Equal(("env.ABSENT", "BLY1301"), (finding.Path, finding.Code));
    }

    [Fact]
    public void An_empty_policy_denies_everything()
    {
        GuestPlan plan = Read.Plan("");
        Assert.Equal(
            """{"policy":{"resources":{}},"argv":["/usr/bin/bailey","/app/index.js","--flag"],"cwd":"/app","env":{},"clock":"none","clockResolution":1,"random":"none","timers":10000,"host":{"stays":true,"members":[{"name":"lookup","kind":"function","granted":false},{"name":"orders","kind":"readable","granted":false},{"name":"secrets","kind":"function","granted":false}]},"dynamicCode":false}""",
            plan.ConfigurationJson);
        Assert.Empty(plan.Files.Routes);
        Assert.Empty(plan.Required);
        Assert.Equal((DynamicCodeMode.Deny, false, GuestIdentity.Uniform), (plan.DynamicCode, plan.Stdin, plan.Identity));
        Assert.Equal(new EffectiveLimits(512L << 20, TimeSpan.FromSeconds(60), null, 16L << 20, 64, 10_000), plan.Limits);
    }

    [Fact]
    public void The_realm_gets_what_the_policy_says()
    {
        GuestPlan plan = Read.Plan(
            """
            "clock": { "value": "real", "resolution": "1s" }, "random": { "value": "seeded", "seed": 7 }, "dynamicCode": "allow",
            "packages": { "a": { "exports": "open" } }
            """,
            """{"resources":{"a":{"globals":{"x":"write"},"packages":{"b":true}}},"root":{"usePolicy":"a"},"include":["a"]}""");
        using var json = JsonDocument.Parse(plan.ConfigurationJson);
        Assert.Equal(
            """{"resources":{"a":{"globals":{"x":"write"},"packages":{"b":true}}},"root":{"usePolicy":"a"}}""",
            json.RootElement.GetProperty("policy").GetRawText());
        Assert.Equal(1000, json.RootElement.GetProperty("clockResolution").GetInt32());
        Assert.Equal(("real", 7), (json.RootElement.GetProperty("random").GetString(), json.RootElement.GetProperty("seed").GetInt32()));
        Assert.True(json.RootElement.GetProperty("dynamicCode").GetBoolean());
        Assert.Equal("""{"a":"open"}""", json.RootElement.GetProperty("exports").GetRawText());
    }

    [Theory]
    [InlineData("deny", DynamicCodeMode.Deny, false)]
    [InlineData("jit", DynamicCodeMode.Jit, false)]
    [InlineData("allow", DynamicCodeMode.Allow, true)]
    public void Machine_code_is_a_smaller_grant_than_evaluated_text(string word, DynamicCodeMode mode, bool mayEvaluate)
    {
        GuestPlan plan = Read.Plan($"\"dynamicCode\": \"{word}\"");
        using var json = JsonDocument.Parse(plan.ConfigurationJson);
        Assert.Equal((mode, mayEvaluate), (plan.DynamicCode, json.RootElement.GetProperty("dynamicCode").GetBoolean()));
    }

    [Fact]
    public void Required_clauses_are_listed()
    {
        GuestPlan plan = Read.Plan("""
            "files": [{ "path": "/d", "source": "d", "access": "read" }, { "path": "/e", "source": "e", "access": "read", "required": true }],
            "limits": { "memory": { "value": "256MB", "required": true }, "cpu": "1s" }, "clock": { "value": "none", "required": true },
            "children": { "value": 0, "required": true }
            """);
        Assert.Equal("files[1] limits.memory clock children", string.Join(' ', plan.Required));
    }

    [Theory]
    [InlineData("""{"root":{"usePolicy":"a"}}""", "", "BLY1109")]
    [InlineData("{}", "\"files\": [{ \"path\": \"/d\", \"source\": \"d\", \"access\": \"read\" }], \"packages\": { \"a\": { \"files\": [] } }", "BLY1303")]
    public void A_name_that_fits_nobody_is_an_error(string policy, string fields, string code)
    {
        Assert.Equal(code, Assert.Single(GuestPlan.Compile(Read.LavaMoat(policy), Read.Bailey(fields), Read.Launch).Findings).Code);
        string control = policy == "{}" ? """{"resources":{"a":{}}}""" : """{"resources":{"a":{}},"root":{"usePolicy":"a"}}""";
        Assert.Empty(GuestPlan.Compile(Read.LavaMoat(control), Read.Bailey(fields), Read.Launch).Findings);
    }

    [Fact]
    public void A_launch_without_program_or_folders_is_refused()
    {
        var reading = GuestPlan.Compile(
            LavaMoatPolicy.Empty, BaileyPolicy.Empty, Read.Launch with { Entry = null, PolicyFolder = "relative", ProgramFolder = "" });
        Assert.Equal("BLY1302 BLY1302 BLY1302", string.Join(' ', reading.Findings.Select(static finding => finding.Code)));
        Assert.Equal("/app/x.js", GuestPlan.Compile(LavaMoatPolicy.Empty, new BaileyPolicy { Entry = "x.js" }, Read.Launch with { Entry = null }).Policy!.Entry);
    }
}
