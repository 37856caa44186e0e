using System.Globalization;
using System.IO.Compression;
using Bailey.Policy;

namespace Bailey.Web.Sites;

/// <summary>An archive, unpacked into memory whole before the first answer. Made in the sandbox: an archive is hostile input.</summary>
/// <remarks>
/// <b>Stops:</b> archives that unpack to more than they may; names that lead out, hide each other or are links; sizes that lie.
/// <para><b>Does not stop:</b> a bug in the decompressor; it has this container's process and nothing else.</para>
/// </remarks>
public sealed class ZipSite : ISite
{
    /// <summary>More files than any page; each costs an object.</summary>
    public const int MostEntries = 10_000;

    /// <summary>What all entries may unpack to, in bytes: a quarter of the process's memory limit.</summary>
    public const long MostBytes = 128L << 20;

    private const int FormatMask = 0xF000;
    private const int RegularFile = 0x8000;
    private const int Folder = 0x4000;

    private readonly Dictionary<string, (byte[] Bytes, string Tag)> _files = new(StringComparer.Ordinal);
    private readonly HashSet<string> _folders = new(StringComparer.Ordinal) { "" };

    private ZipSite()
    {
    }

    /// <summary>Unpacks an archive.</summary>
    /// <param name="stream">Seekable; read to its end, left open.</param>
    /// <param name="entry">The page that the policy begins with: where it lies in the archive's only folder, that folder becomes the root.</param>
    /// <exception cref="InvalidDataException">The archive is refused; the message says why and is printable.</exception>
    public static ZipSite Unpack(Stream stream, string entry)
    {
        var site = new ZipSite();
        using var archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
        if (archive.Entries.Count > MostEntries)
        {
            throw new InvalidDataException($"the archive has more than {MostEntries} entries");
        }

        string prefix = Prefix(archive, entry);
        long left = MostBytes;
        foreach (ZipArchiveEntry packed in archive.Entries)
        {
            site.Add(packed, prefix, ref left);
        }

        foreach (string name in site._files.Keys.Where(site._folders.Contains))
        {
            throw Refused(name, "is a file and a folder");
        }

        return site;
    }

    /// <inheritdoc/>
    public ValueTask<SiteLook> LookAsync(SitePath path, CancellationToken cancellation) => new(
        _files.TryGetValue(path.Text, out (byte[] Bytes, string Tag) file) ? new SiteLook(SiteKind.File, file.Bytes.Length, file.Tag)
        : _folders.Contains(path.Text) ? new SiteLook(SiteKind.Folder)
        : default);

    /// <inheritdoc/>
    public ValueTask<ISiteFile?> OpenAsync(SitePath path, CancellationToken cancellation) =>
        new(_files.TryGetValue(path.Text, out (byte[] Bytes, string Tag) file) ? new MemoryFile(file.Bytes) : null);

    private void Add(ZipArchiveEntry packed, string prefix, ref long left)
    {
        string name = packed.FullName;
        bool isFolder = name.EndsWith('/');
        string plain = isFolder ? name[..^1] : name;
        if (plain.Contains('\\', StringComparison.Ordinal) || GuestPath.Flaw("/" + plain) is not null || plain.Any(char.IsControl))
        {
            throw Refused(name, "is no plain path");
        }

        int format = (packed.ExternalAttributes >> 16) & FormatMask;
        if (format is not (0 or RegularFile or Folder))
        {
            throw Refused(name, "is a link or a special file");
        }

        if (packed.IsEncrypted)
        {
            throw Refused(name, "is encrypted");
        }

        if (!name.StartsWith(prefix, StringComparison.Ordinal))
        {
            return;
        }

        plain = plain[Math.Min(prefix.Length, plain.Length)..];
        for (int slash = plain.LastIndexOf('/'); slash > 0; slash = plain.LastIndexOf('/', slash - 1))
        {
            _folders.Add(plain[..slash]);
        }

        if (isFolder)
        {
            _folders.Add(plain);
            return;
        }

        byte[] bytes = Inflate(packed, ref left);
        string tag = string.Create(CultureInfo.InvariantCulture, $"{bytes.Length:x}-{packed.Crc32:x8}");
        if (!_files.TryAdd(plain, (bytes, tag)))
        {
            throw Refused(name, "is there twice");
        }
    }

    // Counted while it is unpacked: what an entry says of its size is its author's word.
    private static byte[] Inflate(ZipArchiveEntry packed, ref long left)
    {
        using Stream stream = packed.Open();
        using var bytes = new MemoryStream();
        byte[] buffer = new byte[64 * 1024];
        int count;
        while ((count = stream.Read(buffer)) > 0)
        {
            left -= count;
            if (left < 0)
            {
                throw new InvalidDataException($"the archive unpacks to more than {MostBytes >> 20} MB: unpack it and serve the folder");
            }

            bytes.Write(buffer, 0, count);
        }

        return bytes.ToArray();
    }

    // "site/index.html" and nothing beside "site/": the usual way to pack a folder.
    private static string Prefix(ZipArchive archive, string entry)
    {
        string[] tops = [.. archive.Entries.Select(static packed => packed.FullName.Split('/')[0]).Distinct(StringComparer.Ordinal).Take(2)];
        return tops.Length == 1 && archive.Entries.Any(packed => packed.FullName == $"{tops[0]}/{entry}") ? tops[0] + "/" : "";
    }

    private static InvalidDataException Refused(string name, string why) => new($"the archive is refused: {GuestText.Quoted(name)} {why}");

    private sealed class MemoryFile(byte[] bytes) : ISiteFile
    {
        public ValueTask<int> ReadAsync(long position, Memory<byte> buffer, CancellationToken cancellation)
        {
            int count = (int)Math.Clamp(bytes.Length - position, 0, buffer.Length);
            bytes.AsMemory((int)Math.Min(position, bytes.Length), count).CopyTo(buffer);
            return new(count);
        }

        public ValueTask DisposeAsync() => default;
    }
}
