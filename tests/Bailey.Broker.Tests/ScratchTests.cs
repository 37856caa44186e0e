using Bailey.Broker.Files;
using Bailey.Policy;

namespace Bailey.Broker.Tests;

public sealed class ScratchTests
{
    [Fact]
    public void A_scratch_folder_is_fresh_private_and_gone_at_the_end()
    {
        string folder = Directory.CreateTempSubdirectory("bailey-scratches-").FullName;
        try
        {
            using World world = new World().With(new FileBounds(ScratchFolder: folder), new BrokerGrant("/tmp", null, FileGrantAccess.Scratch));
            string host = Assert.Single(Directory.GetDirectories(folder));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(host));
            string made = world.Do("mkdtemp", new { prefix = "/tmp/work-" }).Text("path");
            Assert.Matches("^/tmp/work-[a-zA-Z0-9]{6}$", made);
            world.Do("write", new { fd = world.Open(made + "/file", "w") }, "x"u8.ToArray());
            world.Do("mkdir", new { path = "/tmp/closed/inner", recursive = true });
            world.Do("chmod", new { path = "/tmp/closed/inner", mode = 0 });
            world.Do("chmod", new { path = "/tmp/closed", mode = 0 });
            world.Service.Dispose();
            Assert.Empty(Directory.GetFileSystemEntries(folder));
            Assert.Equal("EBADF", world.Ask("fstat", new { fd = 16 }).Code);
            Assert.NotNull(world.Ask("stat", new { path = "/tmp" }).Code);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void A_tree_deeper_than_any_path_is_deleted_too()
    {
        string folder = Directory.CreateTempSubdirectory("bailey-scratches-").FullName;
        using World world = new World().With(new FileBounds(ScratchFolder: folder), new BrokerGrant("/tmp", null, FileGrantAccess.Scratch));
        string deep = string.Concat(Enumerable.Repeat("/d", 1500));
        world.Do("mkdir", new { path = "/tmp/a" + deep, recursive = true });
        for (int i = 0; i < 4; i++)
        {
            // Each move puts what there is beneath another 1500 folders.
            world.Do("mkdir", new { path = "/tmp/b" + deep, recursive = true });
            world.Do("rename", new { from = "/tmp/a", to = "/tmp/b" + deep + "/a" });
            world.Do("rename", new { from = "/tmp/b", to = "/tmp/a" });
        }

        Assert.Equal("ENAMETOOLONG", world.Ask("remove", new { path = "/tmp/a", recursive = true }).Code);
        world.Service.Dispose();
        Assert.Empty(Directory.GetFileSystemEntries(folder));
        Directory.Delete(folder);
    }
}
