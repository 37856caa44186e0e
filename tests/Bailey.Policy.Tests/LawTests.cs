using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace Bailey.Policy.Tests;

/// <summary>Laws over generated policies.</summary>
public sealed class LawTests
{
    private const int Runs = 300;

    [Fact]
    public void Reading_what_was_written_gives_the_same_bailey_policy() => Check(Policies.Bailey, static policy =>
    {
        var reading = BaileyPolicy.Read(policy.Write());
        Assert.Empty(reading.Findings);
        Assert.Equivalent(policy, reading.Policy, strict: true);
        Assert.Equal(policy.Write(), reading.Policy!.Write());
    });

    [Fact]
    public void Reading_what_was_written_gives_the_same_lavamoat_policy() => Check(Policies.LavaMoat, static policy =>
    {
        LavaMoatPolicy read = Read.LavaMoat(policy.Write());
        Assert.Equivalent(policy, read, strict: true);
        Assert.Equal(policy.Write(), read.Write());
    });

    [Fact]
    public void Removing_a_clause_of_bailey_json_never_allows_more() => Check(Policies.Bailey, static policy =>
    {
        GuestPlan whole = Compile(policy);
        foreach (BaileyPolicy smaller in Policies.WithoutOneGrant(policy))
        {
            if (smaller.Validate().Count == 0)
            {
                AssertAllowsNoMore(Compile(smaller), whole);
            }
        }
    });

    [Fact]
    public void Removing_a_grant_of_lavamoat_allows_more_only_where_a_warning_says_so() => Check(Policies.LavaMoat, static policy =>
    {
        foreach (var (package, resource) in policy.Resources)
        {
            foreach (ResourcePolicy smaller in Policies.WithoutOneGrant(resource))
            {
                var reading = LavaMoatPolicy.Read((policy with { Resources = Policies.Replace(policy.Resources, package, smaller) }).Write());
                if (reading.Findings.All(static finding => finding.Code != ErrorCodes.BanWithoutEffect.Id))
                {
                    AssertAllowsNoMore(reading.Policy!.Resources[package], resource);
                }
            }
        }
    });

    [Fact]
    public void An_override_of_bans_never_allows_more_unless_a_warning_says_so() => Check(Policies.LavaMoat, static policy =>
    {
        foreach (var (package, resource) in policy.Resources)
        {
            foreach (string path in Policies.Paths)
            {
                var ban = new ResourcePolicy { Globals = new GlobalGrants(new Dictionary<string, GlobalGrant>(StringComparer.Ordinal) { [path] = GlobalGrant.Banned }) };
                var reading = policy.Merge(LavaMoatPolicy.Empty with { Resources = Policies.Replace(LavaMoatPolicy.Empty.Resources, package, ban) });
                if (reading.Findings.All(static finding => finding.Code is not ("BLY1103" or "BLY1107")))
                {
                    AssertAllowsNoMore(reading.Policy!.Resources[package], resource);
                    Assert.Equal(PathAccess.None, reading.Policy.Resources[package].Globals!.Access(path));
                }
            }
        }
    });

    [Fact]
    public void Merging_the_same_override_again_changes_nothing() => Check(Policies.LavaMoatPairs, static pair =>
    {
        if (pair.Policy.Merge(pair.Override).Policy is { } merged)
        {
            Assert.Equal(merged.Write(), merged.Merge(pair.Override).Policy!.Write());
        }
    });

    [Fact]
    public void Merging_changes_neither_of_its_inputs() => Check(Policies.LavaMoatPairs, static pair =>
    {
        string before = pair.Policy.Write() + pair.Override.Write();
        pair.Policy.Merge(pair.Override);
        Assert.Equal(before, pair.Policy.Write() + pair.Override.Write());
    });

    [Fact]
    public void The_explanation_mentions_every_clause_of_both_files() => Check(Policies.Bailey, static bailey =>
    {
        LavaMoatPolicy policy = Policies.LavaMoat.Sample(3, 1).First();
        Explanation explanation = Explanation.Of(policy, bailey);
        string text = explanation.ToText();
        var stated = explanation.Clauses.Where(static clause => clause.Stated).Select(static clause => $"{clause.File}: {clause.Clause}").ToHashSet(StringComparer.Ordinal);
        foreach (string clause in ClauseList.OfBailey(bailey.Write()).Concat(ClauseList.OfLavaMoat(policy.Write())))
        {
            Assert.True(stated.Contains(clause), $"{clause} is not explained");
            Assert.Contains($"[{clause}", text, StringComparison.Ordinal);
        }

        using var json = JsonDocument.Parse(explanation.ToJson());
        Assert.Equal(explanation.Clauses.Count, json.RootElement.GetProperty("clauses").GetArrayLength());
    });

