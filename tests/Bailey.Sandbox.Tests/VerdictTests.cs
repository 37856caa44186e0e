using Bailey.Assess.Attacks;

namespace Bailey.Sandbox.Tests;

/// <summary>What an assessment concludes of an attempt: nothing from one that broke.</summary>
public sealed class VerdictTests
{
    private static readonly Reading Got = new(true, "got it");
    private static readonly Reading Refused = new(false, "errno 1");
    private static readonly Reading Broken = new(true, "it broke", Broke: true);

    [Fact]
    public void Stopped_is_what_succeeds_without_walls_and_not_behind_them() => Assert.Equal(Verdict.Stopped, Judge(Got, Refused));

    [Fact]
    public void A_control_that_is_refused_or_broke_shows_nothing()
    {
        Assert.Equal(Verdict.NotShown, Judge(Refused, Refused));
        Assert.Equal(Verdict.NotShown, Judge(Broken, Refused));
    }

    [Fact]
    public void A_success_behind_all_walls_needs_a_reason_and_so_does_an_attempt_that_broke_there()
    {
        Assert.Equal(Verdict.Unexplained, Judge(Got, Got));
        Assert.Equal(Verdict.Known, Judge(Got, Got, "a reason"));
        Assert.Equal(Verdict.Unexplained, Judge(Got, Broken));
    }

    [Fact]
    public void A_wall_stops_alone_what_succeeds_without_it_and_not_what_broke_there()
    {
        Assert.Equal(["wall"], Attempt(Got, Refused, null, Got).StoppedOnlyBy);
        Assert.Empty(Attempt(Got, Refused, null, Broken).StoppedOnlyBy);
    }

    private static Verdict Judge(Reading bare, Reading full, string? reason = null) => Attempt(bare, full, reason, Refused).Verdict;

    private static Attempt Attempt(Reading bare, Reading full, string? reason, Reading without) =>
        new("worker", "name", "read", Exploit: true, bare, full, new Dictionary<string, Reading>(StringComparer.Ordinal) { ["wall"] = without }, reason);
}
