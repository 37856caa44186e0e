namespace Bailey.Policy.Tests;

/// <summary>What a <c>frame</c> section compiles to, and that its parts agree with each other.</summary>
public sealed class DocumentPolicyTests
{
    private const string Id = "abcdefghij234567abcd";

    private static readonly ContainerAddress Address = ContainerAddress.Of(Id, "http://localhost:5000", "http://localhost:5000");

    private static readonly FramePolicy[] Frames =
    [
        FramePolicy.Defaults,
        new() { Forms = false, Downloads = true, Modals = true, Permissions = ["fullscreen", "camera"] },
        new() { Grade = FrameGrade.Declared },
        new() { Grade = FrameGrade.Declared, Forms = false, Inline = false, Permissions = ["clipboard-write"] },
        new() { Grade = FrameGrade.Declared, Downloads = true, Modals = true, Workers = true, Eval = true, Wasm = true },
    ];

    public static TheoryData<int> Policies { get; } = [.. Enumerable.Range(0, Frames.Length)];

    [Theory]
    [InlineData("document-hardened.txt", 0)]
    [InlineData("document-declared.txt", 2)]
    public void What_a_grade_compiles_to_is_the_approved_text(string name, int frame) => Approved.Match(name, Text(Compile(Frames[frame])));

    [Fact]
    public void The_features_that_can_be_granted_are_the_approved_ones() => Approved.Match(
        "document-permissions.txt", string.Concat(DocumentPermissions.Rows.Select(static row => $"{row.Use,-10} {row.Name}: {row.Reason}\n")));

    [Theory]
    [MemberData(nameof(Policies))]
    public void The_sandbox_header_and_the_iframes_attribute_have_the_same_tokens(int frame)
    {
        CompiledDocument document = Compile(Frames[frame]);
        Assert.Equal(string.Join(' ', document.SandboxTokens), Directive(document, "sandbox"));
        // What would lead out of the frame is in neither.
        Assert.DoesNotContain(document.SandboxTokens, static token => token.Contains("popup", StringComparison.Ordinal) || token.Contains("top", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Policies))]
    public void The_host_page_may_frame_exactly_the_origin_that_lets_itself_be_framed_by_it(int frame)
    {
        CompiledDocument document = Compile(Frames[frame]);
        Assert.Equal(Address.Origin, document.HostFrameSource);
        Assert.All(Address.HostOrigins, host => Assert.Contains(host, Directive(document, "frame-ancestors").Split(' ')));
        // A page of the container is framed by the container only where the container may frame.
        Assert.Equal(Directive(document, "frame-src") == Address.Origin, Directive(document, "frame-ancestors").Split(' ').Contains(Address.Origin));
    }

    [Theory]
    [MemberData(nameof(Policies))]
    public void Every_source_is_the_containers_own_origin_or_no_network_at_all(int frame)
    {
        CompiledDocument document = Compile(Frames[frame]);
        string[] quoted = ["'none'", "'unsafe-inline'", "'unsafe-eval'", "'wasm-unsafe-eval'", "data:", "blob:"];
        foreach (string directive in document["Content-Security-Policy"]!.Split("; "))
        {
            string[] words = directive.Split(' ');
            if (words[0].EndsWith("-src", StringComparison.Ordinal) || words[0] is "base-uri" or "form-action")
            {
                Assert.All(words[1..], word => Assert.True(
                    quoted.Contains(word) || word == Address.Origin || word.StartsWith(Address.Origin + DocumentPolicy.OwnPath, StringComparison.Ordinal), directive));
            }
        }

        Assert.Equal("(response-origin)", document["Connection-Allowlist"]);
    }

    [Fact]
    public void The_hardened_grade_runs_no_text_of_the_container_and_has_one_trusted_types_policy()
    {
        CompiledDocument hardened = Compile(FramePolicy.Defaults);
        Assert.Equal($"{Address.Origin}/__bailey/shell.js {Address.Origin}/__bailey/code/", Directive(hardened, "script-src"));
        Assert.Equal(Address.Origin + DocumentPolicy.ServiceWorkerPath, Directive(hardened, "worker-src"));
        Assert.Equal("'script'", Directive(hardened, "require-trusted-types-for"));
        Assert.Equal("default", Directive(hardened, "trusted-types"));
        Assert.DoesNotContain("unsafe-eval", hardened["Content-Security-Policy"], StringComparison.Ordinal);
        // The control: declared runs them.
        Assert.Contains("'unsafe-inline'", Directive(Compile(Frames[2]), "script-src"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Policies))]
    public void The_features_header_and_the_allow_attribute_name_the_same_features(int frame)
    {
        CompiledDocument document = Compile(Frames[frame]);
        string[] on = [.. document["Permissions-Policy"]!.Split(", ").Where(static row => row.EndsWith("=(self)", StringComparison.Ordinal)).Select(static row => row.Split('=')[0])];
        string[] harmless = [.. DocumentPermissions.Rows.Where(static row => row.Use == PermissionUse.Harmless).Select(static row => row.Name)];
        Assert.Equal(document.Allow.Split("; ", StringSplitOptions.RemoveEmptyEntries), on.Except(harmless));
        Assert.Equal(Frames[frame].Permissions.Order(StringComparer.Ordinal), on.Except(harmless));
    }

