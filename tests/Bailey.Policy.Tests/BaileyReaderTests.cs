namespace Bailey.Policy.Tests;

public sealed class BaileyReaderTests
{
    [Theory]
    [InlineData("\"fils\": []", "fils", "BLY1004")]
    [InlineData("\"files\": []", "files", "BLY1007")]
    [InlineData("\"env\": {}", "env", "BLY1007")]
    [InlineData("\"limits\": {}", "limits", "BLY1007")]
    [InlineData("\"packages\": { \"a\": {} }", "packages.a", "BLY1007")]
    [InlineData("\"files\": [{ \"path\": \"/d\", \"access\": \"raed\", \"source\": \"d\" }]", "files[0].access", "BLY1212")]
    [InlineData("\"files\": [{ \"path\": \"d\", \"access\": \"read\", \"source\": \"d\" }]", "files[0].path", "BLY1202")]
    [InlineData("\"files\": [{ \"path\": \"/\", \"access\": \"read\", \"source\": \"d\" }]", "files[0].path", "BLY1202")]
    [InlineData("\"files\": [{ \"path\": \"/a/../b\", \"access\": \"read\", \"source\": \"d\" }]", "files[0].path", "BLY1202")]
    [InlineData("\"files\": [{ \"path\": \"/a/\", \"access\": \"read\", \"source\": \"d\" }]", "files[0].path", "BLY1202")]
    [InlineData("\"files\": [{ \"path\": \"/a\\u0000b\", \"access\": \"read\", \"source\": \"d\" }]", "files[0].path", "BLY1008")]
    [InlineData("\"files\": [{ \"path\": \"/d\", \"access\": \"read\" }]", "files[0]", "BLY1205")]
    [InlineData("\"files\": [{ \"path\": \"/d\", \"access\": \"scratch\", \"source\": \"d\" }]", "files[0].source", "BLY1205")]
    [InlineData("\"files\": [{ \"path\": \"/d\", \"access\": \"read\", \"source\": \"~/d\" }]", "files[0].source", "BLY1205")]
    [InlineData("\"files\": [{ \"path\": \"/d\", \"access\": \"read\", \"source\": \"/proc/self\" }]", "files[0].source", "BLY1206")]
    [InlineData("\"files\": [{ \"path\": \"/d\", \"access\": \"read\", \"source\": \"/etc/../\" }]", "files[0].source", "BLY1206")]
    [InlineData("\"files\": [{ \"path\": \"/d\", \"access\": \"read\", \"source\": \"d\", \"maxBytes\": \"1MB\" }]", "files[0].maxBytes", "BLY1213")]
    [InlineData("\"files\": [{ \"path\": \"/d\", \"access\": \"scratch\", \"maxBytes\": \"1 MB\" }]", "files[0].maxBytes", "BLY1207")]
    [InlineData("\"env\": { \"1A\": \"x\" }", "env[\"1A\"]", "BLY1210")]
    [InlineData("\"env\": { \"A\": { \"from\": \"hots\" } }", "env.A.from", "BLY1212")]
    [InlineData("\"env\": { \"A\": 1 }", "env.A", "BLY1005")]
    [InlineData("\"limits\": { \"memory\": \"1MB\" }", "limits.memory", "BLY1209")]
    [InlineData("\"limits\": { \"memory\": 256 }", "limits.memory", "BLY1005")]
    [InlineData("\"limits\": { \"cpu\": \"10 s\" }", "limits.cpu", "BLY1208")]
    [InlineData("\"limits\": { \"wall\": \"999h\" }", "limits.wall", "BLY1209")]
    [InlineData("\"limits\": { \"openFiles\": 1.5 }", "limits.openFiles", "BLY1005")]
    [InlineData("\"limits\": { \"cpu\": { \"required\": true } }", "limits.cpu", "BLY1006")]
    [InlineData("\"clock\": { \"value\": \"none\", \"resolution\": \"1s\" }", "clock.resolution", "BLY1213")]
    [InlineData("\"clock\": { \"value\": \"real\", \"resolution\": \"0ms\" }", "clock.resolution", "BLY1209")]
    [InlineData("\"random\": \"seeded\"", "random", "BLY1006")]
    [InlineData("\"random\": { \"value\": \"real\", \"seed\": 1 }", "random.seed", "BLY1213")]
    [InlineData("\"dynamicCode\": true", "dynamicCode", "BLY1005")]
    [InlineData("\"children\": 5000", "children", "BLY1209")]
    [InlineData("\"wasm\": \"all\"", "wasm", "BLY1211")]
    [InlineData("\"frame\": {}", "frame", "BLY1007")]
    [InlineData("\"frame\": { \"grade\": \"hard\" }", "frame.grade", "BLY1212")]
    [InlineData("\"frame\": { \"entry\": \"../x.html\" }", "frame.entry", "BLY1215")]
    [InlineData("\"frame\": { \"permissions\": [] }", "frame.permissions", "BLY1007")]
    [InlineData("\"frame\": { \"permissions\": [\"clipboard-wirte\"] }", "frame.permissions[0]", "BLY1212")]
    [InlineData("\"frame\": { \"permissions\": [\"camera\", \"camera\"] }", "frame.permissions[1]", "BLY1213")]
    [InlineData("\"frame\": { \"permissions\": [\"payment\"] }", "frame.permissions[0]", "BLY1217")]
    [InlineData("\"frame\": { \"grade\": \"hardened\", \"eval\": true }", "frame.eval", "BLY1213")]
    [InlineData("\"frame\": { \"wasm\": true }", "frame.wasm", "BLY1213")]
    [InlineData("\"frame\": { \"network\": true }", "frame.network", "BLY1004")]
    [InlineData("\"egress\": [{ \"origin\": \"https://0x7f.1\", \"methods\": [\"GET\"] }]", "egress[0].origin", "BLY1212")]
    [InlineData("\"egress\": [{ \"origin\": \"ftp://api.example\", \"methods\": [\"GET\"] }]", "egress[0].origin", "BLY1212")]
    [InlineData("\"egress\": [{ \"origin\": \"https://api.example/\", \"methods\": [\"GET\"] }]", "egress[0].origin", "BLY1212")]
    [InlineData("\"egress\": [{ \"origin\": \"https://api.example\", \"methods\": [] }]", "egress[0].methods", "BLY1007")]
    [InlineData("\"packages\": { \"a\": { \"env\": [\"HOME\"] } }", "packages.a.env", "BLY1211")]
    [InlineData("\"packages\": { \"a\": { \"files\": [{ \"path\": \"/d\", \"access\": \"read\" }] } }", "packages.a.files[0]", "BLY1214")]
    [InlineData("\"packages\": { \"a\": { \"exports\": \"opne\" } }", "packages.a.exports", "BLY1212")]
    [InlineData("\"entry\": \"../x.js\"", "entry", "BLY1215")]
    [InlineData("\"entry\": \"/x.js\"", "entry", "BLY1215")]
    public void What_cannot_be_meant_is_an_error_with_its_place(string fields, string path, string code)
    {
        IReadOnlyList<PolicyFinding> findings = Read.BaileyFindings(fields);
        Assert.Contains(findings, finding => finding.Path == path && finding.Code == code && finding.Fix.Length > 0);
    }

