using System.IO.Compression;
using Bailey.Interop;
using Bailey.Policy;
using Bailey.Protocol;
using Bailey.Web.Hardened;
using Bailey.Web.Serving;
using Bailey.Web.Sites;

namespace Bailey.WebHost;

/// <summary>One container's web host: it is warmed, sealed, then told its container, and serves until the broker closes the channel.</summary>
internal sealed class WebHostProcess : IChannelHandler, IDisposable
{
    // Larger than any message the broker sends: a chunk of a file, or the headers.
    private static readonly ChannelBounds Bounds = new(MaximumMessage: 16 * 1024 * 1024);

    private readonly WebServer _server = new();
    private Channel? _channel;

    /// <summary>Serves until the broker closes the channel, which ends the process.</summary>
    public static int Run(Stream stream)
    {
        using var host = new WebHostProcess();
        using var channel = new Channel(stream, host, Bounds);
        host._channel = channel;
        channel.Start();
        Thread.Sleep(Timeout.Infinite);
        return 0;
    }

    /// <inheritdoc/>
    public void Dispose() => _server.Dispose();

    /// <inheritdoc/>
    public void OnRequest(Request request) => _ = Task.Run(() => Answer(request));

    /// <inheritdoc/>
    public void OnEvent(Message message)
    {
        // A request that nobody waits for any more goes on; its answer is dropped.
    }

    /// <inheritdoc/>
    public void OnClosed(string? reason) => LibC._exit(reason is null ? 0 : 70);

    private async Task Answer(Request request)
    {
        try
        {
            request.Answer(await Handle(request.Message));
        }
        catch (InvalidDataException error)
        {
            request.Answer(Reply.Failure("archive", error.Message));
        }
#pragma warning disable CA1031 // Whatever fails, the broker is told, and ends this process.
        catch (Exception error)
#pragma warning restore CA1031
        {
            request.Answer(Reply.Failure("webhost", error.ToString()));
        }
    }

    private async Task<Reply> Handle(Message message)
    {
        switch (message.Method)
        {
            case "worker.seal":
                // Listening first: the filter that follows has no listen.
                await _server.ListenAsync();
                Seal.Apply(message.Data.Span, Exercise);
                return Reply.Empty;
            case "web.open":
                ContainerOpening opening = ContainerOpening.Read(message.Json);
                _server.Open(opening, await Grade(opening));
                return Reply.Empty;
            default:
                return Reply.Failure("protocol", $"the web host has no method {message.Method}");
        }
    }

    // The decompressor is a native library, loaded at its first use; the parser of pages has tables of its own.
    private static void Exercise()
    {
        PageForecast.Warm();
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            deflate.Write("warm"u8);
        }

        packed.Position = 0;
        using var inflate = new DeflateStream(packed, CompressionMode.Decompress);
        inflate.CopyTo(Stream.Null);
    }

    private async Task<IGradeServer> Grade(ContainerOpening opening)
    {
        var files = new ChannelSite(_channel!, ContainerOpening.Root);
        ISite site = opening.Archive is null ? files : await Unpack(files, opening.Archive, opening.Entry);
        var raw = new RawFiles(site, opening.PolicyTag(), SitePath.Of(opening.Entry));
        if (opening.Grade == FrameGrade.Declared)
        {
            return new DeclaredGrade(raw);
        }

        var compiler = new ChannelCompiler(_channel!);
        var scripts = new ScriptFiles(site, compiler);
        var texts = new TextStore(compiler);
        var told = new PageFindings(compiler.Tell);
        var pages = new PageFiles(site, SitePath.Of(opening.Entry), opening.Authority, scripts, texts, told);
        return new HardenedGrade(raw, pages, scripts, texts, told, opening.CompilerVersion);
    }

    private static async Task<ISite> Unpack(ChannelSite files, string archive, string entry)
    {
        SitePath path = SitePath.Of(archive);
        SiteLook look = await files.LookAsync(path, CancellationToken.None);
        await using ISiteFile file = await files.OpenAsync(path, CancellationToken.None) ?? throw new InvalidDataException("the archive is not there");
        using var stream = new SiteStream(file, look.Length);
        return ZipSite.Unpack(stream, entry);
    }
}
