using Bailey.Broker.Files;

namespace Bailey.Broker.Tests;

public sealed class LinkTests : IDisposable
{
    private readonly World _world = World.Write();

    public LinkTests() => Directory.CreateDirectory(_world.Host("a/b"));

    public void Dispose() => _world.Dispose();

    [Theory]
    [InlineData("inside.txt", 0, true)]
    [InlineData("./x//y", 0, true)]
    [InlineData("../x", 1, true)]
    [InlineData("../../x", 2, true)]
    [InlineData("..", 0, false)]
    [InlineData("../../x", 1, false)]
    [InlineData("/etc/passwd", 5, false)]
    [InlineData("x/..", 5, false)]
    [InlineData("../x/../y", 5, false)]
    public void A_link_stays_beneath_only_with_its_dots_in_front(string target, int depth, bool stays) =>
        Assert.Equal(stays, LinkTarget.StaysBeneath(target, depth));

    [Theory]
    [InlineData("/etc/passwd")]
    [InlineData("/data/inside.txt")]
    [InlineData("../../../outside/secret.txt")]
    [InlineData("../b/../../../outside/secret.txt")]
    public void A_link_that_would_lead_out_is_not_made(string target)
    {
        Answer answer = _world.Ask("symlink", new { target, path = "/data/a/b/link" });
        Assert.Equal(("EACCES", true), (answer.Code, answer.IsRefusal));
        _world.Do("symlink", new { target = "../../inside.txt", path = "/data/a/b/link" });
        Assert.Equal("inside", _world.Text("/data/a/b/link"));
        Assert.Equal("../../inside.txt", _world.Do("readlink", new { path = "/data/a/b/link" }).Text("target"));
    }

    [Fact]
    public void A_link_is_judged_by_where_its_folder_really_is()
    {
        File.CreateSymbolicLink(_world.Host("a/b/up"), "../..");
        Assert.True(_world.Ask("symlink", new { target = "../x", path = "/data/a/b/up/link" }).IsRefusal);
        _world.Do("symlink", new { target = "x", path = "/data/a/b/up/link" });
    }

    [Fact]
    public void Moving_a_link_up_until_it_leads_out_is_refused()
    {
        _world.Do("symlink", new { target = "../../inside.txt", path = "/data/a/b/link" });
        Assert.True(_world.Ask("rename", new { from = "/data/a/b/link", to = "/data/link" }).IsRefusal);
        Assert.True(_world.Ask("rename", new { from = "/data/a/b", to = "/data/b" }).IsRefusal);
        Directory.CreateDirectory(_world.Host("c/d"));
        _world.Do("rename", new { from = "/data/a/b", to = "/data/c/d/b" });
        _world.Do("remove", new { path = "/data/c/d/b/link" });
        _world.Do("rename", new { from = "/data/c/d/b", to = "/data/b" });
    }

    [Fact]
    public void What_is_no_link_has_no_text() => Assert.Equal("EINVAL", _world.Ask("readlink", new { path = "/data/inside.txt" }).Code);
}
