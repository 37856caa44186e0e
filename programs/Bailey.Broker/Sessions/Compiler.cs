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
    private readonly Worker _worker;
    private readonly FileService _files;
    private readonly CodeCache _cache;
    private readonly Action<string> _progress;

    public Compiler(Worker worker, FileRoute program, CodeCache cache, Action<string> progress)
    {
        _cache = cache;
        _progress = progress;
        _files = new FileService([new BrokerGrant(program.Prefix, program.HostPath, FileGrantAccess.Read)], new FileBounds());
        _worker = worker;
        _worker.Own(this);
    }

    /// <summary>Asks the worker; a worker that was ended answers with the reason.</summary>
    public async Task<Reply> Ask(string method, ReadOnlyMemory<byte> json, CancellationToken cancellation)
    {
        try
        {
            Reply sealing = await _worker.Sealed;
            return sealing.IsError ? sealing : await _worker.Channel.CallAsync(method, json, default, cancellation);
        }
        catch (ProtocolException)
        {
            ExitStatus status = await _worker.Process.Exit;
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
            request.Answer(_files.Handle(message.Method, message.Json, message.Data));
        }
        else if (message.Method == "cache.get")
        {
            request.Answer(_cache.Get(Text(message, "key")) is { } value ? new Reply(false, "{}"u8.ToArray(), value) : Reply.Failure("cache", "absent"));
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
                _cache.Put(Text(message, "key"), message.Data.Span);
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
        _worker.Dispose();
        _files.Dispose();
    }

    private static string Text(Message message, string name)
    {
        using JsonDocument json = JsonDocument.Parse(message.Json);
        return json.RootElement.GetProperty(name).GetString() ?? "";
    }
}
