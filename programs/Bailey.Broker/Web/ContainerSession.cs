using System.Net.Sockets;
using System.Text;
using Bailey.Broker.Audit;
using Bailey.Broker.Files;
using Bailey.Broker.Sessions;
using Bailey.Interop;
using Bailey.Policy;
using Bailey.Protocol;
using Bailey.Sandbox;

namespace Bailey.Broker.Web;

/// <summary>One open container: its address, its compiled policy, its web host, its files. Everything the web host says may be hostile.</summary>
internal sealed class ContainerSession : IChannelHandler, IDisposable
{
    private const int Backlog = 512;
    private const int MostFindings = 500;

    // Requests are the web host's for files, and for a text of a page to be compiled.
    private static readonly ChannelBounds Bounds = new(MaximumMessage: 16 * 1024 * 1024, MaximumUnfinished: 4, MaximumPending: 1024);

    private readonly int _number;
    private readonly AuditLog _audit;
    private readonly ContainerSource _source;
    private readonly ContainerAddress _address;
    private readonly CompiledDocument _document;
    private readonly FileService _files;
    private readonly PageCompiler? _compiler;
    private readonly Action<string, byte[]> _tell;
    private readonly string _socketFolder;
    // Kept while the web host has its own: .NET removes a socket's name when it closes it.
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private SandboxProcess? _process;
    private Channel? _channel;
    private string? _broken;
    private int _findings;

    private ContainerSession(int number, AuditLog audit, ContainerSource source, ContainerAddress address, CompiledDocument document, PageCompiler? compiler, Action<string, byte[]> tell)
    {
        _number = number;
        _audit = audit;
        _source = source;
        _address = address;
        _document = document;
        _compiler = compiler;
        _tell = tell;
        _files = new FileService([source.Grant], new FileBounds());
        // Readable by its owner alone: whoever can connect can ask for the container's files.
        _socketFolder = Directory.CreateTempSubdirectory("bailey-").FullName;
    }

    /// <summary>Compiles the policy; nothing is started.</summary>
    /// <exception cref="FileNotFoundException">The source is not there.</exception>
    public static ContainerSession Prepare(int number, ContainerRequest request, BaileyPolicy policy, ContainerIds ids, AuditLog audit, Func<string, bool, PageCompiler> compiler, Action<string, byte[]> tell)
    {
        FramePolicy frame = policy.Frame ?? FramePolicy.Defaults;
        ContainerSource source = ContainerSource.Of(request.Source, frame.Entry) ?? throw new FileNotFoundException($"there is nothing to show at {request.Source}");
        bool isFresh = request.Fresh || !frame.Storage;
        string id = isFresh ? ContainerIds.Fresh() : ids.Of(request.Source);
        var address = ContainerAddress.Of(id, request.BaseOrigin, request.HostOrigins);
        CompiledDocument document = DocumentPolicy.Compile(policy, address);
        return new ContainerSession(number, audit, source, address, document, document.Grade == FrameGrade.Hardened ? compiler(id, isFresh) : null, tell);
    }

    /// <summary>Starts and seals the web host, and tells it what to serve.</summary>
    /// <returns>What the host needs to show the container.</returns>
    public async Task<Reply> Start(WebHostStarter starter, Action<string> ended)
    {
        string path = Path.Combine(_socketFolder, "web");
        _listener.Bind(new UnixDomainSocketEndPoint(path));
        _listener.Listen(Backlog);
        _process = starter.Start(OwnedDescriptor.Borrow((int)_listener.SafeHandle.DangerousGetHandle()));
        _channel = new Channel(_process.Channel, this, Bounds);
        _channel.Start();
        _ = WatchExit(_process, ended);
        foreach ((string method, byte[] json, byte[] data) in new[]
        {
            ("worker.seal", "{}"u8.ToArray(), StagedFilters.WebHost.Stage2()),
            ("web.open", ContainerJson.Opening(_address, _document, _source, _compiler?.Version ?? ""), []),
        })
        {
            Reply reply = await Ask(method, json, data);
            if (reply.IsError)
            {
                Dispose();
                return reply;
            }
        }

        _audit.Said(_number, ContainerJson.Opened(_address, _document));
        return new Reply(false, ContainerJson.Shown(_address, _document, path), default);
    }

    /// <inheritdoc/>
    public void OnRequest(Request request)
    {
        Message message = request.Message;
        if (message.Method.StartsWith(Methods.FilePrefix, StringComparison.Ordinal))
        {
            request.Answer(_files.Handle(message.Method, message.Json, message.Data));
        }
        else if (message.Method == "page.compile" && _compiler is not null)
        {
            _ = Compile(_compiler, request);
        }
        else if (message.Method == "page.find" && _compiler is not null)
        {
            request.Answer(_compiler.Find(Encoding.ASCII.GetString(message.Data.Span)) is { } known ? new Reply(false, known, default) : Reply.Failure("cache", "absent"));
        }
        else
        {
            _broken ??= "it asked for a method that web hosts do not have";
            _process?.Kill();
        }
    }

    /// <inheritdoc/>
    public void OnEvent(Message message)
    {
        // A cancelled file request is answered all the same; a web host that was taken over does not fill the log.
        if (message.Method == "page.finding" && Interlocked.Increment(ref _findings) <= MostFindings)
        {
            if (ContainerJson.Found(_number, message.Json) is not { } found)
            {
                _broken ??= "it said something that is no finding";
                _process?.Kill();
                return;
            }

            _audit.Said(_number, Encoding.ASCII.GetString(found));
            _tell("web.finding", found);
        }
    }

    /// <inheritdoc/>
    public void OnClosed(string? reason)
    {
        _broken ??= reason;
        _process?.Kill();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _process?.Dispose();
        _listener.Dispose();
        _files.Dispose();
        _compiler?.Dispose();
        _channel?.Dispose();
        try
        {
            Directory.Delete(_socketFolder, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // Disposed twice.
        }
    }

    private static async Task Compile(PageCompiler compiler, Request request)
    {
        try
        {
            request.Answer(await compiler.Compile(request.Message.Json, request.Message.Data));
        }
#pragma warning disable CA1031 // One text cannot be compiled: the page is told, and the container goes on.
        catch (Exception error)
#pragma warning restore CA1031
        {
            request.Answer(Reply.Failure("compile", GuestText.ForTerminal(error.Message, 300)));
        }
    }

    private async Task<Reply> Ask(string method, byte[] json, byte[] data)
    {
        try
        {
            return await _channel!.CallAsync(method, json, data);
        }
        catch (ProtocolException)
        {
            ExitStatus status = await _process!.Exit;
            return Reply.Failure("start", GuestText.ForTerminal($"the web host ended: {_broken} {status.Diagnostics}", 2000));
        }
    }

    private async Task WatchExit(SandboxProcess process, Action<string> ended)
    {
        ExitStatus status = await process.Exit;
        ended(GuestText.ForTerminal($"{_broken} {status.Limit} {status.Diagnostics}".Trim(), 2000));
    }
}
