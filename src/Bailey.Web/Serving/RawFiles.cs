using System.Buffers;
using System.Globalization;
using Bailey.Web.Sites;
using Microsoft.AspNetCore.Http;

namespace Bailey.Web.Serving;

/// <summary>Serves the files of a site as they are: conditional requests, ranges, no listings.</summary>
/// <param name="site">The files.</param>
/// <param name="policyTag">Part of every ETag: another policy makes every kept answer stale.</param>
/// <param name="entry">The page of the root.</param>
public sealed class RawFiles(ISite site, string policyTag, SitePath entry)
{
    private const string Index = "index.html";

    /// <summary>Answers GET and HEAD.</summary>
    public async Task ServeAsync(HttpContext context, SitePath path)
    {
        CancellationToken cancellation = context.RequestAborted;
        SitePath place = path.Text.Length == 0 ? entry : path.IsFolder ? path.Beneath(Index) : path;
        // Both at once; what was read of a file that turns out to be kept by the browser, or a folder, is dropped.
        bool wantsBody = HttpMethods.IsGet(context.Request.Method) && context.Request.Headers.IfNoneMatch.Count == 0;
        ValueTask<SiteLook> looking = site.LookAsync(place, cancellation);
        await using ISiteFile? file = wantsBody ? await site.OpenAsync(place, cancellation) : null;
        SiteLook look = await looking;
        HttpResponse response = context.Response;
        if (look.Kind == SiteKind.Folder && !path.IsFolder)
        {
            // Relative, and never "//…": names are not empty.
            response.Headers.Location = string.Join('/', path.Text.Split('/').Select(Uri.EscapeDataString).Prepend("")) + "/";
            await Answers.TextAsync(context, 308, "The folder's address ends with a slash.");
        }
        else if (look.Kind != SiteKind.File)
        {
            await Answers.TextAsync(context, 404, "There is no such file in this container.");
        }
        else
        {
            await ServeFile(context, place, look, file, cancellation);
        }
    }

    private async Task ServeFile(HttpContext context, SitePath path, SiteLook look, ISiteFile? opened, CancellationToken cancellation)
    {
        HttpResponse response = context.Response;
        string tag = Tag(look.Tag);
        response.Headers.ETag = tag;
        response.Headers.AcceptRanges = "bytes";
        if (Matches(context.Request.Headers.IfNoneMatch.ToString(), tag))
        {
            response.StatusCode = 304;
            return;
        }

        bool mayRange = context.Request.Headers.IfRange.ToString() is var condition && (condition.Length == 0 || condition == tag);
        ByteRange range = ByteRange.Of(mayRange && context.Request.Headers.Range.Count == 1 ? context.Request.Headers.Range.ToString() : null, look.Length);
        if (range.Status == 416)
        {
            response.Headers.ContentRange = string.Create(CultureInfo.InvariantCulture, $"bytes */{look.Length}");
            await Answers.TextAsync(context, 416, "The file has no such range.");
            return;
        }

        bool isHead = HttpMethods.IsHead(context.Request.Method);
        // Asked for under a condition that does not hold: opened only now.
        await using ISiteFile? late = opened is null && !isHead ? await site.OpenAsync(path, cancellation) : null;
        ISiteFile? file = opened ?? late;
        if (file is null && !isHead)
        {
            await Answers.TextAsync(context, 404, "There is no such file in this container.");
            return;
        }

        response.StatusCode = range.Status;
        response.ContentType = ContentTypes.Of(path.Text);
        response.ContentLength = range.Length;
        if (range.Status == 206)
        {
            response.Headers.ContentRange = string.Create(CultureInfo.InvariantCulture, $"bytes {range.From}-{range.From + range.Length - 1}/{look.Length}");
        }

        if (file is not null)
        {
            await Copy(file, range, response, cancellation);
        }
    }

    private static async Task Copy(ISiteFile file, ByteRange range, HttpResponse response, CancellationToken cancellation)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
        try
        {
            for (long done = 0; done < range.Length;)
            {
                int wanted = (int)Math.Min(64 * 1024, range.Length - done);
                int count = await file.ReadAsync(range.From + done, buffer.AsMemory(0, wanted), cancellation);
                if (count == 0)
                {
                    // It shrank meanwhile: the length that was told is wrong, so the connection ends.
                    throw new IOException("the file is shorter than it was");
                }

                await response.Body.WriteAsync(buffer.AsMemory(0, count), cancellation);
                done += count;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>An ETag of this container: another one for another policy.</summary>
    internal string Tag(string content) => $"\"{content}-{policyTag}\"";

    /// <summary>Whether If-None-Match names an ETag.</summary>
    internal static bool Matches(string header, string tag) => header.Split(',').Any(one => one.Trim() is var text && (text == tag || text == "W/" + tag || text == "*"));
}