    [Fact]
    public void A_policy_does_not_differ_from_itself_and_a_removed_grant_allows_nothing_new() => Check(Policies.Bailey, static bailey =>
    {
        Explanation explanation = Explanation.Of(Policies.AllPackages, bailey);
        Assert.True(PolicyDiff.Between(explanation, Explanation.Of(Policies.AllPackages, BaileyPolicy.Read(bailey.Write()).Policy!)).IsEmpty);
        foreach (BaileyPolicy smaller in Policies.WithoutOneGrant(bailey))
        {
            Assert.Empty(PolicyDiff.Between(explanation, Explanation.Of(Policies.AllPackages, smaller)).NewlyAllowed);
        }
    });

    [Fact]
    public void Whatever_the_text_a_reader_returns_findings_and_does_not_throw() => Check(Policies.BrokenTexts, static text =>
    {
        Assert.True(BaileyPolicy.Read(text) is { Policy: not null } or { HasErrors: true });
        Assert.True(LavaMoatPolicy.Read(text) is { Policy: not null } or { HasErrors: true });
        Assert.All(BaileyPolicy.Read(text).Findings.Concat(LavaMoatPolicy.Read(text).Findings), static finding => Assert.True(GuestText.IsPlain(finding.ToString())));
    });

    [Fact]
    public void Text_of_a_guest_is_plain_wherever_it_is_shown() => Check(Policies.AnyText, static text =>
    {
        Assert.True(GuestText.IsPlain(GuestText.ForTerminal(text)));
        Assert.True(GuestText.IsPlain(GuestText.ForHtml(text)));
        Assert.All(GuestText.ForJson(text), static c => Assert.InRange(c, ' ', '~'));
    });

    private static void Check<T>(Gen<T> generator, Action<T> law) =>
        Prop.ForAll(generator.ToArbitrary(), law).Check(Config.QuickThrowOnFailure.WithMaxTest(Runs));

    private static GuestPlan Compile(BaileyPolicy policy)
    {
        var reading = GuestPlan.Compile(Policies.AllPackages, policy, Read.Launch);
        Assert.False(reading.HasErrors, string.Join('\n', reading.Findings));
        return reading.Policy!;
    }

    private static void AssertAllowsNoMore(GuestPlan smaller, GuestPlan whole)
    {
        foreach (string package in Policies.Packages)
        {
            foreach (string path in Policies.ProbedFiles)
            {
                foreach (FileUse use in Enum.GetValues<FileUse>())
                {
                    FileDecision now = smaller.Files.Decide(package, path, use);
                    FileDecision before = whole.Files.Decide(package, path, use);
                    if (now.Route is not null)
                    {
                        // Not only the guest path: the very same file of the host must have been reachable.
                        Assert.NotNull(before.Route);
                        Assert.Equal(HostFile(before), HostFile(now));
                    }
                }
            }
        }

        Assert.Subset(whole.Environment.Keys.ToHashSet(StringComparer.Ordinal), smaller.Environment.Keys.ToHashSet(StringComparer.Ordinal));
        Assert.True(smaller.Clock <= whole.Clock && smaller.Random <= whole.Random && smaller.Identity <= whole.Identity);
        Assert.True(smaller.DynamicCode <= whole.DynamicCode);
        Assert.False(smaller.Stdin && !whole.Stdin);
        Assert.Subset(whole.HostMembers.ToHashSet(), smaller.HostMembers.ToHashSet());
    }

    private static string HostFile(FileDecision decision) => $"{decision.Route!.HostPath ?? "scratch"}/{decision.Relative}".TrimEnd('/');

    private static void AssertAllowsNoMore(ResourcePolicy smaller, ResourcePolicy whole)
    {
        foreach (string path in Policies.Paths)
        {
            Assert.True((smaller.Globals ?? GlobalGrants.Empty).Access(path) <= (whole.Globals ?? GlobalGrants.Empty).Access(path), path);
            Assert.True((smaller.Builtin ?? BuiltinGrants.Empty).Access(path) <= (whole.Builtin ?? BuiltinGrants.Empty).Access(path), path);
            Assert.False((smaller.Globals ?? GlobalGrants.Empty).AllowsWrite(path) && !(whole.Globals ?? GlobalGrants.Empty).AllowsWrite(path));
        }

        Assert.All(Policies.Packages, package => Assert.False(smaller.AllowsPackage(package) && !whole.AllowsPackage(package)));
    }
}
