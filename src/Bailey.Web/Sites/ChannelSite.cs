using System.Globalization;
using System.Text;
using System.Text.Json;
using Bailey.Protocol;

namespace Bailey.Web.Sites;

/// <summary>A folder, or one file in it, that the broker serves over the channel beneath a guest path.</summary>
/// <param name="channel">To the broker.</param>
/// <param name="root">The guest path of the grant: <c>/site</c>.</param>
public sealed class ChannelSite(Channel channel, string root) : ISite
{
    /// <inheritdoc/>
    public async ValueTask<SiteLook> LookAsync(SitePath path, CancellationToken cancellation)
    {
        Reply reply = await channel.CallAsync("file.stat", Path(path), default, cancellation);
        if (reply.IsError)
        {
            return default;
        }

        using JsonDocument json = JsonDocument.Parse(reply.Json);
        JsonElement status = json.RootElement;
        long length = status.GetProperty("size").GetInt64();
        return status.GetProperty("kind").GetString() switch
        {
            "file" => new SiteLook(
                SiteKind.File, length, string.Create(CultureInfo.InvariantCulture, $"{length:x}-{(long)status.GetProperty("mtimeMs").GetDouble():x}")),
            "directory" => new SiteLook(SiteKind.Folder),
            _ => default,
        };
    }

    /// <inheritdoc/>
    public async ValueTask<ISiteFile?> OpenAsync(SitePath path, CancellationToken cancellation)
    {
        // The first piece comes with it, which is most files whole: every question to the broker is a turn of two processes.
        Reply reply = await channel.CallAsync("file.readAll", Path(path), default, cancellation);
        if (reply.IsError)
        {
            return null;
        }

        using JsonDocument json = JsonDocument.Parse(reply.Json);
        int? descriptor = json.RootElement.TryGetProperty("more", out JsonElement more) && more.ValueKind == JsonValueKind.Number ? more.GetInt32() : null;
        return new ChannelFile(channel, reply.Data, descriptor);
    }

    private byte[] Path(SitePath path) =>
        Encoding.UTF8.GetBytes($$"""{"path":"{{JsonEncodedText.Encode(path.Text.Length == 0 ? root : $"{root}/{path.Text}")}}"}""");
}

/// <summary>A file that is open in the broker.</summary>
/// <param name="channel">To the broker.</param>
/// <param name="first">Its first bytes.</param>
/// <param name="descriptor">The broker's number for the rest; null when the first bytes are all.</param>
public sealed class ChannelFile(Channel channel, ReadOnlyMemory<byte> first, int? descriptor) : ISiteFile
{
    private const int Chunk = 64 * 1024;

    /// <inheritdoc/>
    /// <exception cref="IOException">The broker could not read.</exception>
    public async ValueTask<int> ReadAsync(long position, Memory<byte> buffer, CancellationToken cancellation)
    {
        if (position < first.Length || descriptor is null)
        {
            int count = (int)Math.Clamp(first.Length - position, 0, buffer.Length);
            first.Slice((int)Math.Min(position, first.Length), count).CopyTo(buffer);
            return count;
        }

        int length = Math.Min(Chunk, buffer.Length);
        Reply reply = await channel.CallAsync(
            "file.read", Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $$"""{"fd":{{descriptor}},"length":{{length}},"position":{{position}}}""")), default, cancellation);
        if (reply.IsError)
        {
            throw new IOException("the file cannot be read any more");
        }

        reply.Data.CopyTo(buffer);
        return reply.Data.Length;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        if (descriptor is not null)
        {
            // Nobody waits for it; a broker that is gone has closed it.
            _ = channel.CallAsync("file.close", Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $$"""{"fd":{{descriptor}}}""")))
                .ContinueWith(static closed => closed.Exception, TaskScheduler.Default);
        }

        return default;
    }
}