    [Fact]
    public void Each_power_changes_its_own_header_and_is_off_by_default()
    {
        Assert.Contains("allow-downloads", Directive(Compile(new FramePolicy { Downloads = true }), "sandbox"), StringComparison.Ordinal);
        Assert.DoesNotContain("allow-downloads", Directive(Compile(FramePolicy.Defaults), "sandbox"), StringComparison.Ordinal);
        Assert.Contains("allow-modals", Directive(Compile(new FramePolicy { Modals = true }), "sandbox"), StringComparison.Ordinal);
        Assert.DoesNotContain("allow-modals", Directive(Compile(FramePolicy.Defaults), "sandbox"), StringComparison.Ordinal);
        Assert.Equal(Address.Origin, Directive(Compile(FramePolicy.Defaults), "form-action"));
        Assert.Equal("'none'", Directive(Compile(new FramePolicy { Forms = false }), "form-action"));
        Assert.DoesNotContain("allow-forms", Directive(Compile(new FramePolicy { Forms = false }), "sandbox"), StringComparison.Ordinal);
        Assert.Equal("'none'", Directive(Compile(Frames[2]), "worker-src"));
        Assert.Equal($"{Address.Origin} blob:", Directive(Compile(Frames[4]), "worker-src"));
        Assert.Equal($"{Address.Origin}/__bailey/sw.js {Address.Origin}/__bailey/worker.js", Directive(Compile(new FramePolicy { Workers = true }), "worker-src"));
        Assert.Equal(Address.Origin, Directive(Compile(Frames[3]), "script-src"));
    }

    [Theory]
    [InlineData("http://localhost:5000", true)]
    [InlineData("https://apps.example", false)]
    [InlineData("http://apps.localhost", false)]
    public void A_container_that_is_no_site_of_its_own_asks_for_a_process_of_its_own(string baseOrigin, bool isSite)
    {
        CompiledDocument document = DocumentPolicy.Compile(Read.Bailey(""), ContainerAddress.Of("abcdefghij234567abcd", baseOrigin, baseOrigin));
        Assert.Equal(isSite ? null : "?1", document["Origin-Agent-Cluster"]);
    }

    [Fact]
    public void Headers_are_printable_ASCII_without_line_breaks_each_name_once_and_each_has_a_reason()
    {
        foreach (IReadOnlyList<DocumentHeader> headers in Frames.Select(static frame => Compile(frame).Headers).Append(DocumentPolicy.DenyAll))
        {
            Assert.All(headers, static header =>
            {
                Assert.All(header.Value, static c => Assert.InRange(c, ' ', '~'));
                Assert.True(header.Reason.Length > 5, header.Name);
            });
            Assert.Equal(headers.Count, headers.DistinctBy(static header => header.Name.ToUpperInvariant()).Count());
        }

        // What an error carries a container carries too.
        Assert.Equal(DocumentPolicy.DenyAll.Select(static header => header.Name), Compile(FramePolicy.Defaults).Headers.Select(static header => header.Name));
    }

    [Fact]
    public void A_feature_is_listed_once_in_order() =>
        Assert.Equal(DocumentPermissions.Rows.Select(static row => row.Name).Distinct().Order(StringComparer.Ordinal), DocumentPermissions.Rows.Select(static row => row.Name));

    [Theory]
    [InlineData("short", "http://localhost:5000", "http://localhost:5000")]
    [InlineData("ABCDEFGHIJ234567ABCD", "http://localhost:5000", "http://localhost:5000")]
    [InlineData(Id, "http://localhost:5000/", "http://localhost:5000")]
    [InlineData(Id, "http://localhost:5000", "http://localhost:5000;script-src *")]
    [InlineData(Id, "http://localhost:5000", "http://" + Id + ".localhost:5000")]
    [InlineData(Id, "ftp://localhost", "http://localhost")]
    [InlineData(Id, "http://localhost:5000", "*")]
    public void An_address_that_is_none_is_refused(string id, string baseOrigin, string host) =>
        Assert.Throws<ArgumentException>(() => ContainerAddress.Of(id, baseOrigin, host));

    [Fact]
    public void An_address_is_what_browsers_send()
    {
        Assert.Equal(("http://" + Id + ".localhost:5000", Id + ".localhost:5000"), (Address.Origin, Address.Authority));
        ContainerAddress plain = ContainerAddress.Of(Id, "https://apps.example", "https://www.example");
        Assert.Equal(("https://" + Id + ".apps.example", Id + ".apps.example"), (plain.Origin, plain.Authority));
        Assert.True(ContainerAddress.IsId(ContainerAddress.IdOf(new byte[32])));
    }

    private static CompiledDocument Compile(FramePolicy frame)
    {
        BaileyPolicy policy = BaileyPolicy.Empty with { Frame = frame };
        Assert.Empty(policy.Validate());
        return DocumentPolicy.Compile(policy, Address);
    }

    private static string Directive(CompiledDocument document, string name) =>
        Assert.Single(document["Content-Security-Policy"]!.Split("; "), directive => directive.StartsWith(name + " ", StringComparison.Ordinal))[(name.Length + 1)..];

    private static string Text(CompiledDocument document) =>
        $"iframe sandbox=\"{string.Join(' ', document.SandboxTokens)}\" allow=\"{document.Allow}\"\nhost page frame-src {document.HostFrameSource}\n\n"
        + string.Concat(document.Headers.Select(static header => $"{header.Name}:\n  {header.Value.Replace("; ", ";\n  ", StringComparison.Ordinal)}\n  # {header.Reason}\n"));
}
