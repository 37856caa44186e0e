using System.Diagnostics.CodeAnalysis;
using AngleSharp.Dom;

namespace Bailey.Web.Hardened;

/// <summary>Resolves URLs of one container as its pages would. Path and query, percent-encoded: <c>/a%20b.js?x</c>. Nothing depends on it but predictions.</summary>
/// <param name="authority">The container's host and port.</param>
internal sealed class SiteUrls(string authority)
{
    private readonly string _origin = "http://" + authority;

    /// <summary>What a URL means in a file of the container.</summary>
    /// <param name="text">As it is written.</param>
    /// <param name="from">Path of the file, with its query; may be another origin's URL, from <c>base</c>.</param>
    /// <param name="path">Path and query, without fragment.</param>
    /// <returns>False where it is no URL, or another origin's.</returns>
    public bool TryResolve(string text, string from, [NotNullWhen(true)] out string? path)
    {
        path = null;
        var url = new Url(new Url(_origin + from), text);
        if (url.IsInvalid || url.Scheme is not ("http" or "https") || !authority.Equals(url.Host, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        path = url.PathName + url.Search;
        return path.Length < 8 * 1024;
    }

    /// <summary>The origin of a URL that is another one's, for people; null where there is none.</summary>
    public static string? ForeignOrigin(string text)
    {
        var url = new Url(text.StartsWith("//", StringComparison.Ordinal) ? "https:" + text : text);
        return url.IsInvalid || url.IsRelative || string.IsNullOrEmpty(url.Host) ? null : url.Origin;
    }
}
