using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Bailey.Broker.Files;
using Bailey.Broker.Workers;
using Bailey.Policy;
using Bailey.Protocol;
using Bailey.Sandbox;

namespace Bailey.Broker.Sessions;

/// <summary>A session's compile worker: it sees the program's folder read-only and the code cache, and nothing else.</summary>
internal sealed class Compiler : IChannelHandler, IDisposable
{
    private readonly Lock _starting = new();
    private readonly WorkerPool _workers;
    private readonly BrokerGrant _program;
    private Task<Worker>? _worker;
    private List<GraphMemory.Question>? _questions;
    private byte[]? _remembered;
    private readonly FileService _files;
    private readonly GraphMemory _graphs;
    private readonly Action<string> _progress;

    public Compiler(WorkerPool workers, FileRoute program, GraphMemory graphs, Action<string> progress)
    {
        _workers = workers;
        _graphs = graphs;
        _progress = progress;
        _program = new BrokerGrant(program.Prefix, program.HostPath, FileGrantAccess.Read);
        _files = new FileService([_program], new FileBounds());
    }

    /// <summary>The program's graph: a remembered one, or the worker's.</summary>
    public async Task<Reply> Graph(byte[] request, CancellationToken cancellation)
    {
        string compiler = await _workers.Stage();
        // A service of its own: descriptors have the same numbers as when the questions were first asked.
        using (var files = new FileService([_program], new FileBounds()))
        {
            if (_graphs.Find(compiler, _program.HostPath!, request, files) is { } known)
            {
                _remembered = request;
                return known;
            }
        }

        List<GraphMemory.Question> questions = [];
        _questions = questions;
        Reply graph = await Ask("compile.graph", request, cancellation);
        _questions = null;
        if (!graph.IsError)
        {
            _graphs.Keep(compiler, _program.HostPath!, request, questions, graph);
        }

        return graph;
    }

    /// <summary>Asks the worker, which is started if it was not needed yet; a worker that was ended answers with the reason.</summary>
    public async Task<Reply> Ask(string method, ReadOnlyMemory<byte> json, CancellationToken cancellation)
    {
        Worker worker = await Started();
        try
        {
            Reply sealing = await worker.Sealed;
            return sealing.IsError ? sealing : await worker.Channel.CallAsync(method, json, default, cancellation);
        }
        catch (ProtocolException)
        {
            ExitStatus status = await worker.Process.Exit;
            return Reply.Failure(
                "compile",
                status.Limit is { } limit
                    ? $"the program's text reached the compile worker's limit of {limit}: a file or package.json in it is made to exhaust a parser"
                    : $"the compile worker ended: {status.Diagnostics}");
        }
    }

    /// <inheritdoc/>
    public void OnRequest(Request request)
    {
        Message message = request.Message;
        if (message.Method.StartsWith(Methods.FilePrefix, StringComparison.Ordinal))
        {
            Reply answer = _files.Handle(message.Method, message.Json, message.Data);
            _questions?.Add(new GraphMemory.Question(message.Method, message.Json, GraphMemory.Digest(answer)));
            request.Answer(answer);
        }
        else if (message.Method == "cache.get")
        {
            request.Answer(_graphs.Code.Get(Key(message)) is { } value ? new Reply(false, "{}"u8.ToArray(), value) : Reply.Failure("cache", "absent"));
        }
        else if (message.Method == "cache.hash")
        {
            request.Answer(new Reply(false, "{}"u8.ToArray(), Encoding.ASCII.GetBytes(Convert.ToHexStringLower(SHA256.HashData(message.Data.Span)))));
        }
        else
        {
            request.Answer(Reply.Failure("protocol", "the compile worker may not ask that"));
        }
    }

    /// <inheritdoc/>
    public void OnEvent(Message message)
    {
        switch (message.Method)
        {
            case "cache.put":
                _graphs.Code.Put(Key(message), message.Data.Span);
                break;
            case "compile.progress":
                _progress(GuestText.ForTerminal(Text(message, "text")));
                break;
            default:
                break;
        }
    }

    /// <inheritdoc/>
    public void OnClosed(string? reason)
    {
        // Whoever waits for an answer gets the reason from the process's end.
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_starting)
        {
            _ = (_worker ??= Task.FromException<Worker>(new ObjectDisposedException(nameof(Compiler)))).ContinueWith(
                static started => started.Result.Dispose(), CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }

        _files.Dispose();
    }

    private Task<Worker> Started()
    {
        lock (_starting)
        {
            return _worker ??= Start();
        }
    }

    private async Task<Worker> Start()
    {
        Worker worker = await _workers.Take(WorkerKind.Compiler);
        worker.Own(this);
        if (_remembered is { } request)
        {
            // What it resolves later, it resolves within this program.
            _ = worker.Channel.CallAsync("compile.graph", request);
        }

        return worker;
    }

    // A worker that a program's text took over can spoil what is kept for that program, and no graph and no other program's code.
    private string Key(Message message) => $"code\n{_program.HostPath}\n{Text(message, "key")}";

    private static string Text(Message message, string name)
    {
        using JsonDocument json = JsonDocument.Parse(message.Json);
        return json.RootElement.GetProperty(name).GetString() ?? "";
    }
}
