using System.IO.Compression;
using System.Text;
using Bailey.Web.Serving;
using Bailey.Web.Sites;

namespace Bailey.Web.Tests;

public sealed class SiteTests
{
    [Theory]
    [InlineData("/", "", true)]
    [InlineData("/a.js", "a.js", false)]
    [InlineData("/a/b/?x=/../..", "a/b", true)]
    [InlineData("/a%20b/%C3%B6.css", "a b/ö.css", false)]
    [InlineData("/.well-known/x", ".well-known/x", false)]
    [InlineData("/sub/bailey.json", "sub/bailey.json", false)]
    public void A_path_is_decoded_once(string target, string text, bool isFolder)
    {
        Assert.True(SitePath.TryParse(target, out SitePath? path));
        Assert.Equal((text, isFolder), (path.Text, path.IsFolder));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a.js")]
    [InlineData("http://x/a")]
    [InlineData("//evil.example/")]
    [InlineData("/a//b")]
    [InlineData("/../x")]
    [InlineData("/a/..")]
    [InlineData("/./x")]
    [InlineData("/%2e%2e/x")]
    [InlineData("/a%2fb")]
    [InlineData("/a%5cb")]
    [InlineData("/a\\b")]
    [InlineData("/a%00")]
    [InlineData("/a%0ab")]
    [InlineData("/a%")]
    [InlineData("/a%g0")]
    [InlineData("/a%ff")]
    [InlineData("/a b")]
    [InlineData("/ö")]
    [InlineData("/bailey.json")]
    [InlineData("/Policy.JSON")]
    [InlineData("/.env")]
    [InlineData("/a/.git/config")]
    public void A_path_that_names_no_file_of_the_container_is_none(string target) => Assert.False(SitePath.TryParse(target, out _));

    [Theory]
    [InlineData(null, 0, 10, 200)]
    [InlineData("bytes=0-0", 0, 1, 206)]
    [InlineData("bytes=2-", 2, 8, 206)]
    [InlineData("bytes=-3", 7, 3, 206)]
    [InlineData("bytes=-30", 0, 10, 206)]
    [InlineData("bytes=5-99", 5, 5, 206)]
    [InlineData("bytes=10-", 0, 0, 416)]
    [InlineData("bytes=-0", 0, 0, 416)]
    [InlineData("bytes=5-4", 0, 10, 200)]
    [InlineData("bytes=0-1,3-4", 0, 10, 200)]
    [InlineData("lines=0-1", 0, 10, 200)]
    [InlineData("bytes=a-b", 0, 10, 200)]
    [InlineData("bytes=--1", 0, 10, 200)]
    [InlineData("bytes=99999999999999999999-", 0, 10, 200)]
    public void A_range_is_one_part_the_whole_or_nothing(string? header, long from, long length, int status) =>
        Assert.Equal(new ByteRange(from, length, status), ByteRange.Of(header, 10));

    [Fact]
    public async Task An_archive_is_served_from_its_only_folder()
    {
        ZipSite site = Unpack(("site/index.html", "page"), ("site/a/b.js", "1"));
        Assert.Equal(SiteKind.File, (await site.LookAsync(SitePath.Of("index.html"), default)).Kind);
        Assert.Equal(SiteKind.Folder, (await site.LookAsync(SitePath.Of("a"), default)).Kind);
        Assert.Equal(SiteKind.Missing, (await site.LookAsync(SitePath.Of("site/index.html"), default)).Kind);
        await using ISiteFile? file = await site.OpenAsync(SitePath.Of("a/b.js"), default);
        byte[] buffer = new byte[10];
        Assert.Equal(1, await file!.ReadAsync(0, buffer, default));
        Assert.Equal(0, await file.ReadAsync(1, buffer, default));
    }

    [Theory]
    [InlineData("../x", "no plain path")]
    [InlineData("/x", "no plain path")]
    [InlineData("a/../../x", "no plain path")]
    [InlineData("a\\..\\x", "no plain path")]
    [InlineData("a//b", "no plain path")]
    [InlineData("a\0b", "no plain path")]
    [InlineData("index.html", "there twice")]
    [InlineData("index.html/x", "a file and a folder")]
    public void An_archive_with_a_name_that_leads_out_or_hides_another_is_refused(string name, string why)
    {
        Assert.NotNull(Unpack(("index.html", "page"), ("other", ""))); // the control
        Assert.Contains(why, Assert.Throws<InvalidDataException>(() => Unpack(("index.html", "page"), (name, ""))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_archive_with_a_link_is_refused()
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            ZipArchiveEntry link = archive.CreateEntry("link");
            link.ExternalAttributes = unchecked((int)0xA1FF0000);
            using Stream content = link.Open();
            content.Write("/etc/passwd"u8);
        }

        Assert.Contains("is a link", Assert.Throws<InvalidDataException>(() => ZipSite.Unpack(bytes, "index.html")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_archive_that_unpacks_to_too_much_or_has_too_many_entries_is_refused()
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            using Stream content = archive.CreateEntry("zeros").Open();
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i <= ZipSite.MostBytes >> 20; i++)
            {
                content.Write(zeros);
            }
        }

        Assert.True(bytes.Length < 1 << 20);
        Assert.Contains("128 MB", Assert.Throws<InvalidDataException>(() => ZipSite.Unpack(bytes, "index.html")).Message, StringComparison.Ordinal);
        (string, string)[] many = [.. Enumerable.Range(0, ZipSite.MostEntries + 1).Select(static i => ($"f{i}", ""))];
        Assert.Contains("10000 entries", Assert.Throws<InvalidDataException>(() => Unpack(many)).Message, StringComparison.Ordinal);
        Assert.NotNull(Unpack(many[..^1])); // the control
    }

    [Fact]
    public void Bytes_that_are_no_archive_are_refused() =>
        Assert.Throws<InvalidDataException>(() => ZipSite.Unpack(new MemoryStream(Encoding.ASCII.GetBytes(new string('x', 1000))), "index.html"));

    private static ZipSite Unpack(params (string Name, string Text)[] entries)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, string text) in entries)
            {
                using Stream content = archive.CreateEntry(name).Open();
                content.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return ZipSite.Unpack(bytes, "index.html");
    }
}
