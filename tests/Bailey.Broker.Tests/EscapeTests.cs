using Bailey.Broker.Files;
using Bailey.Policy;

namespace Bailey.Broker.Tests;

public sealed class EscapeTests : IDisposable
{
    private readonly World _world = World.Write();

    public void Dispose() => _world.Dispose();

    [Theory]
    [InlineData("/data/../outside/secret.txt")]
    [InlineData("/data/../../../../../../etc/passwd")]
    [InlineData("/data/x/../../outside/secret.txt")]
    [InlineData("/dat")]
    [InlineData("/data2")]
    [InlineData("/proc/self/environ")]
    public void A_path_that_no_grant_covers_is_refused(string path)
    {
        Answer answer = _world.Ask("readAll", new { path });
        Assert.Equal("EACCES", answer.Code);
        Assert.True(answer.IsRefusal);
        Assert.Equal("inside", _world.Text("/data/../data/./inside.txt"));
    }

    [Theory]
    [InlineData("../outside/secret.txt")]
    [InlineData("sub/../../outside/secret.txt")]
    [InlineData("{outside}/secret.txt")]
    [InlineData("/proc/self/root{outside}/secret.txt")]
    [InlineData("/proc/self/cwd/../../../../../../../../../../{outside}/secret.txt")]
    [InlineData("{outside}")]
    [InlineData("/proc/self/fd/0")]
    public void A_link_that_leads_out_is_refused_and_one_that_stays_is_followed(string target)
    {
        Directory.CreateDirectory(_world.Host("sub"));
        File.CreateSymbolicLink(_world.Host("out"), target.Replace("{outside}", _world.Outside("").TrimEnd('/'), StringComparison.Ordinal));
        File.CreateSymbolicLink(_world.Host("in"), "sub/../inside.txt");
        foreach (string method in new[] { "readAll", "stat", "list", "realpath", "access", "readlink" })
        {
            Answer answer = _world.Ask(method, new { path = "/data/out" });
            Assert.Equal((method, "EACCES", true), (method, answer.Code, answer.IsRefusal));
        }

        Assert.Equal("EACCES", _world.Ask("open", new { path = "/data/out", flags = "w" }).Code);
        Assert.Equal("EACCES", _world.Ask("truncate", new { path = "/data/out", length = 0 }).Code);
        Assert.Equal("EACCES", _world.Ask("chmod", new { path = "/data/out", mode = 0x1FF }).Code);
        Assert.Equal("EACCES", _world.Ask("copy", new { from = "/data/out", to = "/data/copy" }).Code);
        Assert.Equal("secret", File.ReadAllText(_world.Outside("secret.txt")));
        Assert.Equal("symlink", _world.Do("stat", new { path = "/data/out", follow = false }).Text("kind"));
        Assert.Equal("inside", _world.Text("/data/in"));
        Assert.Equal("/data/inside.txt", _world.Do("realpath", new { path = "/data/in" }).Text("path"));
    }

    [Theory]
    [InlineData("mkdir")]
    [InlineData("unlink")]
    [InlineData("symlink")]
    [InlineData("rename")]
    [InlineData("rm")]
    public void Names_beyond_a_linked_folder_cannot_be_changed_and_beneath_one_inside_they_can(string what)
    {
        Directory.CreateDirectory(_world.Host("real"));
        File.CreateSymbolicLink(_world.Host("out"), _world.Outside(""));
        File.CreateSymbolicLink(_world.Host("in"), "real");
        Answer Change(string folder) => what switch
        {
            "mkdir" => _world.Ask("mkdir", new { path = $"/data/{folder}/new", recursive = true }),
            "symlink" => _world.Ask("symlink", new { target = "x", path = $"/data/{folder}/new" }),
            "rename" => _world.Ask("rename", new { from = $"/data/{folder}/secret.txt", to = "/data/stolen" }),
            "rm" => _world.Ask("remove", new { path = $"/data/{folder}/secret.txt", recursive = true }),
            _ => _world.Ask("remove", new { path = $"/data/{folder}/secret.txt" }),
        };
        Assert.Equal("EACCES", Change("out").Code);
        Assert.Equal(["secret.txt"], Directory.GetFileSystemEntries(_world.Outside("")).Select(Path.GetFileName));
        File.WriteAllText(_world.Host("real/secret.txt"), "mine");
        Assert.Null(Change("in").Code);
    }

    [Fact]
    public void Removing_a_tree_removes_links_and_not_what_they_lead_to()
    {
        Directory.CreateDirectory(_world.Host("tree/deep"));
        File.CreateSymbolicLink(_world.Host("tree/file"), _world.Outside("secret.txt"));
        File.CreateSymbolicLink(_world.Host("tree/deep/folder"), _world.Outside(""));
        _world.Do("remove", new { path = "/data/tree", recursive = true });
        Assert.False(Directory.Exists(_world.Host("tree")));
        Assert.True(File.Exists(_world.Outside("secret.txt")));
    }

    [Fact]
    public async Task A_link_that_is_swapped_while_files_are_read_never_leads_out()
    {
        Directory.CreateDirectory(_world.Host("d1"));
        File.WriteAllText(_world.Host("d1/secret.txt"), "inside");
        File.CreateSymbolicLink(_world.Host("d2"), _world.Outside(""));
        File.CreateSymbolicLink(_world.Host("l1"), "inside.txt");
        File.CreateSymbolicLink(_world.Host("l2"), "../outside/secret.txt");
        using var stop = new CancellationTokenSource();
        Task flipping = Task.Run(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                Command.Exchange(_world.Host("d1"), _world.Host("d2"));
                Command.Exchange(_world.Host("l1"), _world.Host("l2"));
            }
        });

        var seen = new Dictionary<string, int>();
        bool naiveLeaks = false;
        for (int i = 0; i < 200_000 && (i < 5_000 || seen.Count < 2 || !naiveLeaks); i++)
        {
            foreach (string path in new[] { "d1/secret.txt", "l1", "d1/../l1" })
            {
                string text = _world.Text("/data/" + path);
                seen[text] = seen.GetValueOrDefault(text) + 1;
                naiveLeaks |= File.ReadAllText(_world.Host(path)) == "secret";
            }
        }

        await stop.CancelAsync();
        await flipping;
        Assert.True(naiveLeaks, "the swap was never met: the test shows nothing");
        Assert.Equal(["EACCES", "inside"], seen.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void One_granted_file_that_is_replaced_by_a_link_is_not_followed()
    {
        using World world = new World().With(new BrokerGrant("/one", "inside.txt", FileGrantAccess.Write));
        Assert.Equal("inside", world.Text("/one"));
        File.Delete(world.Host("inside.txt"));
        File.CreateSymbolicLink(world.Host("inside.txt"), "../outside/secret.txt");
        Assert.Equal("ELOOP", world.Text("/one"));
        File.Delete(world.Host("inside.txt"));
        File.WriteAllText(world.Host("inside.txt"), "again");
        Assert.Equal("again", world.Text("/one"));
    }

    [Fact]
    public void A_magic_link_is_not_followed_even_where_a_grant_holds_one()
    {
        using World world = new World().With(new BrokerGrant("/self", "/proc/self", FileGrantAccess.Read));
        Assert.StartsWith("Name:", world.Text("/self/status"), StringComparison.Ordinal);
        foreach (string path in new[] { "/self/exe", "/self/root/etc/hostname", "/self/cwd", "/self/fd/0" })
        {
            Assert.Contains(world.Text(path), new[] { "ELOOP", "EACCES" });
        }
    }
}
