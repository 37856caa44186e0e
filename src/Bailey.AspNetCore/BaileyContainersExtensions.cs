using System.Text.Json;
using Bailey.Web.Guard;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Bailey.AspNetCore;

/// <summary>Contained pages in an ASP.NET Core application.</summary>
public static class BaileyContainersExtensions
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

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
    /// What the application's own pages need to show containers: <c>GET /__bailey/containers</c>, a list of
    /// <c>{id, origin, sandbox, allow, frameSource}</c>, and <c>GET /__bailey/events</c>, the live list as server-sent events, one
    /// <see cref="ContainerEvent"/> each. Whoever may see what pages ask for may have them: add authorization to the result where others can reach the application.
    /// </summary>
    public static IEndpointConventionBuilder MapBaileyContainers(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder group = routes.MapGroup("/__bailey");
        group.MapGet("/containers", static (BaileyContainers containers) => Results.Json(
            containers.Open.Select(static container => new
            {
                container.Id, container.Origin, Grade = container.IsHardened ? "hardened" : "declared", container.Sandbox, container.Allow, container.FrameSource,
            }),
            Json));
        group.MapGet("/events", static async (BaileyContainers containers, HttpContext context) =>
        {
            context.Response.ContentType = "text/event-stream";
            context.Response.Headers.CacheControl = "no-store";
            await context.Response.Body.FlushAsync(context.RequestAborted);
            try
            {
                await foreach (ContainerEvent happened in containers.Events.ListenAsync(context.RequestAborted))
                {
                    await context.Response.WriteAsync($"data: {JsonSerializer.Serialize(happened, Json)}\n\n", context.RequestAborted);
                    await context.Response.Body.FlushAsync(context.RequestAborted);
                }
            }
            catch (OperationCanceledException)
            {
                // The page went away.
            }
        });
        return group;
    }

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
