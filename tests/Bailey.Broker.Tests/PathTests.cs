using Bailey.Broker.Files;
using Bailey.Policy;

namespace Bailey.Broker.Tests;

public sealed class PathTests : IDisposable
{
    private readonly World _world = World.Write();

    public void Dispose() => _world.Dispose();

    [Theory]
    [InlineData("", "ENOENT")]
    [InlineData("data/inside.txt", "EINVAL")]
    [InlineData(".", "EINVAL")]
    [InlineData("/data/inside.txt\0", "EINVAL")]
    [InlineData("/data\0/../inside.txt", "EINVAL")]
    [InlineData("/data/inside.txt/", "ENOTDIR")]
    [InlineData("/data/inside.txt/x", "ENOTDIR")]
    [InlineData("/data/missing", "ENOENT")]
    public void A_path_that_is_not_right_has_nodes_error(string path, string code) => Assert.Equal(code, _world.Text(path));

    [Theory]
    [InlineData("/data//inside.txt")]
    [InlineData("//data/./inside.txt")]
    [InlineData("/data/missing/../inside.txt")]
    [InlineData("/../data/inside.txt")]
    public void A_path_is_made_normal_before_it_is_looked_up(string path) => Assert.Equal("inside", _world.Text(path));

    [Fact]
    public void Names_of_255_bytes_are_served_and_longer_ones_refused()
    {
        _world.Open("/data/" + new string('n', 255), "w");
        _world.Open("/data/" + new string('é', 127), "w");
        Assert.Equal("ENAMETOOLONG", _world.Text("/data/" + new string('n', 256)));
        Assert.Equal("ENAMETOOLONG", _world.Text("/data/" + new string('é', 128)));
        Assert.Equal("ENAMETOOLONG", _world.Text("/data" + string.Concat(Enumerable.Repeat("/" + new string('a', 200), 21))));
        Assert.Equal("ENOENT", _world.Text("/data" + string.Concat(Enumerable.Repeat("/" + new string('a', 200), 20))));
    }

    [Fact]
    public void The_way_to_a_grant_is_a_folder_and_nothing_else_shows()
    {
        _world.With(new BrokerGrant("/a/b/data", "", FileGrantAccess.Read), new BrokerGrant("/a/one.txt", "inside.txt", FileGrantAccess.Read));
        Assert.Equal(["a:directory"], Names("/"));
        Assert.Equal(["b:directory", "one.txt:file"], Names("/a"));
        Assert.Equal(["inside.txt:file"], Names("/a/b/data"));
        Assert.Equal("directory", _world.Do("stat", new { path = "/a/b" }).Text("kind"));
        Assert.Equal("/a/b", _world.Do("realpath", new { path = "/a/./b/" }).Text("path"));
        _world.Do("access", new { path = "/a", mode = 5 });
        Assert.Equal("EISDIR", _world.Text("/a"));
        Assert.True(_world.Ask("access", new { path = "/a", mode = 2 }).IsRefusal);
        Assert.True(_world.Ask("list", new { path = "/c" }).IsRefusal);
        Assert.True(_world.Ask("mkdir", new { path = "/a/c" }).IsRefusal);
        Assert.Equal("EEXIST", _world.Ask("mkdir", new { path = "/a/b" }).Code);
        _world.Do("mkdir", new { path = "/a/b", recursive = true });
    }

    [Fact]
    public void The_longest_grant_wins_and_shows_in_the_folder_above_it()
    {
        Directory.CreateDirectory(_world.Host("app/out"));
        File.WriteAllText(_world.Host("app/main.js"), "1");
        _world.With(
            new BrokerGrant("/app", "app", FileGrantAccess.Read),
            new BrokerGrant("/app/out", "app/out", FileGrantAccess.Write),
            new BrokerGrant("/app/far/away", "inside.txt", FileGrantAccess.Read));
        Assert.Equal(["far:directory", "main.js:file", "out:directory"], Names("/app"));
        Assert.Equal("directory", _world.Do("stat", new { path = "/app/far" }).Text("kind"));
        Assert.Equal("inside", _world.Text("/app/far/away"));
        Assert.True(_world.Ask("open", new { path = "/app/main.js", flags = "w" }).IsRefusal);
        _world.Open("/app/out/new", "w");

        // The inner grant counts only under its own name: a link in the outer one gives no right to write.
        File.CreateSymbolicLink(_world.Host("app/link"), "out");
        Assert.True(_world.Ask("open", new { path = "/app/link/other", flags = "w" }).IsRefusal);
    }

    [Fact]
    public void One_granted_file_shows_nothing_of_its_folder()
    {
        _world.With(new BrokerGrant("/one", "inside.txt", FileGrantAccess.Write));
        File.WriteAllText(_world.Host("beside"), "beside");
        Assert.Equal("inside", _world.Text("/one"));
        Assert.Equal("ENOTDIR", _world.Text("/one/beside"));
        Assert.Equal("EACCES", _world.Text("/one/../beside"));
        Assert.Equal("ENOTDIR", _world.Ask("list", new { path = "/one" }).Code);
        Assert.Equal("/one", _world.Do("realpath", new { path = "/one" }).Text("path"));
        _world.Do("write", new { fd = _world.Open("/one", "w") }, "new"u8.ToArray());
        Assert.Equal("new", File.ReadAllText(_world.Host("inside.txt")));
    }

    [Fact]
    public void A_grant_whose_source_is_missing_is_empty_and_a_source_that_is_a_link_is_followed_once()
    {
        File.CreateSymbolicLink(_world.Host("chosen"), _world.Outside("secret.txt"));
        _world.With(new BrokerGrant("/gone", "nothing/here", FileGrantAccess.Write), new BrokerGrant("/chosen", "chosen", FileGrantAccess.Read));
        Assert.Equal("ENOENT", _world.Text("/gone"));
        Assert.Equal("ENOENT", _world.Ask("open", new { path = "/gone/x", flags = "w" }).Code);
        Assert.Equal("secret", _world.Text("/chosen"));
    }

    private List<string> Names(string path) =>
        [.. _world.Do("list", new { path }).Json.GetProperty("entries").EnumerateArray().Select(static e => $"{e.GetProperty("name")}:{e.GetProperty("kind")}")];
}