    [Fact]
    public void A_full_policy_is_read_without_findings()
    {
        BaileyPolicy policy = Read.Bailey("""
            "entry": "src/index.js",
            "files": [
              { "path": "/data", "source": "./data", "access": "read", "required": true },
              { "path": "/data/out", "source": "./data/out", "access": "write", "maxBytes": "10MB" },
              { "path": "/tmp", "access": "scratch" }
            ],
            "env": { "LANG": "C.UTF-8", "TOKEN": { "from": "host", "name": "SECRET", "required": true } },
            "stdin": true,
            "limits": { "memory": { "value": "256MB", "required": true }, "cpu": "10s", "wall": "60s", "output": "1MB", "openFiles": 8, "timers": 0 },
            "clock": { "value": "real", "resolution": "100ms" }, "random": { "value": "seeded", "seed": 7 },
            "identity": "uniform", "dynamicCode": "allow", "children": 0, "display": { "value": "x11", "required": true }, "wasm": "none",
            "frame": { "grade": "declared", "entry": "app/index.html", "permissions": ["clipboard-write"], "workers": true, "eval": true, "storage": false },
            "packages": { "a>b": { "files": [{ "path": "/data/in", "access": "read" }], "exports": "copy" } }
            """);
        Assert.Equal(256L << 20, policy.Limits.Memory!.Value.Value.Bytes);
        Assert.True(policy.Limits.Memory.Value.Required);
        Assert.Equal(new FileGrant("/data", FileGrantAccess.Read, "./data", Required: true), policy.Files[0]);
        Assert.Equal(new EnvGrant(null, "SECRET", Required: true), policy.Env["TOKEN"]);
        Assert.Equal(new RandomGrant(RandomMode.Seeded, 7), policy.Random);
    }

