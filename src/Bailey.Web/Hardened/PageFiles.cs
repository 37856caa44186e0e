using System.Collections.Concurrent;
using Bailey.Web.Serving;
using Bailey.Web.Sites;

namespace Bailey.Web.Hardened;

/// <summary>A file of the container that a frame was navigated to.</summary>
/// <param name="Status">200 or 404.</param>
/// <param name="Url">Path and query at which the page believes itself.</param>
/// <param name="Type">Content type.</param>
/// <param name="Html">The file's text; null where it is no HTML, or too long.</param>
/// <param name="Forecast">Of the text.</param>
public sealed record PageFile(int Status, string Url, string Type, string? Html, PageForecast? Forecast);

/// <summary>The pages of a container, for the shell. Any thread.</summary>
/// <param name="site">The container's files.</param>
/// <param name="entry">The page of the root.</param>
/// <param name="authority">The container's host and port.</param>
/// <param name="scripts">Gets the files that a page will ask for.</param>
/// <param name="texts">Gets the texts that it will ask for.</param>
/// <param name="told">Gets what is found on the way.</param>
public sealed class PageFiles(ISite site, SitePath entry, string authority, ScriptFiles scripts, TextStore texts, PageFindings told)
{
    private const string Index = "index.html";
    private const string Missing = "404.html";
    private const int MostKept = 16;

    // A navigation and the shell's question for the same page follow each other.
    private readonly ConcurrentDictionary<(string Url, string Tag), PageFile> _kept = new();

    /// <summary>What lies at a URL.</summary>
    /// <param name="url">Path and query, percent-encoded.</param>
    /// <returns>Null when it can name no file.</returns>
    public async Task<PageFile?> FindAsync(string url)
    {
        if (!SitePath.TryParse(url, out SitePath? path))
        {
            return null;
        }

        SiteLook look = await site.LookAsync(path, CancellationToken.None);
        if (look.Kind == SiteKind.Folder && !path.IsFolder)
        {
            int query = url.IndexOf('?', StringComparison.Ordinal);
            url = query < 0 ? url + "/" : url.Insert(query, "/");
        }

        SitePath place = path.Text.Length == 0 ? entry : look.Kind == SiteKind.Folder ? path.Beneath(Index) : path;
        if (place != path)
        {
            look = await site.LookAsync(place, CancellationToken.None);
        }

        return look.Kind == SiteKind.File ? await Read(200, url, place, look) : await NotFound(url);
    }

    /// <summary>The answer to the shell, which waits until the page's texts are compiled.</summary>
    /// <returns>JSON in UTF-8; null when the URL can name no file.</returns>
    public async Task<byte[]?> AnswerAsync(string url)
    {
        if (await FindAsync(url) is not { } page)
        {
            return null;
        }

        if (page.Forecast is not { } forecast)
        {
            return PageAnswer.Write(page, [], []);
        }

        foreach (ForetoldFile file in forecast.Files)
        {
            // Begun, not waited for: the browser asks for each by itself.
            _ = scripts.FindAsync(file.Goal, file.Path.Split('?')[0]);
        }

        var modules = new ModuleForecast(forecast, new SiteUrls(authority), scripts);
        (PageText Text, CompiledText Code)[] compiled = await Compile(forecast);
        await modules.FollowAsync(compiled);
        PageFinding[] findings = [.. forecast.Findings, .. modules.Findings, .. PageAnswer.Faults(page, compiled)];
        told.Add(findings);
        return PageAnswer.Write(page, compiled, modules.Paths, findings);
    }

    /// <summary>The code files of all texts of a page, one behind the other: the shell loads them at once.</summary>
    /// <returns>JavaScript in UTF-8; empty where the page has no texts; null when the URL can name no file.</returns>
    public async Task<byte[]?> CodeAsync(string url)
    {
        if (await FindAsync(url) is not { } page)
        {
            return null;
        }

        using var code = new MemoryStream();
        foreach ((_, CompiledText text) in page.Forecast is { } forecast ? await Compile(forecast) : [])
        {
            code.Write(text.File);
            code.Write("\n"u8);
        }

        return code.ToArray();
    }

    private Task<(PageText Text, CompiledText Code)[]> Compile(PageForecast forecast) =>
        Task.WhenAll(forecast.Texts.Select(async text => (text, await texts.CompileAsync(text))));

    private async Task<PageFile> NotFound(string url)
    {
        SitePath place = SitePath.Of(Missing);
        SiteLook look = await site.LookAsync(place, CancellationToken.None);
        return look.Kind == SiteKind.File ? await Read(404, url, place, look) : new PageFile(404, url, "text/plain; charset=utf-8", null, null);
    }

    private async Task<PageFile> Read(int status, string url, SitePath place, SiteLook look)
    {
        string type = ContentTypes.Of(place.Text);
        if (!type.StartsWith("text/html", StringComparison.Ordinal) && !type.StartsWith("application/xhtml", StringComparison.Ordinal))
        {
            return new PageFile(status, url, type, null, null);
        }

        if (_kept.TryGetValue((url, look.Tag), out PageFile? known))
        {
            return known;
        }

        string? html = await AppText.ReadAsync(site, place, look);
        var page = new PageFile(status, url, type, html, html is null ? null : PageForecast.Of(html, url, authority));
        if (_kept.Count >= MostKept)
        {
            _kept.Clear();
        }

        return _kept[(url, look.Tag)] = page;
    }
}
