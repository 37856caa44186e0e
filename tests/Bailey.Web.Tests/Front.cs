using System.Net;
using Bailey.AspNetCore;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Bailey.Web.Tests;

/// <summary>An application with one contained page and pages of its own, on a free loopback port; and the same application without Bailey.</summary>
public sealed class Front : IAsyncLifetime
{
    public const string Id = "abcdefghij234567abcd";

    // Names are looked up by nobody: the tests write the Host header themselves.
    private const string BaseOrigin = "http://localhost:5000";
    private WebApplication? _guarded;
    private WebApplication? _bare;

    internal FakeWebHost WebHost { get; } = new(Id, BaseOrigin);

    internal string Authority => WebHost.Container.Authority;

    internal int Port { get; private set; }

    internal int BarePort { get; private set; }

    internal BaileyContainers Containers => _guarded!.Services.GetRequiredService<BaileyContainers>();

    public async Task InitializeAsync()
    {
        _guarded = Build(static builder => builder.Services.AddBaileyContainers(static options => options.BaseOrigin = BaseOrigin));
        _guarded.MapBaileyContainers();
        _bare = Build(static _ => { });
        await _guarded.StartAsync();
        await _bare.StartAsync();
        Port = new Uri(_guarded.Urls.First()).Port;
        BarePort = new Uri(_bare.Urls.First()).Port;
        Assert.True(Containers.TryAdd(WebHost.Container));
    }

    public async Task DisposeAsync()
    {
        await _guarded!.DisposeAsync();
        await _bare!.DisposeAsync();
        WebHost.Dispose();
    }

    private static WebApplication Build(Action<WebApplicationBuilder> more)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        more(builder);
        builder.WebHost.ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0, static endpoint => endpoint.Protocols = HttpProtocols.Http1));
        WebApplication app = builder.Build();
        app.MapGet("/", static () => "own page");
        app.MapGet("/stream", static async (HttpContext context) =>
        {
            await context.Response.WriteAsync("a");
            await context.Response.Body.FlushAsync();
            await context.Response.WriteAsync("b");
        });
        app.MapGet("/fails", static string () => throw new InvalidOperationException("on purpose"));
        return app;
    }
}
