using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using Bailey.AspNetCore;

namespace Bailey.Serve;

/// <summary>The host page of `bailey serve`: the frame, and beside it what it asked for. Loopback only.</summary>
internal static class Dashboard
{
    private static readonly (string File, string Type)[] Files =
    [
        ("dashboard.js", "text/javascript"), ("groups.js", "text/javascript"), ("dashboard.css", "text/css"), ("icon.svg", "image/svg+xml"),
    ];

    /// <summary>Builds the application; nothing listens yet.</summary>
    /// <param name="port">On both loopback addresses.</param>
    /// <param name="name">Of what is shown; any text.</param>
    public static WebApplication Create(int port, string name)
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
        string authority = $"localhost:{port}";
        app.Use((context, next) =>
        {
            if (authority.Equals(context.Request.Host.Value, StringComparison.OrdinalIgnoreCase))
            {
                return next(context);
            }

            context.Response.StatusCode = 421;
            return Task.CompletedTask;
        });
        app.UseRouting();
        app.MapBaileyContainers();
        app.MapGet("/", (BaileyContainers containers, HttpContext context) => Send(context, containers, "text/html", Index(containers, context, name)));
        foreach ((string file, string type) in Files)
        {
            app.MapGet("/" + file, (BaileyContainers containers, HttpContext context) => Send(context, containers, type, Page(file)));
        }

        return app;
    }

    private static Task Send(HttpContext context, BaileyContainers containers, string type, string text)
    {
        IHeaderDictionary headers = context.Response.Headers;
        // The frame's own navigations are checked against this frame-src: nothing wider than the container.
        headers.ContentSecurityPolicy =
            $"default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; frame-src {containers.FrameSource}; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers.CacheControl = "no-store";
        context.Response.ContentType = type + "; charset=utf-8";
        return context.Response.WriteAsync(text, context.RequestAborted);
    }

    private static string Index(BaileyContainers containers, HttpContext context, string name)
    {
        Container? container = containers.Open.FirstOrDefault();
        (string Mark, string Markup)[] values =
        [
            ("{{name}}", HtmlEncoder.Default.Encode(name)),
            ("{{origin}}", container?.Origin ?? ""),
            ("{{grade}}", container is null ? "ended" : container.IsHardened ? "hardened" : "declared"),
            ("{{canary}}", container is null ? "" : context.Canary(container)),
            ("{{frame}}", container is null ? "<p class=\"empty\">The container has ended.</p>" : context.SesFrame(container, label: name, attributes: "bar=\"none\"")),
        ];
        return values.Aggregate(Page("index.html"), static (text, value) => text.Replace(value.Mark, value.Markup, StringComparison.Ordinal));
    }

    private static string Page(string name)
    {
        using Stream stream = typeof(Dashboard).Assembly.GetManifestResourceStream("pages/" + name)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
