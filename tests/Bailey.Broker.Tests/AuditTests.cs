using Bailey.Broker.Files;
using Bailey.Policy;

namespace Bailey.Broker.Tests;

public sealed class AuditTests : IDisposable
{
    private readonly World _world = World.Write();

    public void Dispose() => _world.Dispose();

    [Fact]
    public void Opens_changes_and_refusals_are_told_and_looking_is_not()
    {
        _world.Ask("readAll", new { path = "/data/./inside.txt", by = "left-pad" });
        _world.Ask("stat", new { path = "/data/inside.txt" });
        _world.Ask("readAll", new { path = "/data/missing" });
        _world.Ask("readAll", new { path = "/etc/passwd", by = "left-pad" });
        _world.Ask("rename", new { from = "/data/inside.txt", to = "/data/b" });
        Assert.Equal(
            [
                ("file.readAll", "/data/inside.txt", null, FileUse.Read, "left-pad", false),
                ("file.readAll", "/etc/passwd", null, FileUse.Read, "left-pad", true),
                ("file.rename", "/data/inside.txt", "/data/b", FileUse.Change, "$root$", false),
            ],
            _world.Audit.Select(static a => (a.Method, a.Path, a.Destination, a.Use, a.Package, a.Refusal is not null)));
        Assert.Equal(Refusal.Of(Wall.Sandbox, "left-pad", RefusalKind.FileRead, "/etc/passwd"), _world.Audit[1].Refusal);
    }

    [Fact]
    public void Of_reads_that_repeat_each_other_the_first_is_told_and_of_refusals_and_changes_each()
    {
        Action<FileAudit> told = _world.Service.Decided!;
        _world.Service.Decided = static _ => throw new IOException("the disk is full");
        Assert.Throws<IOException>(() => _world.Ask("readAll", new { path = "/data/inside.txt" }));
        _world.Service.Decided = told;
        for (int time = 0; time < 2; time++)
        {
            _world.Ask("readAll", new { path = "/data/inside.txt" });
            _world.Ask("readAll", new { path = "/data/inside.txt", by = "other" });
            _world.Ask("readAll", new { path = "/etc/passwd" });
            _world.Ask("mkdir", new { path = "/data/folder" + time });
        }

        Assert.Equal(
            ["file.readAll $root$", "file.readAll other", "file.readAll $root$", "file.mkdir $root$", "file.readAll $root$", "file.mkdir $root$"],
            _world.Audit.Select(static a => $"{a.Method} {a.Package}"));
    }

    [Fact]
    public void A_change_whose_audit_fails_is_not_made()
    {
        _world.Service.Decided = static _ => throw new IOException("the disk is full");
        Assert.Throws<IOException>(() => _world.Ask("remove", new { path = "/data/inside.txt" }));
        Assert.True(File.Exists(_world.Host("inside.txt")));
        _world.Service.Decided = null;
        _world.Do("remove", new { path = "/data/inside.txt" });
    }

    [Fact]
    public void A_package_may_be_narrowed_further()
    {
        _world.Service.Narrow = static (package, path, use) =>
            package == "left-pad" && use == FileUse.Change ? Refusal.Of(Wall.Realm, package, RefusalKind.FileWrite, path) : null;
        Answer refused = _world.Ask("open", new { path = "/data/x", flags = "w", by = "left-pad" });
        Assert.Equal("realm", refused.Json.GetProperty("refusal").GetProperty("wall").GetString());
        _world.Do("open", new { path = "/data/x", flags = "w", by = "other" });
        _world.Do("readAll", new { path = "/data/inside.txt", by = "left-pad" });
    }

    [Fact]
    public void The_broker_asks_the_plan_for_narrowing_and_folders_on_the_way_still_show()
    {
        // As the broker wires it: the plan refuses what no route covers, and no route covers the root.
        _world.Service.Narrow = static (package, path, use) =>
            path.StartsWith("/data", StringComparison.Ordinal) ? null : Refusal.Of(Wall.Sandbox, package, RefusalKind.FileRead, path);
        _world.Do("stat", new { path = "/" });
        _world.Do("list", new { path = "/" });
        _world.Do("mkdir", new { path = "/", recursive = true });
    }

    [Fact]
    public void Errors_look_as_nodes_do()
    {
        Answer missing = _world.Ask("open", new { path = "/data/x'y", flags = "r" });
        Assert.Equal("ENOENT: no such file or directory, open '/data/x'y'", missing.Text("message"));
        Assert.Equal((-2, "open", "/data/x'y"), (missing.Json.GetProperty("errno").GetInt32(), missing.Text("syscall"), missing.Text("path")));
        Assert.Equal("EBADF: bad file descriptor, close", _world.Ask("close", new { fd = 99 }).Text("message"));
        Assert.Equal("lstat", _world.Ask("stat", new { path = "/data/x", follow = false }).Text("syscall"));
    }

    [Fact]
    public void What_a_file_is_says_nothing_of_the_host()
    {
        Answer first = _world.Do("stat", new { path = "/data/inside.txt" });
        Assert.Equal(["kind", "size", "mtimeMs", "mode", "ino", "nlink"], first.Json.EnumerateObject().Select(static p => p.Name));
        File.CreateSymbolicLink(_world.Host("same"), "inside.txt");
        Assert.Equal(Inode(first), Inode(_world.Do("stat", new { path = "/data/same" })));
        _world.With(new BrokerGrant("/data", "", FileGrantAccess.Read));
        Answer second = _world.Do("stat", new { path = "/data/inside.txt" });
        Assert.NotEqual(Inode(first), Inode(second));
        Assert.InRange(Inode(second), 1ul, (1ul << 53) - 1);
        Assert.Equal(0, second.Json.GetProperty("mode").GetInt32() & 0x92);
        Assert.NotEqual(0, first.Json.GetProperty("mode").GetInt32() & 0x92);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1000)]
    public void The_times_of_files_are_no_finer_than_their_step(int step)
    {
        _world.With(new FileBounds(TimeStep: step), new BrokerGrant("/data", "", FileGrantAccess.Write));
        File.SetLastWriteTimeUtc(_world.Host("inside.txt"), DateTime.UnixEpoch.AddMilliseconds(1_234_567.8));
        Assert.Equal(step == 1 ? 1_234_567 : 1_234_000, _world.Do("stat", new { path = "/data/inside.txt" }).Json.GetProperty("mtimeMs").GetInt64());
        File.SetLastWriteTimeUtc(_world.Host("inside.txt"), DateTime.UnixEpoch.AddMilliseconds(-0.5));
        Assert.Equal(-step, _world.Do("stat", new { path = "/data/inside.txt" }).Json.GetProperty("mtimeMs").GetInt64());
    }

    private static ulong Inode(Answer answer) => answer.Json.GetProperty("ino").GetUInt64();
}
