using System.Collections.Concurrent;
using Bailey.Policy;
using Bailey.Web.Guard;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;

namespace Bailey.AspNetCore;

/// <summary>The open containers of an application. Thread-safe; disposing ends them all.</summary>
public sealed class BaileyContainers : IAsyncDisposable
{
    private readonly BaileyContainersOptions _options;
    private readonly IServer _server;
    private readonly Lazy<BaileyHost> _host;
    private readonly ConcurrentDictionary<string, FrontedContainer> _byId = new(StringComparer.Ordinal);

    /// <summary>Made by the application's services.</summary>
    public BaileyContainers(IOptions<BaileyContainersOptions> options, IServer server)
    {
        _options = options.Value;
        _server = server;
        _host = new Lazy<BaileyHost>(() => BaileyHost.Start(new BaileyHostOptions { Broker = _options.Broker }));
    }

    /// <summary>What pages asked for.</summary>
    public ContainerEvents Events { get; } = new();

    /// <summary>The open containers, in no order.</summary>
    public IEnumerable<Container> Open => _byId.Values.Select(static fronted => fronted.Container);

    /// <summary>The value of <c>frame-src</c> for a page that shows every open container; <c>'none'</c> when there is none.</summary>
    public string FrameSource => string.Join(' ', Open.Select(static container => container.FrameSource).Concat(Canaries.Origins).Order(StringComparer.Ordinal).DefaultIfEmpty("'none'"));

    /// <summary>The origin beneath which containers live. The server must be listening, unless the options name it.</summary>
    /// <exception cref="InvalidOperationException">The server listens nowhere yet.</exception>
    public string BaseOrigin => _options.BaseOrigin ?? Listening();

    internal GuardMark Mark { get; } = new();

    internal Canaries Canaries { get; } = new();

    /// <summary>Opens a container.</summary>
    /// <param name="source">Absolute host path of a folder, a <c>.zip</c> archive, or one HTML file.</param>
    /// <param name="bailey">Text of bailey.json; null: the defaults of <c>frame</c>.</param>
    /// <param name="grade"><c>hardened</c> or <c>declared</c> instead of the policy's.</param>
    /// <param name="fresh">True: an origin that nobody had before.</param>
    /// <returns>The container; disposing it closes it.</returns>
    /// <exception cref="BaileyException">It could not be opened.</exception>
    public async Task<Container> OpenAsync(string source, string? bailey = null, string? grade = null, bool fresh = false)
    {
        string origin = BaseOrigin;
        Container container = await _host.Value.OpenAsync(new ContainerRequest
        {
            Source = source,
            BaseOrigin = origin,
            HostOrigins = _options.HostOrigins.Count > 0 ? [.. _options.HostOrigins] : [origin],
            Bailey = bailey,
            Grade = grade,
            Fresh = fresh,
        });
        if (!TryAdd(container))
        {
            await container.DisposeAsync();
            throw new BaileyException(BaileyFault.Start, $"{source} is open already: {container.Origin}");
        }

        return container;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_host.IsValueCreated)
        {
            await _host.Value.DisposeAsync();
        }
    }

    /// <summary>The compiled headers of a container; null when none is open under the id.</summary>
    internal IReadOnlyList<DocumentHeader>? HeadersOf(string id) => _byId.GetValueOrDefault(id)?.Container.Headers ?? Canaries.Find(id)?.Headers;

    /// <summary>The canary that a Host names, which is a container's to <see cref="IsContainer"/>; null for none.</summary>
    internal ContainerCanary? CanaryOf(string host) =>
        Canaries.Find(host.Split('.')[0].ToLowerInvariant()) is { } canary && canary.Authority.Equals(host, StringComparison.OrdinalIgnoreCase) ? canary : null;

    /// <summary>Whether a Host names a container, open or not, and the open one.</summary>
    internal bool IsContainer(string host, out FrontedContainer? container)
    {
        container = null;
        // The port is part of an origin, but no port makes a container's name a page of the application.
        Uri origin = new(BaseOrigin);
        string name = host.ToLowerInvariant();
        int port = name.LastIndexOf(':');
        string bare = (port < 0 || name.EndsWith(']') ? name : name[..port]).TrimEnd('.');
        if (!bare.EndsWith("." + origin.Host, StringComparison.Ordinal))
        {
            return false;
        }

        FrontedContainer? found = _byId.GetValueOrDefault(bare[..bare.IndexOf('.', StringComparison.Ordinal)]);
        container = found?.Container.Authority == name ? found : null;
        return true;
    }

    internal bool TryAdd(Container container)
    {
        var fronted = new FrontedContainer(container);
        if (_byId.TryAdd(container.Id, fronted))
        {
            Events.Opened();
            container.Found = finding => Events.Add(new ContainerEvent(
                DateTimeOffset.UtcNow, container.Id, RefusalText.Word(Wall.Document), "finding", $"{finding.Path}: {finding.Message}", Granted: false, finding.Code, finding.Fix));
            _ = Forget(fronted);
            return true;
        }

        fronted.Dispose();
        return false;
    }

    private async Task Forget(FrontedContainer fronted)
    {
        await fronted.Container.Ended;
        _byId.TryRemove(fronted.Container.Id, out _);
        Events.Opened();
        fronted.Dispose();
    }

    private string Listening()
    {
        string address = _server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault()
            ?? throw new InvalidOperationException($"The server listens nowhere yet: start it first, or set {nameof(BaileyContainersOptions)}.{nameof(BaileyContainersOptions.BaseOrigin)}.");
        Uri uri = new(address.Replace("://*", "://localhost", StringComparison.Ordinal).Replace("://+", "://localhost", StringComparison.Ordinal));
        bool local = uri.IsLoopback || uri.Host is "0.0.0.0" or "[::]";
        return new UriBuilder(uri) { Host = local ? "localhost" : uri.Host }.Uri.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);
    }
}
