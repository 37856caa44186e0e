using System.Globalization;
using System.Text;
using Bailey.Web.Sites;

namespace Bailey.Web.Tests.Hardened;

/// <summary>A container's files in memory.</summary>
internal sealed class MemorySite(Dictionary<string, string> files) : ISite
{
    public ValueTask<SiteLook> LookAsync(SitePath path, CancellationToken cancellation) => new(
        files.TryGetValue(path.Text, out string? text)
            ? new SiteLook(SiteKind.File, Encoding.UTF8.GetByteCount(text), text.GetHashCode(StringComparison.Ordinal).ToString("x", CultureInfo.InvariantCulture))
            : files.Keys.Any(name => path.Text.Length == 0 || name.StartsWith(path.Text + "/", StringComparison.Ordinal)) ? new SiteLook(SiteKind.Folder) : default);

    public ValueTask<ISiteFile?> OpenAsync(SitePath path, CancellationToken cancellation) =>
        new(files.TryGetValue(path.Text, out string? text) ? new MemoryFile(Encoding.UTF8.GetBytes(text)) : null);

    private sealed class MemoryFile(byte[] bytes) : ISiteFile
    {
        public ValueTask<int> ReadAsync(long position, Memory<byte> buffer, CancellationToken cancellation)
        {
            int count = (int)Math.Clamp(bytes.Length - position, 0, buffer.Length);
            bytes.AsMemory((int)position, count).CopyTo(buffer);
            return new(count);
        }

        public ValueTask DisposeAsync() => default;
    }
}
