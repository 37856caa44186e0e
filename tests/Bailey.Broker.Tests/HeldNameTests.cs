using Bailey.Broker.Files;
using Bailey.Policy;

namespace Bailey.Broker.Tests;

public sealed class HeldNameTests : IDisposable
{
    private readonly World _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public void A_grant_itself_cannot_be_removed_or_moved_and_what_is_in_it_can()
    {
        _world.With(new BrokerGrant("/data", "", FileGrantAccess.Write), new BrokerGrant("/one", "inside.txt", FileGrantAccess.Write));
        foreach (string path in new[] { "/data", "/data/", "/one" })
        {
            Assert.Equal("EBUSY", _world.Ask("remove", new { path, recursive = true, force = true }).Code);
            Assert.Equal("EBUSY", _world.Ask("remove", new { path }).Code);
            Assert.Equal("EBUSY", _world.Ask("remove", new { path, directory = true }).Code);
        }

        Assert.Equal("EBUSY", _world.Ask("rename", new { from = "/data", to = "/data/x" }).Code);
        Assert.Equal("EBUSY", _world.Ask("rename", new { from = "/data/inside.txt", to = "/data" }).Code);
        Assert.Equal("EEXIST", _world.Ask("symlink", new { target = "x", path = "/data" }).Code);
        Assert.Equal("inside", _world.Text("/one"));
        _world.Do("remove", new { path = "/data/inside.txt" });
    }

    [Fact]
    public void A_folder_that_holds_a_grant_stays()
    {
        Directory.CreateDirectory(_world.Host("a/b"));
        _world.With(new BrokerGrant("/data", "", FileGrantAccess.Write), new BrokerGrant("/data/a/b", "a/b", FileGrantAccess.Read));
        Assert.Equal("EBUSY", _world.Ask("remove", new { path = "/data/a", recursive = true }).Code);
        Assert.Equal("EBUSY", _world.Ask("rename", new { from = "/data/a", to = "/data/c" }).Code);
        _world.Do("mkdir", new { path = "/data/a/free" });
        _world.Do("rename", new { from = "/data/a/free", to = "/data/c" });
    }

    [Fact]
    public void A_rename_to_another_grant_is_EXDEV_and_within_one_it_is_done()
    {
        Directory.CreateDirectory(_world.Host("a"));
        Directory.CreateDirectory(_world.Host("b"));
        File.WriteAllText(_world.Host("a/file"), "1");
        _world.With(new BrokerGrant("/a", "a", FileGrantAccess.Write), new BrokerGrant("/b", "b", FileGrantAccess.Write), new BrokerGrant("/r", "b", FileGrantAccess.Read));
        Answer across = _world.Ask("rename", new { from = "/a/file", to = "/b/file" });
        Assert.Equal("EXDEV: cross-device link not permitted, rename '/a/file' -> '/b/file'", across.Text("message"));
        Assert.True(_world.Ask("rename", new { from = "/a/file", to = "/r/file" }).IsRefusal);
        _world.Do("rename", new { from = "/a/file", to = "/a/other" });
        _world.Do("copy", new { from = "/a/other", to = "/b/file" });
        Assert.Equal("EEXIST", _world.Ask("copy", new { from = "/a/other", to = "/b/file", exclusive = true }).Code);
        Assert.Equal("1", File.ReadAllText(_world.Host("b/file")));
    }

    [Fact]
    public void Hard_links_are_not_served()
    {
        _world.With(new BrokerGrant("/data", "", FileGrantAccess.Write));
        Assert.Equal("ENOSYS", _world.Ask("link", new { from = "/data/inside.txt", to = "/data/hard" }).Code);
        Assert.Equal("ENOSYS", _world.Ask("chown", new { path = "/data/inside.txt" }).Code);
        _world.Do("copy", new { from = "/data/inside.txt", to = "/data/hard" });
    }
}
