using Bailey.Realm.Kernel;
using Xunit;

namespace Bailey.Realm.Tests;

/// <summary>The realm's own walk over all that two packages reach, in the real engine with every node: module and endowment.</summary>
public sealed class OracleTests
{
    [Fact]
    public void Two_packages_share_nothing_that_either_could_change()
    {
        OracleReport report = Make();
        Assert.Empty(report.Findings);
        Assert.Empty(report.Failed);
        Assert.True(report.Shared >= OracleReport.FewestShared, $"only {report.Shared}");
        Assert.True(report.Holds);
    }

    [Fact]
    public void A_mutable_object_that_is_shared_is_found()
    {
        OracleReport report = Make("planted");
        Assert.Equal(["globalThis.planted: not frozen"], report.Findings);
        Assert.False(report.Holds);
    }

    [Fact]
    public void A_walk_that_saw_little_does_not_hold() =>
        Assert.False(new OracleReport([], [], OracleReport.FewestShared - 1).Holds);

    private static OracleReport Make(string? planted = null)
    {
        OracleReport? report = null;
        GuestThread.Run(() => report = OracleReport.Make(planted));
        return report!;
    }
}
