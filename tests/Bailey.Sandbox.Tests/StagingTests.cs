using System.Diagnostics;
using Bailey.Interop;

namespace Bailey.Sandbox.Tests;

public sealed class StagingTests : IDisposable
{
    private readonly string store = Directory.CreateTempSubdirectory("bailey-stage-").FullName;

    private string Store => Path.Combine(store, "roots");

    public void Dispose() => Directory.Delete(store, recursive: true);

    [Fact]
    public void A_root_holds_the_program_its_runtime_and_their_libraries_and_nothing_else()
    {
        string root = RuntimeStage.Prepare(Ground.Layout, Store);
        Assert.Equal(["app", "dev", "dotnet", "empty", "lib", "lib64", "proc"], Directory.EnumerateDirectories(root).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.True(File.Exists(Path.Combine(root, "lib/libjavascriptcoregtk-6.0.so.1")));
        Assert.Equal(["urandom"], Directory.EnumerateFileSystemEntries(Path.Combine(root, "dev")).Select(Path.GetFileName));
        Assert.DoesNotContain(Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories), path => Path.GetFileName(path) is "createdump" or "libmscordaccore.so" or "sh");
    }

    [Fact]
    public void The_libraries_are_those_that_the_loader_itself_would_find()
    {
        const string soname = "libjavascriptcoregtk-6.0.so.1";
        var closure = new LibraryClosure(LoaderCache.Read());
        closure.Add(soname);
        // ldd runs the loader on a library of the host that is trusted anyway.
        using Process ldd = Process.Start(new ProcessStartInfo("ldd", [closure.Libraries[soname]]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        string[] expected =
        [
            soname,
            .. ldd.StandardOutput.ReadToEnd().Split('\n').Where(line => line.Contains("=>", StringComparison.Ordinal)).Select(line => line.Trim().Split(' ')[0]),
        ];
        Assert.Equal(expected.Order(StringComparer.Ordinal), closure.Libraries.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Nobody_may_write_in_a_root_but_its_owner()
    {
        string root = RuntimeStage.Prepare(Ground.Layout, Store);
        foreach (string path in Directory.EnumerateFileSystemEntries(root, "*", SearchOption.AllDirectories))
        {
            FileStatus status = HostFile.Status(path, follow: false);
            Assert.NotEqual(FileKind.SymbolicLink, status.Kind);
            Assert.Equal(0, status.Permissions & 0b010_010);
        }
    }

    [Fact]
    public void Preparing_again_gives_the_same_root_and_builds_nothing()
    {
        string root = RuntimeStage.Prepare(Ground.Layout, Store);
        ulong inode = HostFile.Status(root).Inode;
        Assert.Equal(root, RuntimeStage.Prepare(Ground.Layout, Store));
        Assert.Equal(inode, HostFile.Status(root).Inode);
    }

    [Theory]
    [InlineData("content")]
    [InlineData("new file")]
    public void A_source_that_changed_gives_another_root_although_there_is_a_receipt(string how)
    {
        string program = Path.Combine(store, "program");
        Directory.CreateDirectory(program);
        foreach (string file in Directory.EnumerateFiles(Ground.Layout.PublishFolder))
        {
            File.Copy(file, Path.Combine(program, Path.GetFileName(file)));
        }

        WorkerLayout layout = Ground.Layout with { PublishFolder = program, Libraries = [] };
        string root = RuntimeStage.Prepare(layout, Store);
        // The control: nothing changed.
        Assert.Equal(Path.GetDirectoryName(root), StageReceipt.Find(Store, layout));
        if (how == "content")
        {
            string changed = Path.Combine(program, "Bailey.Probes.dll");
            DateTime then = File.GetLastWriteTimeUtc(changed);
            File.WriteAllBytes(changed + ".new", File.ReadAllBytes(changed));
            File.Move(changed + ".new", changed, overwrite: true);
            File.SetLastWriteTimeUtc(changed, then);
        }
        else
        {
            File.WriteAllText(Path.Combine(program, "more.dll"), "");
        }

        Assert.Null(StageReceipt.Find(Store, layout));
        Assert.NotEqual(root, RuntimeStage.Prepare(layout, Store));
    }

    [Fact]
    public async Task Many_at_once_agree()
    {
        string[] roots = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => RuntimeStage.Prepare(Ground.Layout, Store))));
        Assert.Single(roots.Distinct(StringComparer.Ordinal));
        Assert.Single(Directory.EnumerateDirectories(Store), path => Path.GetFileName(path) != StageCleaning.FilesFolder);
    }

    [Theory]
    [InlineData("changed")]
    [InlineData("removed")]
    [InlineData("writable")]
    public void A_root_that_somebody_touched_is_built_anew(string how)
    {
        string root = RuntimeStage.Prepare(Ground.Layout, Store);
        ulong inode = HostFile.Status(root).Inode;
        string victim = Path.Combine(root, "app/Bailey.Probes.dll");
        switch (how)
        {
            case "changed":
                HostFile.SetPermissions(victim, 0b110_100_100);
                File.AppendAllText(victim, "x");
                HostFile.SetPermissions(victim, 0b100_100_100);
                break;
            case "removed":
                File.Delete(victim);
                break;
            default:
                HostFile.SetPermissions(victim, 0b110_110_110);
                break;
        }

        Assert.Equal(root, RuntimeStage.Prepare(Ground.Layout, Store));
        Assert.NotEqual(inode, HostFile.Status(root).Inode);
        Assert.Equal(new FileInfo(Path.Combine(Ground.Layout.PublishFolder, "Bailey.Probes.dll")).Length, new FileInfo(victim).Length);
    }

    [Theory]
    [InlineData("link")]
    [InlineData("writable")]
    [InlineData("file")]
    public void A_store_that_somebody_else_prepared_is_refused(string how)
    {
        string elsewhere = Directory.CreateDirectory(Path.Combine(store, "elsewhere")).FullName;
        HostFile.SetPermissions(elsewhere, 0b111_000_000);
        switch (how)
        {
            case "link":
                Directory.CreateSymbolicLink(Store, elsewhere);
                break;
            case "writable":
                Directory.CreateDirectory(Store);
                HostFile.SetPermissions(Store, 0b111_111_111);
                break;
            default:
                File.WriteAllText(Store, "");
                break;
        }

        Assert.Equal("BLY3008", Assert.Throws<WallUnavailableException>(() => RuntimeStage.Prepare(Ground.Layout, Store)).Code);
        // The control: the same place, honestly made.
        Assert.StartsWith(elsewhere, RuntimeStage.Prepare(Ground.Layout, elsewhere), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_roots_share_the_files_that_are_the_same()
    {
        string first = RuntimeStage.Prepare(Ground.Layout, Store);
        string second = RuntimeStage.Prepare(Ground.Layout with { Libraries = [] }, Store);
        Assert.NotEqual(first, second);
        Assert.Equal(HostFile.Status(Path.Combine(first, "app/Bailey.Probes.dll")).Inode, HostFile.Status(Path.Combine(second, "app/Bailey.Probes.dll")).Inode);
        Assert.False(File.Exists(Path.Combine(second, "lib/libjavascriptcoregtk-6.0.so.1")));
    }

    [Fact]
    public void A_root_that_nobody_used_for_a_week_goes_and_takes_its_files_along()
    {
        string used = RuntimeStage.Prepare(Ground.Layout with { Libraries = [] }, Store);
        string unused = RuntimeStage.Prepare(Ground.Layout, Store);
        DateTimeOffset later = DateTimeOffset.UtcNow.AddDays(8);
        LibCException.ThrowIf(LibC.utimensat(OwnedDescriptor.Borrow(-1), RuntimeStage.ManifestOf(Path.GetDirectoryName(used)!), null, later, AtFlags.None), "utimensat");
        int copies = Directory.GetFiles(Path.Combine(Store, StageCleaning.FilesFolder)).Length;
        StageCleaning.Clean(Store, later);
        Assert.True(Directory.Exists(used));
        Assert.False(Directory.Exists(unused));
        Assert.InRange(Directory.GetFiles(Path.Combine(Store, StageCleaning.FilesFolder)).Length, 1, copies);
    }

    [Fact]
    public void A_library_that_the_host_lacks_is_named()
    {
        WallUnavailableException missing = Assert.Throws<WallUnavailableException>(() => RuntimeStage.Prepare(Ground.Layout with { Libraries = ["libnothing.so.9"] }, Store));
        Assert.Contains("libnothing.so.9", missing.Message, StringComparison.Ordinal);
    }
}
