using Bailey.Broker.Files;
using Bailey.Interop;
using Bailey.Policy;

namespace Bailey.Broker.Tests;

public sealed class QuotaTests
{
    [Fact]
    public void No_more_than_maxBytes_is_written_and_up_to_it_all_is()
    {
        using World world = World.Write(maxBytes: 100);
        long file = world.Open("/data/f", "w");
        world.Do("write", new { fd = file }, new byte[60]);
        Answer over = world.Ask("write", new { fd = file }, new byte[60]);
        Assert.Equal(("EDQUOT", true), (over.Code, over.IsRefusal));
        Assert.Contains("maxBytes", over.Json.GetProperty("refusal").GetProperty("grant").GetString(), StringComparison.Ordinal);
        world.Do("write", new { fd = file }, new byte[40]);
        Assert.Equal("EDQUOT", world.Ask("write", new { fd = file }, new byte[1]).Code);
        Assert.Equal(100, new FileInfo(world.Host("f")).Length);
        Assert.NotNull(world.Audit[^1].Refusal);
    }

    [Fact]
    public void Holes_copies_and_longer_files_count_too()
    {
        using World world = World.Write(maxBytes: 100);
        long file = world.Open("/data/f", "w");
        Assert.Equal("EDQUOT", world.Ask("write", new { fd = file, position = 100 }, new byte[1]).Code);
        Assert.Equal("EDQUOT", world.Ask("truncate", new { fd = file, length = 101 }).Code);
        Assert.Equal("EDQUOT", world.Ask("truncate", new { path = "/data/f", length = 1L << 50 }).Code);
        world.Do("write", new { fd = file, position = 49 }, new byte[1]);
        world.Do("copy", new { from = "/data/f", to = "/data/g" });
        Assert.Equal("EDQUOT", world.Ask("copy", new { from = "/data/f", to = "/data/h" }).Code);
        Assert.False(File.Exists(world.Host("h")));
    }

    [Fact]
    public void Each_grant_has_its_own_quota()
    {
        using World world = new World().With(
            new BrokerGrant("/small", null, FileGrantAccess.Scratch, 10), new BrokerGrant("/large", null, FileGrantAccess.Scratch, 1000));
        Assert.Equal("EDQUOT", world.Ask("write", new { fd = world.Open("/small/f", "w") }, new byte[11]).Code);
        world.Do("write", new { fd = world.Open("/large/f", "w") }, new byte[11]);
    }

    [Fact]
    public void Files_that_are_made_are_counted_and_files_that_are_there_are_not()
    {
        using World world = new World().With(new FileBounds(MaximumCreations: 3), new BrokerGrant("/data", "", FileGrantAccess.Write));
        for (int i = 0; i < 10; i++)
        {
            world.Open("/data/inside.txt", "a");
            Assert.Equal("EEXIST", world.Ask("open", new { path = "/data/inside.txt", flags = "wx" }).Code);
        }

        world.Open("/data/1", "w");
        world.Do("mkdir", new { path = "/data/2" });
        world.Do("symlink", new { target = "1", path = "/data/3" });
        Assert.Equal("EDQUOT", world.Ask("open", new { path = "/data/4", flags = "w" }).Code);
        Assert.Equal("EDQUOT", world.Ask("mkdir", new { path = "/data/4/5", recursive = true }).Code);
        Assert.Equal("EDQUOT", world.Ask("mkdtemp", new { prefix = "/data/" }).Code);
    }

    [Fact]
    public void A_gigabyte_of_holes_is_copied_in_bounded_memory_and_stays_holes()
    {
        using World world = World.Write(maxBytes: 2L << 30);
        using (var sparse = new FileStream(world.Host("sparse"), FileMode.CreateNew))
        {
            sparse.SetLength(1 << 30);
            sparse.Position = 1 << 29;
            sparse.Write("middle"u8);
        }

        world.Do("copy", new { from = "/data/inside.txt", to = "/data/warm" });
        long before = GC.GetAllocatedBytesForCurrentThread();
        world.Do("copy", new { from = "/data/sparse", to = "/data/copy" });
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1 << 20);
        using (FileStream copy = File.OpenRead(world.Host("copy")))
        {
            Assert.Equal(1 << 30, copy.Length);
            copy.Position = 1 << 29;
            byte[] middle = new byte[6];
            copy.ReadExactly(middle);
            Assert.Equal("middle"u8.ToArray(), middle);
        }

        LibC.open(world.Host("copy"), OpenFlags.Path, 0, out OwnedDescriptor file);
        using (file)
        {
            LibC.fstat(file, out FileStatus status);
            Assert.InRange(status.Blocks * 512, 1, 16 << 20);
        }
    }

    [Fact]
    public void A_file_copied_onto_itself_keeps_its_content()
    {
        using World world = World.Write();
        world.Do("copy", new { from = "/data/inside.txt", to = "/data/inside.txt" });
        Assert.Equal("inside", world.Text("/data/inside.txt"));
    }
}
