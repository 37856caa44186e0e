using Bailey.Interop;

namespace Bailey.Sandbox.Tests;

/// <summary>The calls through which the broker serves files to guests.</summary>
public sealed class FilesTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("bailey-files-").FullName;
    private readonly OwnedDescriptor grant;

    public FilesTests()
    {
        Directory.CreateDirectory(Path.Combine(folder, "grant/inner"));
        File.WriteAllText(Path.Combine(folder, "grant/inner/file"), "inside");
        File.WriteAllText(Path.Combine(folder, "outside"), "outside");
        File.CreateSymbolicLink(Path.Combine(folder, "grant/escape"), "../outside");
        File.CreateSymbolicLink(Path.Combine(folder, "grant/absolute"), Path.Combine(folder, "outside"));
        File.CreateSymbolicLink(Path.Combine(folder, "grant/magic"), "/proc/self/cwd");
        File.CreateSymbolicLink(Path.Combine(folder, "grant/good"), "inner/file");
        LibCException.ThrowIf(LibC.open(Path.Combine(folder, "grant"), OpenFlags.Directory, 0, out grant), "open");
    }

    public void Dispose()
    {
        grant.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("inner/file", Errno.None)]
    [InlineData("good", Errno.None)]
    [InlineData("inner/../inner/file", Errno.None)]
    [InlineData("../outside", Errno.EXDEV)]
    [InlineData("inner/../../outside", Errno.EXDEV)]
    [InlineData("escape", Errno.EXDEV)]
    [InlineData("absolute", Errno.EXDEV)]
    [InlineData("magic", Errno.EXDEV)]
    [InlineData("/etc/passwd", Errno.EXDEV)]
    [InlineData("missing", Errno.ENOENT)]
    [InlineData("inner/file\0x", Errno.EINVAL)]
    public void A_path_beneath_a_grant_never_leaves_it(string path, Errno expected)
    {
        Assert.Equal(expected, LibC.openat2(grant, path, OpenFlags.ReadOnly, 0, ResolveFlags.Beneath | ResolveFlags.NoMagicLinks, out OwnedDescriptor file));
        file.Dispose();
        if (expected == Errno.EXDEV && !path.Contains("magic", StringComparison.Ordinal))
        {
            // The control: without the limit the same path opens.
            Assert.Equal(Errno.None, LibC.openat2(grant, path, OpenFlags.ReadOnly, 0, ResolveFlags.None, out OwnedDescriptor free));
            free.Dispose();
        }
    }

    [Fact]
    public void A_file_is_made_written_read_cut_renamed_linked_and_removed_by_name()
    {
        const ResolveFlags beneath = ResolveFlags.Beneath | ResolveFlags.NoMagicLinks;
        Assert.Equal(Errno.None, LibC.openat2(grant, "new", OpenFlags.ReadWrite | OpenFlags.Create | OpenFlags.Exclusive, 0b110_100_000, beneath, out OwnedDescriptor file));
        using (file)
        {
            Assert.Equal(Errno.None, LibC.pwrite(file, "hello"u8, 2, out int written));
            Assert.Equal(5, written);
            Assert.Equal(Errno.None, LibC.ftruncate(file, 6));
            Assert.Equal(Errno.None, LibC.fsync(file));
            var buffer = new byte[16];
            Assert.Equal(Errno.None, LibC.pread(file, buffer, 0, out int count));
            Assert.Equal("\0\0hell"u8.ToArray(), buffer[..count]);
            var time = new DateTimeOffset(2001, 2, 3, 4, 5, 6, 789, TimeSpan.Zero);
            Assert.Equal(Errno.None, LibC.utimensat(file, "", null, time, AtFlags.None));
            Assert.Equal(Errno.None, LibC.fchmod(file, 0b110_000_000));
            Assert.Equal(Errno.None, LibC.fstat(file, out FileStatus status));
            Assert.Equal((FileKind.File, 6L, 0b110_000_000, 1u), (status.Kind, status.Length, status.Permissions, status.Links));
            Assert.Equal(time.ToUnixTimeMilliseconds(), status.ModifiedNanoseconds / 1_000_000);
        }

        Assert.Equal(Errno.EEXIST, LibC.openat2(grant, "new", OpenFlags.WriteOnly | OpenFlags.Create | OpenFlags.Exclusive, 0b110_000_000, beneath, out _));
        Assert.Equal(Errno.None, LibC.mkdirat(grant, "folder", 0b111_000_000));
        Assert.Equal(Errno.EEXIST, LibC.renameat2(grant, "new", grant, "folder", RenameFlags.NoReplace));
        Assert.Equal(Errno.None, LibC.renameat2(grant, "new", grant, "renamed", RenameFlags.None));
        Assert.Equal(Errno.None, LibC.linkat(grant, "renamed", grant, "hard", AtFlags.None));
        Assert.Equal(Errno.None, LibC.symlinkat("renamed", grant, "soft"));
        Assert.Equal(Errno.None, LibC.readlinkat(grant, "soft", out string target));
        Assert.Equal("renamed", target);
        Assert.Equal(Errno.None, LibC.fstatat(grant, "soft", AtFlags.SymbolicLinkNoFollow, out FileStatus link));
        Assert.Equal(FileKind.SymbolicLink, link.Kind);
        Assert.Equal(Errno.EISDIR, LibC.unlinkat(grant, "folder", AtFlags.None));
        Assert.Equal(Errno.None, LibC.unlinkat(grant, "folder", AtFlags.RemoveDirectory));
        Assert.Equal(Errno.None, LibC.unlinkat(grant, "soft", AtFlags.None));
        Assert.True(File.Exists(Path.Combine(folder, "grant/hard")));
    }

    [Fact]
    public void A_directory_is_listed_whole_without_dots()
    {
        for (int i = 0; i < 2000; i++)
        {
            File.WriteAllText(Path.Combine(folder, $"grant/inner/{i}"), "");
        }

        Assert.Equal(Errno.None, LibC.openat2(grant, "inner", OpenFlags.Directory, 0, ResolveFlags.Beneath, out OwnedDescriptor inner));
        using (inner)
        {
            var entries = new List<DirectoryEntry>();
            for (bool end = false; !end;)
            {
                Assert.Equal(Errno.None, LibC.getdents64(inner, entries, out end));
            }

            Assert.Equal(2001, entries.Count);
            Assert.All(entries, entry => Assert.Equal(FileKind.File, entry.Kind));
            Assert.DoesNotContain(entries, entry => entry.Name is "." or "..");
        }
    }

    [Fact]
    public void Landlock_confines_one_thread_and_no_other()
    {
        if (Landlock.Abi == 0)
        {
            return;
        }

        string outside = Path.Combine(folder, "outside");
        Errno confinedOutside = Errno.None;
        Errno confinedInside = Errno.EACCES;
        var thread = new Thread(() =>
        {
            Landlock.RestrictThread([grant]);
            confinedOutside = LibC.open(outside, OpenFlags.ReadOnly, 0, out _);
            confinedInside = LibC.openat2(grant, "inner/file", OpenFlags.ReadOnly, 0, ResolveFlags.Beneath, out _);
        });
        thread.Start();
        thread.Join();
        Assert.Equal((Errno.EACCES, Errno.None), (confinedOutside, confinedInside));
        Assert.Equal(Errno.None, LibC.open(outside, OpenFlags.ReadOnly, 0, out OwnedDescriptor free));
        free.Dispose();
    }
}
