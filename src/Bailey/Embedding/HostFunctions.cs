using System.Text.Json;
using Bailey.Protocol;
using Bailey.Values;

namespace Bailey;

/// <summary>
/// What one guest may call: the members of <c>bailey:host</c> that its policy grants, and delegates that crossed in values. A number that the
/// guest was not given answers nothing.
/// </summary>
#pragma warning disable CA1001 // The source has no timer and no wait handle: there is nothing to dispose of.
internal sealed class HostFunctions
#pragma warning restore CA1001
{
    private const int MostDelegates = 1024;

    private readonly GuestCalls _calls;
    private readonly IGuestObserver? _observer;
    private readonly CancellationTokenSource _guestEnded = new();
    private readonly Lock _gate = new();
    private readonly Dictionary<int, HostTarget> _targets = [];
    private readonly Dictionary<Delegate, int> _delegates = [];
    private Task _turn;
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _next;

    public HostFunctions(GuestCalls calls, GuestOptions options)
    {
        _calls = calls;
        _observer = options.Observer;
        _turn = _started.Task;
        Offer =
        [
            .. options.Functions.Select(static row => (row.Key, (HostTarget)new HostFunction(row.Key, row.Value))),
            .. options.Readable.Select(static row => (row.Key, (HostTarget)new HostReadable(row.Key, row.Value))),
            .. options.Writable.Select(static row => (row.Key, (HostTarget)new HostWritable(row.Key, row.Value))),
        ];
        if (Offer.Select(static row => row.Name).Append("currentSignal").GroupBy(static name => name, StringComparer.Ordinal).FirstOrDefault(static group => group.Count() > 1) is { } twice)
        {
            throw new ArgumentException($"the name \"{twice.Key}\" is taken already", nameof(options));
        }

        _next = Offer.Count;
    }

    /// <summary>What the host hands in; the index is the number.</summary>
    public IReadOnlyList<(string Name, HostTarget Target)> Offer { get; }

    /// <summary>The broker said which the policy grants: calls are answered from here on.</summary>
    public void Start(IEnumerable<int> granted)
    {
        lock (_gate)
        {
            foreach (int number in granted)
            {
                _targets[number] = Offer[number].Target;
            }
        }

        _started.TrySetResult();
    }

    /// <summary>The guest ended: functions that still run are told.</summary>
    public void End()
    {
        _started.TrySetResult();
        _ = _guestEnded.CancelAsync();
    }

    /// <summary>The number of a delegate that crosses; the same delegate keeps it.</summary>
    /// <exception cref="InvalidOperationException">Too many are held.</exception>
    public int Add(Delegate function)
    {
        lock (_gate)
        {
            if (_delegates.TryGetValue(function, out int known))
            {
                return known;
            }

            if (_delegates.Count >= MostDelegates)
            {
                throw new InvalidOperationException($"the guest holds {MostDelegates} functions of its host: release some");
            }

            int number = _next++;
            _delegates[function] = number;
            _targets[number] = new HostFunction("a function", function);
            return number;
        }
    }

    /// <summary>Takes a delegate back; the guest's calls of it fail from now on.</summary>
    public void Remove(Delegate function)
    {
        lock (_gate)
        {
            if (_delegates.Remove(function, out int number))
            {
                _targets.Remove(number);
            }
        }
    }

    /// <summary>A call of the guest. Calls begin in their order and then run side by side.</summary>
    public void Begin(Request request, ReadOnlyMemory<byte> json, ReadOnlyMemory<byte> data)
    {
        lock (_gate)
        {
            _turn = _turn.ContinueWith(
                _ => { _ = Answer(request, json, data); }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    private async Task Answer(Request request, ReadOnlyMemory<byte> json, ReadOnlyMemory<byte> data)
    {
        if (HostCall.Read(_calls, json, data) is not { } call || call.Target >= _next || call.Target < 0)
        {
            request.Answer(Reply.Failure("protocol", "malformed"));
            return;
        }

        HostTarget? target;
        lock (_gate)
        {
            target = _targets.GetValueOrDefault(call.Target);
        }

        if (target is null)
        {
            request.Answer(Failed("the host has taken this function back", null));
            return;
        }

        try
        {
            object? value = await target.Invoke(call, _guestEnded.Token);
            (ReadOnlyMemory<byte> answer, ReadOnlyMemory<byte> bytes) = ValueScope.Write(_calls, writer =>
            {
                writer.WritePropertyName("value");
                ValueScope.WriteValue(writer, value);
            });
            request.Answer(new Reply(false, answer, bytes));
        }
        catch (GuestVisibleException error)
        {
            request.Answer(Failed(error.Message, error.Code));
        }
#pragma warning disable CA1031 // Whatever the host's function did, the guest learns that it failed, and the host's observer what happened.
        catch (Exception error)
#pragma warning restore CA1031
        {
            request.Answer(Failed($"{target.Name} of the host failed", null));
            if (error is not OperationCanceledException)
            {
                _observer?.HostFunctionFailed(target.Name, error);
            }
        }
    }

    private Reply Failed(string message, string? code)
    {
        (ReadOnlyMemory<byte> json, _) = ValueScope.Write(_calls, writer =>
        {
            writer.WriteStartObject("error");
            writer.WriteString("message", message);
            if (code is not null)
            {
                writer.WriteString("code", code);
            }

            writer.WriteEndObject();
        });
        return new Reply(false, json, default);
    }
}

/// <summary>A call of a guest, its shape checked and its arguments not.</summary>
internal sealed record HostCall(GuestCalls Calls, string Kind, int Target, JsonElement Arguments, ReadOnlyMemory<byte> Data)
{
    /// <summary>Reads one, or null where it is malformed.</summary>
    public static HostCall? Read(GuestCalls calls, ReadOnlyMemory<byte> json, ReadOnlyMemory<byte> data) =>
        GuestCalls.Parse(json) is { ValueKind: JsonValueKind.Object } call
        && call.TryGetProperty("kind", out JsonElement kind) && kind.ValueKind == JsonValueKind.String
        && call.TryGetProperty("target", out JsonElement target) && target.ValueKind == JsonValueKind.Number && target.TryGetInt32(out int number)
        && call.TryGetProperty("args", out JsonElement arguments) && arguments.ValueKind == JsonValueKind.Array
            ? new HostCall(calls, kind.ValueEquals("call") ? "call" : kind.ValueEquals("read") ? "read" : kind.ValueEquals("write") ? "write" : "flush", number, arguments, data)
            : null;

    /// <summary>Argument <paramref name="index"/> as the host's type; the fault is for the guest.</summary>
    public object? Argument(int index, Type type)
    {
        (object? value, string? fault) = ValueScope.Read(Calls, Arguments[index], Data, type);
        return fault is null ? value : throw new GuestVisibleException($"argument {index + 1} does not fit") { Code = "ERR_INVALID_ARG_TYPE" };
    }
}
