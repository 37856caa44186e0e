using Bailey.Broker.Files;
using Bailey.Policy;

namespace Bailey.Broker.Tests;

public sealed class WriteTests : IDisposable
{
    private static readonly (string Method, object Arguments)[] Changes =
    [
        ("open", new { path = "/data/inside.txt", flags = "w" }),
        ("open", new { path = "/data/inside.txt", flags = "r+" }),
        ("open", new { path = "/data/inside.txt", flags = 0x200 }),
        ("open", new { path = "/data/new1", flags = 0x40 }),
        ("open", new { path = "/data/new2", flags = "a" }),
        ("mkdir", new { path = "/data/folder" }),
        ("mkdir", new { path = "/data/folder/deep/er", recursive = true }),
        ("mkdtemp", new { prefix = "/data/folder/x-" }),
        ("symlink", new { target = "inside.txt", path = "/data/link" }),
        ("copy", new { from = "/data/inside.txt", to = "/data/copy" }),
        ("rename", new { from = "/data/copy", to = "/data/moved" }),
        ("truncate", new { path = "/data/inside.txt", length = 3 }),
        ("utimes", new { path = "/data/inside.txt", atimeMs = 1000.5, mtimeMs = 2000 }),
        ("chmod", new { path = "/data/inside.txt", mode = 0x180 }),
        ("access", new { path = "/data/inside.txt", mode = 2 }),
        ("remove", new { path = "/data/link" }),
        ("remove", new { path = "/data/folder", recursive = true }),
    ];

    private readonly World _world = World.Write();

    public void Dispose() => _world.Dispose();

    [Fact]
    public void Every_change_is_refused_under_a_read_grant_and_made_under_a_write_grant()
    {
        using World read = World.Read();
        File.WriteAllText(read.Host("copy"), "");
        foreach ((string method, object arguments) in Changes)
        {
            Answer refused = read.Ask(method, arguments);
            Assert.True(refused is { Code: "EACCES", IsRefusal: true }, $"{method} {arguments}: {refused.Json}");
            Assert.Contains("\"access\": \"write\"", refused.Json.GetProperty("refusal").GetProperty("grant").GetString(), StringComparison.Ordinal);
            _world.Do(method, arguments);
        }

        Assert.Equal(["copy", "inside.txt"], Directory.GetFileSystemEntries(read.Host("")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal("inside", File.ReadAllText(read.Host("inside.txt")));
        Assert.Equal(["inside.txt", "moved", "new1", "new2"], Directory.GetFileSystemEntries(_world.Host("")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(DateTime.UnixEpoch.AddSeconds(2), File.GetLastWriteTimeUtc(_world.Host("inside.txt")));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_world.Host("inside.txt")));
    }

    [Fact]
    public void Writing_appending_and_positions_work_as_in_node()
    {
        long file = _world.Open("/data/f", "w+");
        Assert.Equal(5, _world.Do("write", new { fd = file, position = (long?)null }, "hello"u8.ToArray()).Json.GetProperty("bytes").GetInt32());
        _world.Do("write", new { fd = file, position = 1 }, "E"u8.ToArray());
        Assert.Equal("hEllo"u8.ToArray(), _world.Do("read", new { fd = file, length = 10, position = 0 }).Data);
        Assert.Empty(_world.Do("read", new { fd = file, length = 10 }).Data);
        long end = _world.Open("/data/f", "a");
        _world.Do("write", new { fd = end, position = 0 }, "!"u8.ToArray());
        Assert.Equal("hEllo!", File.ReadAllText(_world.Host("f")));
        _world.Do("truncate", new { fd = file, length = 2 });
        _world.Do("sync", new { fd = file });
        Assert.Equal(2, _world.Do("fstat", new { fd = file }).Json.GetProperty("size").GetInt64());
    }

    [Fact]
    public void An_exclusive_open_follows_no_link()
    {
        File.CreateSymbolicLink(_world.Host("dangling"), "target");
        Assert.Equal("EEXIST", _world.Ask("open", new { path = "/data/dangling", flags = "wx" }).Code);
        Assert.False(File.Exists(_world.Host("target")));
        _world.Open("/data/dangling", "w");
        Assert.True(File.Exists(_world.Host("target")));
        _world.Open("/data/fresh", "wx");
        Assert.Equal("EEXIST", _world.Ask("open", new { path = "/data/fresh", flags = "wx" }).Code);
    }

    [Fact]
    public void Set_id_bits_never_reach_the_host()
    {
        _world.Do("chmod", new { path = "/data/inside.txt", mode = 0xFFF });
        _world.Do("open", new { path = "/data/tool", flags = "w", mode = 0xFFF });
        _world.Do("mkdir", new { path = "/data/folder", mode = 0xFFF });
        const UnixFileMode special = UnixFileMode.SetUser | UnixFileMode.SetGroup | UnixFileMode.StickyBit;
        Assert.Equal((UnixFileMode)0x1FF, File.GetUnixFileMode(_world.Host("inside.txt")));
        Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(_world.Host("tool")) & special);
        Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(_world.Host("folder")) & special);
    }

