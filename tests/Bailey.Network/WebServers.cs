using System.Net;
using Bailey.Web.Serving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Bailey.Network;

/// <summary>
/// The HTTP of the namespace. On port 80 of every address: whoever a page should not reach, with a friendly answer to everything. On a
/// loopback port: the pages of the attacks as any web server serves them, beneath <c>localhost</c> and <c>*.localhost</c>.
/// </summary>
internal static class WebServers
{
    /// <summary>Where the pages are, on both loopback addresses. Nobody else lives in this namespace.</summary>
    public const int BarePort = 5080;

    public static async Task Start(string pages)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static kestrel =>
        {
            kestrel.Listen(IPAddress.IPv6Any, 80); // and every address of version 4
            kestrel.Listen(IPAddress.Loopback, BarePort);
            kestrel.Listen(IPAddress.IPv6Loopback, BarePort);
        });
        WebApplication app = builder.Build();
        app.UseWebSockets();
        app.Run(context => context.Connection.LocalPort == BarePort ? Page(context, pages) : Friendly(context));
        await app.StartAsync();
    }

    private static async Task Page(HttpContext context, string pages)
    {
        string path = context.Request.Path.Value!.TrimStart('/');
        string file = Path.Combine(pages, path.Length == 0 || path.EndsWith('/') ? path + "index.html" : path);
        if (!File.Exists(file))
        {
            context.Response.StatusCode = 404;
            return;
        }

        context.Response.ContentType = ContentTypes.Of(file);
        context.Response.Headers.CacheControl = "no-store";
        await context.Response.SendFileAsync(file);
    }

    private static async Task Friendly(HttpContext context)
    {
        if (context.WebSockets.IsWebSocketRequest)
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            return;
        }

        IHeaderDictionary headers = context.Response.Headers;
        headers.AccessControlAllowOrigin = context.Request.Headers.Origin.FirstOrDefault() ?? "*";
        headers.AccessControlAllowCredentials = "true";
        headers.AccessControlAllowHeaders = "content-type, x-secret";
        headers.AccessControlAllowMethods = "GET, POST, PUT, DELETE";
        headers.CacheControl = "max-age=60";
        context.Response.ContentType = ContentTypes.Of(context.Request.Path) is var type && type != ContentTypes.Unknown ? type : "text/html";
        await context.Response.WriteAsync("\n");
    }
}
