using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Bailey.Protocol;
using Bailey.Values;

namespace Bailey;

/// <summary>
/// One guest's calls, both ways: the host's calls of guest functions wait here for their answers, and the guest's calls go on to
/// <see cref="HostFunctions"/>. Everything a guest sends may be hostile: it becomes a value, or the guest's end.
/// </summary>
internal sealed class GuestCalls
{
    // Refusals that a guest's error may be told apart by. Older ones are in the audit log and with the observer.
    private const int MostRefusals = 256;

    private readonly Channel _broker;
    private readonly int _guest;
    private readonly TimeSpan _grace;
    private readonly Func<Task> _endGuest;
    private readonly ConcurrentDictionary<int, TaskCompletionSource<Reply>> _waiting = new();
    private readonly ConcurrentQueue<(string Key, GuestRefusal Refusal)> _refusals = new();
    private GuestOutcome? _ended;
    private int _last;

    public GuestCalls(Channel broker, int guest, GuestOptions options, Func<Task> endGuest)
    {
        _broker = broker;
        _guest = guest;
        _grace = options.CancellationGrace;
        _endGuest = endGuest;
        Functions = new HostFunctions(this, options);
    }

    /// <summary>Marks values beyond JSON. New in every guest, so that no text of a guest can be taken for one.</summary>
    public string Tag { get; } = "$" + RandomNumberGenerator.GetHexString(24);

    public HostFunctions Functions { get; }

    /// <summary>Calls a function of the guest.</summary>
    /// <param name="target">Writes which.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="cancellation">Ends the task at once, and tells the guest.</param>
    public async Task<GuestResult<T>> CallAsync<T>(Action<Utf8JsonWriter> target, IReadOnlyList<object?> arguments, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        int number = Interlocked.Increment(ref _last);
        (ReadOnlyMemory<byte> json, ReadOnlyMemory<byte> data) = ValueScope.Write(this, writer =>
        {
            writer.WriteString("kind", "call");
            writer.WriteNumber("call", number);
            target(writer);
            writer.WriteStartArray("args");
            foreach (object? argument in arguments)
            {
                ValueScope.WriteValue(writer, argument);
            }

            writer.WriteEndArray();
        });
        var waiting = new TaskCompletionSource<Reply>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting[number] = waiting;
        if (_ended is { } outcome)
        {
            _waiting.TryRemove(number, out _);
            return new GuestResult<T>.Ended(outcome);
        }

        Send(json, data);
        Reply answer;
        using (cancellation.UnsafeRegister(_ => Cancel(number, waiting, cancellation), null))
        {
            answer = await waiting.Task;
        }

        return _ended is { } end && answer.IsError ? new GuestResult<T>.Ended(end) : Result<T>(answer);
    }

    /// <summary>An answer of the guest, not judged yet.</summary>
    /// <returns>Whether it is one.</returns>
    public bool Complete(ReadOnlyMemory<byte> json, ReadOnlyMemory<byte> data)
    {
        if (Parse(json) is not { ValueKind: JsonValueKind.Object } answer
            || !answer.TryGetProperty("call", out JsonElement call) || call.ValueKind != JsonValueKind.Number || !call.TryGetInt32(out int number))
        {
            return false;
        }

        // An answer that nobody waits for is no fault: the call may have been cancelled on its way.
        if (_waiting.TryRemove(number, out TaskCompletionSource<Reply>? waiting))
        {
            waiting.TrySetResult(new Reply(false, json, data));
        }

        return true;
    }

    /// <summary>JSON of a guest, or undefined where it is none.</summary>
    public static JsonElement Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            return JsonElement.Parse(json.Span, new JsonDocumentOptions { MaxDepth = ValueScope.Options.MaxDepth, AllowDuplicateProperties = false });
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return default;
        }
    }

    /// <summary>The broker refused the guest something.</summary>
    public void Refused(string kind, string subject, GuestRefusal refusal)
    {
        _refusals.Enqueue((Key(kind, subject), refusal));
        while (_refusals.Count > MostRefusals)
        {
            _refusals.TryDequeue(out _);
        }
    }

    /// <summary>Lets the guest forget one crossing of a function.</summary>
    public void Release(int function) => Send(Encoding.ASCII.GetBytes($$"""{"kind":"release","function":{{function}}}"""), default);

    /// <summary>The guest ended.</summary>
    public void End(GuestOutcome outcome)
    {
        _ended = outcome;
        Functions.End();
        foreach (int number in _waiting.Keys)
        {
            if (_waiting.TryRemove(number, out TaskCompletionSource<Reply>? waiting))
            {
                waiting.TrySetResult(Reply.Failure("ended", ""));
            }
        }
    }

    private static string Key(string kind, string subject) => $"{kind} {subject}";

    private static string? Text(JsonElement json, string name)
    {
        try
        {
            return json.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair.
            return null;
        }
    }

    private void Send(ReadOnlyMemory<byte> json, ReadOnlyMemory<byte> data)
    {
        byte[] whole = new byte[json.Length + data.Length];
        json.CopyTo(whole);
        data.CopyTo(whole.AsMemory(json.Length));
        _broker.Notify("guest.message", Encoding.ASCII.GetBytes($$"""{"guest":{{_guest}},"length":{{json.Length}}}"""), whole);
    }

    // The caller's task ends first. A guest that takes its turns answers the abort at once; one that does not is ended.
    private void Cancel(int number, TaskCompletionSource<Reply> waiting, CancellationToken cancellation)
    {
        if (!waiting.TrySetCanceled(cancellation))
        {
            return;
        }

        _ = Task.Run(() => Abort(number), CancellationToken.None);
    }

    private async Task Abort(int number)
    {
        Send(Encoding.ASCII.GetBytes($$"""{"kind":"abort","call":{{number}}}"""), default);
        await Task.Delay(_grace);
        if (_waiting.ContainsKey(number))
        {
            await _endGuest();
        }
    }

    private GuestResult<T> Result<T>(Reply reply)
    {
        JsonElement answer = Parse(reply.Json);
        if (answer.TryGetProperty("error", out JsonElement thrown) && thrown.ValueKind == JsonValueKind.Object)
        {
            var error = new GuestError(Text(thrown, "name") ?? "", Text(thrown, "message") ?? "", Text(thrown, "code"), Text(thrown, "stack"));
            return Refusal(thrown) is { } refusal ? new GuestResult<T>.Refused(refusal, error) : new GuestResult<T>.Threw(error);
        }

        if (!answer.TryGetProperty("value", out JsonElement value))
        {
            return new GuestResult<T>.Mismatch("the guest answered nothing");
        }

        (object? read, string? fault) = ValueScope.Read(this, value, reply.Data, typeof(T));
        return fault is null ? new GuestResult<T>.Value((T)read!) : new GuestResult<T>.Mismatch($"the guest's value is no {typeof(T).Name}: {fault}");
    }

    // The guest says which refusal it was; that there was one, and its line, is the broker's word.
    private GuestRefusal? Refusal(JsonElement thrown)
    {
        if (!thrown.TryGetProperty("refusal", out JsonElement told) || told.ValueKind != JsonValueKind.Object
            || Text(told, "kind") is not { } kind || Text(told, "subject") is not { } subject)
        {
            return null;
        }

        string key = Key(kind, subject);
        return _refusals.LastOrDefault(row => row.Key == key).Refusal;
    }
}
