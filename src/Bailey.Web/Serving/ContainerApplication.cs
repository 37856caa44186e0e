using Bailey.Web.Guard;
using Bailey.Web.Sites;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Bailey.Web.Serving;

/// <summary>A web host's whole pipeline: one container behind one server, without hosting, routing or configuration.</summary>
/// <param name="mark">What the guard of the connections asks for.</param>
/// <param name="id">The container's id.</param>
/// <param name="authority">What Host must be, in lower case.</param>
/// <param name="grade">Answers.</param>
public sealed class ContainerApplication(GuardMark mark, string id, string authority, IGradeServer grade) : IHttpApplication<HttpContext>
{
    /// <inheritdoc/>
    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    /// <inheritdoc/>
    public async Task ProcessRequestAsync(HttpContext context)
    {
        bool isHead = HttpMethods.IsHead(context.Request.Method);
        // When the head is about to be written: an answer that fails before has no mark.
        context.Response.OnStarting(() =>
        {
            context.Response.Headers[GuardMark.HeaderName] = mark.Of(id, isHead);
            return Task.CompletedTask;
        });
        string target = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
        if (!context.Request.Headers.Host.ToString().Equals(authority, StringComparison.OrdinalIgnoreCase))
        {
            await Answers.TextAsync(context, 421, "Another container lives here.");
        }
        else if (!SitePath.TryParse(target, out SitePath? path))
        {
            await Answers.TextAsync(context, 404, "There is no such file in this container.");
        }
        else
        {
            await grade.ServeAsync(context, path);
        }

        if (!context.Response.HasStarted && context.Response.ContentLength is null && context.Response.StatusCode is not (204 or 304))
        {
            context.Response.ContentLength = 0;
        }
    }

    /// <inheritdoc/>
    public void DisposeContext(HttpContext context, Exception? exception)
    {
        // Nothing is pooled.
    }
}