    [Fact]
    public void A_newer_version_is_refused_and_says_what_is_needed()
    {
        PolicyFinding finding = Assert.Single(BaileyPolicy.Read("""{ "bailey": 2, "something": "new" }""").Findings);
        Assert.Equal("BLY1201", finding.Code);
        Assert.Contains("one that reads version 2", finding.Fix, StringComparison.Ordinal);
        Assert.Equal("BLY1201", Assert.Single(BaileyPolicy.Read("{}").Findings).Code);
        Assert.Equal("BLY1201", Assert.Single(BaileyPolicy.Read("""{ "bailey": 0 }""").Findings).Code);
        Assert.Empty(BaileyPolicy.Read("""{ "bailey": 1 }""").Findings);
    }

    [Fact]
    public void An_unknown_field_names_the_nearest_known_one()
    {
        Assert.Equal("write \"source\", or remove it", Assert.Single(Read.BaileyFindings(
            "\"files\": [{ \"path\": \"/d\", \"access\": \"scratch\", \"sorce\": \"d\" }]")).Fix);
        Assert.StartsWith("remove it; known here: ", Assert.Single(Read.BaileyFindings("\"somethingElse\": 1")).Fix, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("read", "./d", "write", "./d/out", true)]
    [InlineData("read", "/srv/d", "write", "/srv/d/out", true)]
    [InlineData("read", "../d", "write", "../d/out/.", true)]
    [InlineData("read", "./d", "write", "./elsewhere", false)]
    [InlineData("read", "./d", "read", "./d/out", false)]
    [InlineData("write", "./d", "read", "./d/out", false)]
    [InlineData("write", "./d", "write", "./d/out", false)]
    [InlineData("read", "./d", "scratch", null, false)]
    [InlineData("scratch", null, "write", "./d/out", false)]
    public void A_grant_beneath_another_may_only_add_writing_to_the_same_files(
        string outer, string? outerSource, string inner, string? innerSource, bool isValid)
    {
        static string Grant(string path, string access, string? source) =>
            $$"""{ "path": "{{path}}", "access": "{{access}}"{{(source is null ? "" : $", \"source\": \"{source}\"")}} }""";
        var findings = Read.BaileyFindings($"\"files\": [{Grant("/d", outer, outerSource)}, {Grant("/d/out", inner, innerSource)}]");
        Assert.Equal(isValid ? "" : "BLY1204", string.Join(' ', findings.Select(static finding => finding.Code)));

        // The control: side by side, every one of them is valid.
        Assert.Empty(Read.BaileyFindings($"\"files\": [{Grant("/d", outer, outerSource)}, {Grant("/dout", inner, innerSource)}]"));
    }

    [Fact]
    public void One_guest_path_is_granted_once()
    {
        PolicyFinding finding = Assert.Single(Read.BaileyFindings("""
            "files": [{ "path": "/d", "source": "a", "access": "read" }, { "path": "/d", "source": "a", "access": "write" }]
            """));
        Assert.Equal(("files[1].path", "BLY1203"), (finding.Path, finding.Code));
    }

    [Theory]
    [InlineData("0B", 0)]
    [InlineData("1KB", 1024)]
    [InlineData("1536B", 1536)]
    [InlineData("256MB", 256L << 20)]
    [InlineData("2GB", 2L << 30)]
    public void Sizes_are_powers_of_1024(string text, long bytes)
    {
        Assert.True(ByteSize.TryParse(text, out ByteSize size));
        Assert.Equal(bytes, size.Bytes);
        Assert.True(ByteSize.TryParse(size.ToString(), out ByteSize again));
        Assert.Equal(size, again);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("MB")]
    [InlineData("-1MB")]
    [InlineData("1.5MB")]
    [InlineData("01MB")]
    [InlineData("1mb")]
    [InlineData("1MB ")]
    [InlineData("1MiB")]
    [InlineData("9007199254740992B")]
    [InlineData("99999999999GB")]
    [InlineData("٣MB")]
    public void Other_spellings_of_a_size_are_refused(string text) => Assert.False(ByteSize.TryParse(text, out _));

    [Theory]
    [InlineData("500ms", 500)]
    [InlineData("60s", 60_000)]
    [InlineData("90s", 90_000)]
    [InlineData("24h", 86_400_000)]
    public void Durations_have_a_unit(string text, int milliseconds)
    {
        Assert.True(DurationText.TryParse(text, out TimeSpan duration));
        Assert.Equal(milliseconds, duration.TotalMilliseconds);
        Assert.True(DurationText.TryParse(DurationText.Format(duration), out TimeSpan again));
        Assert.Equal(duration, again);
        Assert.False(DurationText.TryParse(text.TrimEnd('s', 'm', 'h'), out _));
        Assert.False(DurationText.TryParse("0" + text, out _));
    }
}
