using Bailey.Web.Guard;
using Bailey.Web.Serving;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Bailey.WebHost;

/// <summary>Kestrel over the inherited socket, guarded; everything is answered with an error until the container is open.</summary>
internal sealed class WebServer : IHttpApplication<HttpContext>, IDisposable
{
    private const int Listener = 7;

    private readonly GuardMark _mark = new();
    private KestrelServer? _server;
    private ContainerApplication? _application;
    private ContainerOpening? _opening;

    /// <summary>Starts accepting.</summary>
    public async Task ListenAsync()
    {
        var options = new KestrelServerOptions { AddServerHeader = false };
        options.Limits.MaxRequestBodySize = 4 * 1024 * 1024;
        options.ListenHandle(Listener, endpoint =>
        {
            endpoint.Protocols = HttpProtocols.Http1;
            endpoint.Use(GuardedConnection.Middleware(_mark, id => id == _opening?.Id ? _opening.Headers : null));
        });
        _server = new KestrelServer(
            Options.Create(options), new SocketTransportFactory(Options.Create(new SocketTransportOptions { IOQueueCount = 1 }), NullLoggerFactory.Instance), NullLoggerFactory.Instance);
        await _server.StartAsync(this, CancellationToken.None);
    }

    /// <summary>Serves the container from now on.</summary>
    public void Open(ContainerOpening opening, IGradeServer grade)
    {
        _opening = opening;
        _application = new ContainerApplication(_mark, opening.Id, opening.Authority, grade);
    }

    /// <inheritdoc/>
    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    /// <inheritdoc/>
    public Task ProcessRequestAsync(HttpContext context) =>
        _application?.ProcessRequestAsync(context) ?? throw new InvalidOperationException("no container is open");

    /// <inheritdoc/>
    public void Dispose() => _server?.Dispose();

    /// <inheritdoc/>
    public void DisposeContext(HttpContext context, Exception? exception)
    {
        // Nothing is pooled.
    }
}
