using System.Security.Cryptography;
using Bailey.Policy;
using Bailey.Web.Guard;
using Bailey.Web.Serving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Bailey.AspNetCore;

/// <summary>Contained pages in an ASP.NET Core application.</summary>
public static class BaileyContainersExtensions
{
    private const string FramePath = DocumentPolicy.OwnPath + "frame.js";

    private static readonly EntityTagHeaderValue FrameTag = new($"\"{Convert.ToHexStringLower(SHA256.HashData(OwnFiles.Find(FramePath)!))[..16]}\"");

    /// <summary>
    /// Adds <see cref="BaileyContainers"/>, puts a guard on every connection of the server, and answers requests for containers before any
    /// other middleware. Call it before the application is built.
    /// </summary>
    public static IServiceCollection AddBaileyContainers(this IServiceCollection services, Action<BaileyContainersOptions>? configure = null)
    {
        services.AddOptions<BaileyContainersOptions>();
        if (configure is not null)
        {
            services.Configure(configure);
        }

        services.AddSingleton<BaileyContainers>();
        services.AddSingleton<IConfigureOptions<KestrelServerOptions>>(provider => new GuardEndpoints(provider));
        services.AddSingleton<IStartupFilter, FirstMiddleware>();
        return services;
    }

    /// <summary>
    /// Puts the guard on one endpoint: only for endpoints with TLS, after <c>UseHttps</c>. They must speak HTTP/1.1 alone.
    /// </summary>
    public static ListenOptions UseBaileyContainers(this ListenOptions endpoint)
    {
        Guard(endpoint, endpoint.ApplicationServices);
        return endpoint;
    }

    /// <summary>
    /// What the application's own pages need to show containers: <c>GET /__bailey/frame.js</c>, the element <c>&lt;ses-frame&gt;</c>;
    /// <c>GET /__bailey/containers</c>, a list of <c>{id, origin, grade, sandbox, allow, frameSource}</c>; and <c>GET /__bailey/events</c>,
    /// the live list: see <see cref="EventStream"/>; and <c>GET /__bailey/canary/&lt;id&gt;</c>, a <see cref="CanaryResult"/>: see <see cref="SesFrameMarkup.Canary(HttpContext, Container)"/>. Whoever may see what pages ask for may have them: add authorization to the result
    /// where others can reach the application.
    /// </summary>
    public static IEndpointConventionBuilder MapBaileyContainers(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder group = routes.MapGroup("/__bailey");
        group.MapGet("/frame.js", static (HttpContext context) =>
        {
            context.Response.Headers.CacheControl = "no-cache";
            context.Response.Headers.XContentTypeOptions = "nosniff";
            return Results.Bytes(OwnFiles.Find(FramePath)!, "text/javascript; charset=utf-8", entityTag: FrameTag);
        });
        group.MapGet("/containers", static (BaileyContainers containers) => Results.Json(
            containers.Open.Select(static container => new
            {
                container.Id, container.Origin, Grade = container.Grade(), container.Sandbox, container.Allow, container.FrameSource,
            }),
            EventStream.Json));
        group.MapGet("/events", EventStream.ServeAsync);
        group.MapGet("/canary/{id}", static async (BaileyContainers containers, string id) => containers.Canaries.Find(id) is { } canary
            ? Results.Json(await canary.Result, EventStream.Json)
            : Results.NotFound());
        return group;
    }

    internal static string Grade(this Container container) => container.IsHardened ? "hardened" : "declared";

    private static void Guard(ListenOptions endpoint, IServiceProvider services)
    {
        BaileyContainers containers = services.GetRequiredService<BaileyContainers>();
        endpoint.Protocols = HttpProtocols.Http1;
        endpoint.Use(GuardedConnection.Middleware(containers.Mark, containers.HeadersOf));
    }

    private sealed class GuardEndpoints(IServiceProvider services) : IConfigureOptions<KestrelServerOptions>
    {
        // When an endpoint is made, not now: the server itself is one of the services.
        public void Configure(KestrelServerOptions options) => options.ConfigureEndpointDefaults(endpoint =>
        {
            endpoint.Protocols = HttpProtocols.Http1;
            endpoint.Use(next =>
            {
                BaileyContainers containers = services.GetRequiredService<BaileyContainers>();
                return GuardedConnection.Middleware(containers.Mark, containers.HeadersOf)(next);
            });
        });
    }

    private sealed class FirstMiddleware : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.UseMiddleware<ContainerMiddleware>();
            next(app);
        };
    }
}
