namespace Bailey.Policy.Tests;

public sealed class PolicyDiffTests
{
    private const string Before = """{"resources":{"a":{"globals":{"console":true}}}}""";

    [Fact]
    public void An_update_that_asks_for_more_shows_exactly_that()
    {
        PolicyDiff diff = Diff(
            (Before, "\"files\": [{ \"path\": \"/d\", \"source\": \"d\", \"access\": \"read\" }]"),
            ("""{"resources":{"a":{"globals":{"console":true},"builtin":{"fs":true}}}}""", "\"files\": [{ \"path\": \"/c\", \"access\": \"scratch\" }, { \"path\": \"/d\", \"source\": \"d\", \"access\": \"read\" }]"));
        Assert.Equal("resources.a.builtin.fs files[0]", string.Join(' ', diff.NewlyAllowed.Select(static clause => clause.Clause)));
        Assert.Empty(diff.NoLongerAllowed);
        Assert.Equal(
            "Newly allowed\n"
            + "  + package \"a\": may use the builtin \"fs\"   [policy.json: resources.a.builtin.fs]\n"
            + "  + the whole guest: has an empty folder \"/c\" that is deleted at the end, writing at most 256MB   [bailey.json: files[0]]\n",
            diff.ToText());
    }

    [Fact]
    public void Limits_and_bans_that_change_are_shown()
    {
        PolicyDiff diff = Diff((Before, "\"limits\": { \"memory\": \"256MB\" }"), (Before, "\"limits\": { \"memory\": \"1GB\" }"));
        Assert.Equal("at most 1GB of memory", Assert.Single(diff.NewBounds).Text);
        Assert.Equal("at most 256MB of memory", Assert.Single(diff.GoneBounds).Text);
        Assert.Empty(diff.NewlyAllowed);

        PolicyDiff ban = Diff(("""{"resources":{"a":{"globals":{"x":true,"x.y":false,"x.y.z":true}}}}""", "\"stdin\": false"), ("""{"resources":{"a":{"globals":{"x":true}}}}""", "\"stdin\": false"));
        Assert.Equal("may not reach the global \"x.y\"", Assert.Single(ban.GoneBounds).Text);
    }

    [Fact]
    public void What_means_the_same_is_no_difference()
    {
        Assert.True(Diff((Before, "\"limits\": { \"memory\": \"512MB\" }"), (Before, "\"stdin\": false")).IsEmpty);
        Assert.False(Diff((Before, "\"stdin\": true"), (Before, "\"stdin\": false")).IsEmpty);
    }

    private static PolicyDiff Diff((string Policy, string Fields) before, (string Policy, string Fields) after) => PolicyDiff.Between(
        Explanation.Of(Read.LavaMoat(before.Policy), Read.Bailey(before.Fields)), Explanation.Of(Read.LavaMoat(after.Policy), Read.Bailey(after.Fields)));
}
