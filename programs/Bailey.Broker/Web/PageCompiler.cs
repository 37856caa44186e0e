using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Bailey.Broker.Sessions;
using Bailey.Broker.Workers;
using Bailey.Policy;
using Bailey.Protocol;
using Bailey.Sandbox;

namespace Bailey.Broker.Web;

/// <summary>
/// Has the texts of one container's pages compiled, each once: by a compile worker that is started when it is needed, sees no files, and
/// is ended when it was not asked for a while. Answers are kept in the code cache.
/// </summary>
/// <remarks>
/// <b>Stops:</b> a text that takes too long, or too much memory: its worker ends, the text is refused, the container goes on. One container
/// answering for another: an answer is kept under the container's id and the text's hash, both the broker's own. <b>Does not stop:</b> a
/// compile worker that a page took over from answering falsely to that same container, which could send it any text anyway.
/// </remarks>
/// <param name="take">Takes a compile worker.</param>
/// <param name="cache">Null for a container that is thrown away.</param>
/// <param name="container">The container's id.</param>
/// <param name="version">The compiler's: answers of another one are not found.</param>
internal sealed class PageCompiler(Func<Task<Worker>> take, CodeCache? cache, string container, string version) : IChannelHandler, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(2);
    private const int HashLength = 32;

    // One after the other, as the worker works: whoever waits when it ends is the one that ended it.
    private readonly SemaphoreSlim _turn = new(1);
    private readonly ConcurrentDictionary<string, string> _refused = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _disposed = new();
    private Worker? _worker;
    private Timer? _clock;

    /// <summary>Letters and digits.</summary>
    public string Version => version;

    /// <summary>Compiles a text, or finds it.</summary>
    /// <param name="json"><c>{goal, name?, file?}</c>: see js/compile/src/page/contract.ts; file is the path of a script of the container.</param>
    /// <param name="text">UTF-8.</param>
    /// <returns>The worker's PageAnswer, or <c>{"refused": "why"}</c>; as data, the code file's path below <c>/__bailey/code/</c>.</returns>
    public async Task<Reply> Compile(ReadOnlyMemory<byte> json, ReadOnlyMemory<byte> text)
    {
        using JsonDocument wanted = JsonDocument.Parse(json);
        string hash = Hash(json.Span, text.Span);
        string path = wanted.RootElement.TryGetProperty("file", out JsonElement file) ? file.GetString()! : $"text/{hash}.js";
        byte[] data = Encoding.UTF8.GetBytes(path);
        if (cache?.Get(Key(hash)) is { } known)
        {
            return new Reply(false, known, data);
        }

        await _turn.WaitAsync(_disposed.Token);
        try
        {
            if (_refused.TryGetValue(hash, out string? why) || await Ask(Request(wanted.RootElement, path, hash, text), hash) is not { } answer)
            {
                return new Reply(false, JsonObjectText.Write(members => members.WriteString("refused", why ?? _refused[hash])), data);
            }

            if (!answer.IsError)
            {
                cache?.Put(Key(hash), answer.Json.Span);
            }

            return answer with { Data = data };
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>The answer that was given under a hash once; null when it is not kept.</summary>
    public byte[]? Find(string hash) => hash.Length == HashLength ? cache?.Get(Key(hash)) : null;

    /// <inheritdoc/>
    public void OnRequest(Request request)
    {
        // Texts come with the question and answers are kept here: it has nothing to ask.
        request.Answer(Reply.Failure("protocol", "a compile worker of pages may not ask"));
    }

    /// <inheritdoc/>
    public void OnEvent(Message message)
    {
        // Nothing that it could say matters.
    }

    /// <inheritdoc/>
    public void OnClosed(string? reason)
    {
        // Whoever waits for an answer gets the reason from the process's end.
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _disposed.Cancel();
        _clock?.Dispose();
        Interlocked.Exchange(ref _worker, null)?.Dispose();
    }

    // Null: the text is refused from now on. A worker that others have worn out ends once without the text's fault, so it has two attempts.
    private async Task<Reply?> Ask(byte[] request, string hash)
    {
        for (int attempt = 0; ; attempt++)
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(_disposed.Token);
            patience.CancelAfter(Patience);
            bool isFresh = _worker is null;
            Worker worker = await Started();
            try
            {
                Reply sealing = await worker.Sealed;
                return sealing.IsError ? sealing : await worker.Channel.CallAsync("compile.page", request, default, patience.Token);
            }
            catch (Exception error) when (error is ProtocolException or OperationCanceledException)
            {
                worker.Process.Kill();
                ExitStatus status = await worker.Process.Exit;
                Drop(worker);
                _disposed.Token.ThrowIfCancellationRequested();
                if (isFresh || attempt > 0 || error is OperationCanceledException)
                {
                    _refused[hash] = error is OperationCanceledException
                        ? "it takes too long to compile"
                        : GuestText.ForTerminal($"it ended the compile worker ({status.Limit?.ToString() ?? status.Diagnostics})", 300);
                    return null;
                }
            }
        }
    }

    private async Task<Worker> Started()
    {
        if (_worker is { } running)
        {
            return running;
        }

        Worker worker = await take();
        worker.Own(this);
        _worker = worker;
        if (_disposed.IsCancellationRequested)
        {
            Drop(worker);
            throw new OperationCanceledException();
        }

        _clock ??= new Timer(_ => EndIdle());
        _clock.Change(Idle, Timeout.InfiniteTimeSpan);
        return worker;
    }

    private void EndIdle()
    {
        if (!_turn.Wait(0))
        {
            _clock?.Change(Idle, Timeout.InfiniteTimeSpan);
            return;
        }

        Interlocked.Exchange(ref _worker, null)?.Dispose();
        _turn.Release();
    }

    private void Drop(Worker worker)
    {
        Interlocked.CompareExchange(ref _worker, null, worker);
        worker.Process.Kill();
        worker.Dispose();
    }

    private static byte[] Request(JsonElement wanted, string path, string hash, ReadOnlyMemory<byte> text) => JsonObjectText.Write(members =>
    {
        members.WriteString("path", path);
        members.WriteString("key", hash[..16]);
        foreach (JsonProperty property in wanted.EnumerateObject())
        {
            if (property.Name is "goal" or "name")
            {
                members.WriteString(property.Name, property.Value.GetString());
            }
        }

        members.WriteString("text", text.Span);
    });

    private string Key(string hash) => $"page {container} {version} {hash}";

    private string Hash(ReadOnlySpan<byte> json, ReadOnlySpan<byte> text)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{container} {version}\n{json.Length}\n"));
        hash.AppendData(json);
        hash.AppendData(text);
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..HashLength];
    }
}
