using Bailey.Policy;
using Bailey.Web.Guard;
using Bailey.Web.Serving;
using Bailey.Web.Sites;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Bailey.AspNetCore;

/// <summary>
/// The first of the application's middleware: requests for a container's host never get further; all others are the application's own, and
/// their answers are marked so.
/// </summary>
internal sealed partial class ContainerMiddleware(RequestDelegate next, BaileyContainers containers, ILogger<ContainerMiddleware> log)
{
    public Task InvokeAsync(HttpContext context)
    {
        bool isGuarded = context.Features.Get<IGuardedConnectionFeature>()?.Mark == containers.Mark;
        if (!containers.IsContainer(context.Request.Host.Value ?? "", out FrontedContainer? container))
        {
            if (isGuarded)
            {
                Mark(context, GuardMark.Host);
            }

            return next(context);
        }

        if (!isGuarded)
        {
            Unguarded(log);
        }

        if (isGuarded && containers.CanaryOf(context.Request.Host.Value!) is { } canary)
        {
            Mark(context, canary.Id);
            return Canaries.ServeAsync(context, canary);
        }

        if (container is null || !isGuarded)
        {
            // Unmarked: the guard makes it a refusal without content. Here for a connection that has no guard.
            context.Response.StatusCode = 421;
            foreach (DocumentHeader header in DocumentPolicy.DenyAll)
            {
                context.Response.Headers[header.Name] = header.Value;
            }

            return Task.CompletedTask;
        }

        Mark(context, container.Container.Id);
        return Serve(context, container);
    }

    private void Mark(HttpContext context, string from)
    {
        string mark = containers.Mark.Of(from, HttpMethods.IsHead(context.Request.Method));
        // The first registered runs last, right before the head is written.
        context.Response.OnStarting(() =>
        {
            context.Response.Headers[GuardMark.HeaderName] = mark;
            return Task.CompletedTask;
        });
    }

    private async Task Serve(HttpContext context, FrontedContainer container)
    {
        string target = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
        string path = target.Split('?')[0];
        string subject = $"{context.Request.Method} {target}";
        if (RequestGate.Decide(context.Request, path, container.Container.IsHardened) is { } refusal)
        {
            Tell(container, refusal.Kind, subject, granted: false, refusal.Reason, refusal.Grant);
            await Answers.TextAsync(context, refusal.Status, refusal.Reason);
        }
        else if (path == DocumentPolicy.ReportPath)
        {
            await Report(context, container);
        }
        else if (path is DocumentPolicy.ShellPath or DocumentPolicy.WorkerPath or DocumentPolicy.ServiceWorkerPath or DocumentPolicy.GuestPath && OwnFiles.Find(path) is { } file)
        {
            if (path == DocumentPolicy.ServiceWorkerPath)
            {
                // It watches the whole container, from a folder of its own.
                context.Response.Headers["Service-Worker-Allowed"] = "/";
            }

            if (path == DocumentPolicy.ShellPath && target == OwnFiles.Versioned(path))
            {
                context.Response.Headers.CacheControl = Answers.ForEver;
            }

            await Answers.BytesAsync(context, 200, "text/javascript; charset=utf-8", file);
        }
        else if (!SitePath.TryParse(target, out _))
        {
            await Answers.TextAsync(context, 404, "There is no such file in this container.");
            Tell(container, "request", subject, granted: false, "404", "no policy allows it");
        }
        else
        {
            await container.ForwardAsync(context);
            Tell(container, "request", subject, granted: true, context.Response.StatusCode.ToString(System.Globalization.CultureInfo.InvariantCulture), grant: null);
        }
    }

    private async Task Report(HttpContext context, FrontedContainer container)
    {
        byte[] body = new byte[ViolationReport.LargestBytes];
        int length = await context.Request.Body.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, context.RequestAborted);
        if (ShellReport.Read(body.AsSpan(0, length)) is { } refused)
        {
            Tell(container, refused.Kind, refused.Subject, granted: false, refused.Reason, refused.Grant);
        }
        else if (ViolationReport.Read(body.AsSpan(0, length)) is { } report && !(container.Container.IsHardened && report.Directive == "script-src-attr"))
        {
            // A hardened page's handlers are run by the shell, which the browser cannot know: it reports each of them.
            Tell(container, "violation", $"{report.Directive} {report.Blocked}", granted: false, "refused by the browser, says the page", report.Grant());
        }

        context.Response.StatusCode = 204;
    }

    private void Tell(FrontedContainer container, string kind, string subject, bool granted, string reason, string? grant)
    {
        if (!granted)
        {
            container.Container.Record(kind, subject, grant ?? "");
        }

        containers.Events.Add(new ContainerEvent(
            DateTimeOffset.UtcNow, container.Container.Id, RefusalText.Word(Wall.Document), kind, subject, granted, reason, grant));
    }

    [LoggerMessage(LogLevel.Error, "A container's address was asked over a connection without Bailey's guard, and refused. Call AddBaileyContainers before the application is built, or UseBaileyContainers on the endpoint, after UseHttps.")]
    private static partial void Unguarded(ILogger log);
}
