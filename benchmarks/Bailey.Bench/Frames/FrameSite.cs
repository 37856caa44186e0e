using System.Globalization;
using System.Net;
using System.Threading.Channels;
using Bailey.AspNetCore;
using Bailey.Bench.Measuring;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging;

namespace Bailey.Bench.Frames;

/// <summary>One sample page, with a mark for the end of its load: on a Kestrel as it comes, and in containers that a host page shows.</summary>
internal sealed class FrameSite : IAsyncDisposable
{
    private const string FramePage = "/frame";
    private const string Loaded = "/bench-loaded";
    private const string Mark = "addEventListener('load', () => { fetch('/bench-loaded?' + performance.now()).catch(() => { }); });";

    private readonly string _folder;
    private readonly WebApplication _bare;
    private readonly WebApplication _host;
    private readonly Channel<double> _loads;

    private FrameSite(string folder, WebApplication bare, WebApplication host, Channel<double> loads) => (_folder, _bare, _host, _loads) = (folder, bare, host, loads);

    /// <summary>The page in a tab.</summary>
    public string BareAddress => new UriBuilder(_bare.Urls.First()) { Host = "localhost" }.ToString();

    /// <summary>A page of another site that shows it in a frame, without Bailey.</summary>
    public string FramedAddress => new UriBuilder(_bare.Urls.First()) { Host = "127.0.0.1", Path = FramePage }.ToString();

    private BaileyContainers Containers => _host.Services.GetRequiredService<BaileyContainers>();

    /// <summary>Copies the page, marks it, and starts both servers.</summary>
    public static async Task<FrameSite> StartAsync(string page)
    {
        string folder = Path.Combine(Place.Work, "frames", page);
        Copy(new DirectoryInfo(Path.Combine(Place.Root, "samples", "05-frame", page)), folder);
        string index = Path.Combine(folder, "index.html");
        string html = File.ReadAllText(index);
        File.WriteAllText(index, html.Insert(html.IndexOf("<script", StringComparison.Ordinal), "<script src=\"mark.js\"></script>\n"));
        File.WriteAllText(Path.Combine(folder, "mark.js"), Mark);

        Channel<double> loads = Channel.CreateUnbounded<double>();
        WebApplication bare = Build(loads, static _ => { });
        bare.MapGet(FramePage, static (HttpContext context) => Results.Content(
            $"<!doctype html><iframe src=\"http://localhost:{context.Connection.LocalPort}/\" sandbox=\"allow-scripts allow-same-origin allow-forms\"></iframe>", "text/html"));
        bare.UseFileServer(new FileServerOptions
        {
            FileProvider = new PhysicalFileProvider(folder),
            // As containers say it: each load asks again for each file. Without it the two would differ by what is kept.
            StaticFileOptions = { OnPrepareResponse = static file => file.Context.Response.Headers.CacheControl = "no-cache" },
        });
        WebApplication host = Build(loads, static builder => builder.Services.AddBaileyContainers(static options => options.Broker = Place.Broker));
        host.MapBaileyContainers();
        host.MapGet("/{grade}", static (string grade, BaileyContainers containers, HttpContext context) => Results.Content(
            $"""<!doctype html><script src="/__bailey/frame.js" defer></script>{context.SesFrame(containers.Open.First(one => one.IsHardened == (grade == "hardened")))}""", "text/html"));
        await bare.StartAsync();
        await host.StartAsync();
        return new FrameSite(folder, bare, host, loads);
    }

    /// <summary>Opens a container of the page; null when this build cannot.</summary>
    /// <returns>The address of the host page that shows it.</returns>
    public async Task<string?> OpenAsync(string grade)
    {
        try
        {
            await Containers.OpenAsync(_folder, grade: grade, fresh: true);
            return $"{Containers.BaseOrigin}/{grade}";
        }
        catch (BaileyException) when (grade == "hardened")
        {
            return null;
        }
    }

    /// <summary>The milliseconds of the page that loads next, by its own clock.</summary>
    /// <exception cref="WrongResultException">None did.</exception>
    public async Task<double> NextLoadAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        try
        {
            return await _loads.Reader.ReadAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            throw new WrongResultException("the page did not load");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _bare.DisposeAsync();
    }

    private static WebApplication Build(Channel<double> loads, Action<WebApplicationBuilder> more)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<IStartupFilter>(new Reports(loads.Writer));
        more(builder);
        builder.WebHost.ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        return builder.Build();
    }

    private static void Copy(DirectoryInfo from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (FileInfo file in from.EnumerateFiles())
        {
            file.CopyTo(Path.Combine(to, file.Name), overwrite: true);
        }

        foreach (DirectoryInfo folder in from.EnumerateDirectories())
        {
            Copy(folder, Path.Combine(to, folder.Name));
        }
    }

    // Before the containers' own: whatever origin a page has, it tells its time to this process.
    private sealed class Reports(ChannelWriter<double> loads) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, rest) =>
            {
                if (context.Request.Path != Loaded)
                {
                    return rest(context);
                }

                loads.TryWrite(double.Parse(context.Request.QueryString.Value![1..], CultureInfo.InvariantCulture));
                context.Response.StatusCode = 204;
                return Task.CompletedTask;
            });
            next(app);
        };
    }
}
