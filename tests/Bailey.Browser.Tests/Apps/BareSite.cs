using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging;

namespace Bailey.Browser.Tests.Apps;

/// <summary>The control: the same folder on a Kestrel without Bailey, in a tab of its own.</summary>
internal sealed class BareSite : IAsyncDisposable
{
    private readonly WebApplication _app;

    private BareSite(WebApplication app) => _app = app;

    /// <summary>Of the folder's index.html.</summary>
    public string Address => new UriBuilder(_app.Urls.First()) { Host = "localhost" }.ToString();

    public static async Task<BareSite> StartAsync(string folder)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        WebApplication app = builder.Build();
        app.UseFileServer(new FileServerOptions { FileProvider = new PhysicalFileProvider(folder) });
        await app.StartAsync();
        return new BareSite(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
