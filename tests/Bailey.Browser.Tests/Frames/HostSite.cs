using System.Net;
using System.Reflection;
using Bailey.AspNetCore;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Bailey.Browser.Tests.Frames;

/// <summary>An application of the test's own that shows containers: the published broker and web host, in front of them this process.</summary>
internal sealed class HostSite : IAsyncDisposable
{
    private readonly WebApplication _app;
    private Func<HttpContext, string> _body = static _ => "";

    private HostSite(WebApplication app) => _app = app;

    /// <summary>Of the host page.</summary>
    public string Address => Containers.BaseOrigin + "/";

    public BaileyContainers Containers => _app.Services.GetRequiredService<BaileyContainers>();

    /// <summary>Starts on a free loopback port, with one page and no container.</summary>
    public static async Task<HostSite> StartAsync()
    {
        string publish = typeof(HostSite).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static row => row.Key == "PublishFolder").Value!;
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddBaileyContainers(options => options.Broker = Path.Combine(publish, "broker", "Bailey.Broker"));
        builder.WebHost.ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        WebApplication app = builder.Build();
        var site = new HostSite(app);
        app.MapBaileyContainers();
        app.MapGet("/", (HttpContext context) => Results.Content(
            $$"""
            <!doctype html><meta charset="utf-8"><title>host</title>
            <style>body { margin: 0 } ses-frame { border: 0; border-radius: 0; width: 800px; height: 600px }</style>
            <script src="/__bailey/frame.js" defer></script>
            {{site._body(context)}}
            """,
            "text/html"));
        await app.StartAsync();
        return site;
    }

    /// <summary>Opens a container of a folder, on an origin that nobody had before.</summary>
    public Task<Container> OpenAsync(string folder, string grade = "declared", string? bailey = null)
    {
        string own = Path.Combine(folder, "bailey.json");
        return Containers.OpenAsync(folder, bailey ?? (File.Exists(own) ? File.ReadAllText(own) : null), grade, fresh: true);
    }

    /// <summary>What the host page has in its body from now on.</summary>
    public void Show(Func<HttpContext, string> body) => _body = body;

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
