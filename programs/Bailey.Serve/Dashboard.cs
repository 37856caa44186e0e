using System.Net;
using System.Text;
using Bailey.AspNetCore;

namespace Bailey.Serve;

/// <summary>The host page of `bailey serve`: the frame, and beside it what it asked for. Loopback only.</summary>
internal static class Dashboard
{
    /// <summary>Builds the application; nothing listens yet.</summary>
    /// <param name="port">On both loopback addresses.</param>
    public static WebApplication Create(int port)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.Services.AddRoutingCore();
        builder.Logging.AddFilter(static level => level >= LogLevel.Warning).AddConsole(static console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        // Both or none: ListenLocalhost would be content with one of the two.
        builder.Services.AddBaileyContainers(options => options.BaseOrigin = $"http://localhost:{port}");
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, port);
            if (System.Net.Sockets.Socket.OSSupportsIPv6)
            {
                kestrel.Listen(IPAddress.IPv6Loopback, port);
            }
        });

        WebApplication app = builder.Build();
        // A name that somebody made point here must not read the list.
        string name = $"localhost:{port}";
        app.Use((context, next) =>
        {
            if (name.Equals(context.Request.Host.Value, StringComparison.OrdinalIgnoreCase))
            {
                return next(context);
            }

            context.Response.StatusCode = 421;
            return Task.CompletedTask;
        });
        app.UseRouting();
        app.MapBaileyContainers();
        app.MapGet("/", static (BaileyContainers containers, HttpContext context) => Send(context, containers, "index.html", "text/html"));
        app.MapGet("/dashboard.js", static (BaileyContainers containers, HttpContext context) => Send(context, containers, "dashboard.js", "text/javascript"));
        app.MapGet("/dashboard.css", static (BaileyContainers containers, HttpContext context) => Send(context, containers, "dashboard.css", "text/css"));
        return app;
    }

    private static async Task Send(HttpContext context, BaileyContainers containers, string name, string type)
    {
        string text = Page(name);
        if (containers.Open.FirstOrDefault() is { } container)
        {
            text = text.Replace("{{frame}}", Frame(container), StringComparison.Ordinal);
        }

        IHeaderDictionary headers = context.Response.Headers;
        // The frame's own navigations are checked against this frame-src: nothing wider than the container.
        headers.ContentSecurityPolicy =
            $"default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; frame-src {containers.FrameSource}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers.CacheControl = "no-store";
        context.Response.ContentType = type + "; charset=utf-8";
        await context.Response.WriteAsync(text, context.RequestAborted);
    }

    private static string Frame(Container container) =>
        $"<iframe id=\"frame\" title=\"contained page\" src=\"{container.Origin}/\" sandbox=\"{container.Sandbox}\" allow=\"{container.Allow}\"></iframe>";

    private static string Page(string name)
    {
        using Stream stream = typeof(Dashboard).Assembly.GetManifestResourceStream("pages/" + name)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
