using Bailey.Web.Sites;
using Microsoft.AspNetCore.Http;

namespace Bailey.Web.Serving;

/// <summary>
/// How one grade answers requests, inside the web host's sandbox: every request of the container's page that the front let through, those
/// beneath <c>/__bailey/</c> too that the front does not answer itself.
/// </summary>
/// <remarks>
/// Headers are not its business: the guard writes them, and drops every response header but those of a file. An answer has a
/// Content-Length. What it throws becomes an error without content.
/// </remarks>
public interface IGradeServer
{
    /// <summary>Answers one request.</summary>
    /// <param name="context">GET, HEAD or POST; Host is the container's.</param>
    /// <param name="path">What it names.</param>
    Task ServeAsync(HttpContext context, SitePath path);
}

/// <summary>The declared grade: files as they are.</summary>
/// <param name="files">The container's.</param>
public sealed class DeclaredGrade(RawFiles files) : IGradeServer
{
    /// <inheritdoc/>
    public Task ServeAsync(HttpContext context, SitePath path) => HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method)
        ? files.ServeAsync(context, path)
        : Answers.TextAsync(context, 405, "Files of a container are only read.");
}