    [Fact]
    public void Folders_are_made_on_the_way_and_the_first_is_named()
    {
        Assert.Equal("/data/a", _world.Do("mkdir", new { path = "/data/a/b/c", recursive = true }).Text("first"));
        Assert.Equal("/data/a/b/d", _world.Do("mkdir", new { path = "/data/a/b/d/e", recursive = true }).Text("first"));
        Assert.False(_world.Do("mkdir", new { path = "/data/a/b", recursive = true }).Json.TryGetProperty("first", out _));
        Assert.Equal("EEXIST", _world.Ask("mkdir", new { path = "/data/a/b" }).Code);
        Assert.Equal("ENOENT", _world.Ask("mkdir", new { path = "/data/x/y" }).Code);
        Assert.Equal("EEXIST", _world.Ask("mkdir", new { path = "/data/inside.txt", recursive = true }).Code);
        Assert.Equal("ENOTDIR", _world.Ask("mkdir", new { path = "/data/inside.txt/x/y", recursive = true }).Code);
    }

    [Fact]
    public void Removing_says_what_node_says()
    {
        _world.Do("mkdir", new { path = "/data/full/inner", recursive = true });
        Assert.Equal("EISDIR", _world.Ask("remove", new { path = "/data/full" }).Code);
        Assert.Equal("ENOTEMPTY", _world.Ask("remove", new { path = "/data/full", directory = true }).Code);
        Assert.Equal("ENOTDIR", _world.Ask("remove", new { path = "/data/inside.txt", directory = true }).Code);
        Assert.Equal("ENOTDIR", _world.Ask("remove", new { path = "/data/inside.txt/" }).Code);
        Assert.Equal("ENOENT", _world.Ask("remove", new { path = "/data/missing" }).Code);
        Assert.Equal("ENOENT", _world.Ask("remove", new { path = "/data/missing", recursive = true }).Code);
        _world.Do("remove", new { path = "/data/missing/deep", recursive = true, force = true });
        _world.Do("remove", new { path = "/data/full", recursive = true });
        _world.Do("remove", new { path = "/data/inside.txt", recursive = true });
        Assert.Empty(Directory.GetFileSystemEntries(_world.Host("")));
    }

    [Fact]
    public void Large_and_deep_trees_are_removed()
    {
        string deep = "/data/t" + string.Concat(Enumerable.Repeat("/d", 900));
        _world.Do("mkdir", new { path = deep, recursive = true });
        for (int i = 0; i < 3000; i++)
        {
            File.WriteAllText(_world.Host($"t/file-{i}"), "");
        }

        _world.Do("remove", new { path = "/data/t", recursive = true });
        Assert.False(Directory.Exists(_world.Host("t")));
    }

    [UnprivilegedFact]
    public void What_the_host_forbids_its_user_is_an_error_and_not_a_refusal()
    {
        File.SetUnixFileMode(_world.Host("inside.txt"), UnixFileMode.None);
        Answer answer = _world.Ask("readAll", new { path = "/data/inside.txt" });
        Assert.Equal(("EACCES", false), (answer.Code, answer.IsRefusal));
        _world.Do("chmod", new { path = "/data/inside.txt", mode = 0x100 });
        Assert.Equal("inside", _world.Text("/data/inside.txt"));
    }
}
