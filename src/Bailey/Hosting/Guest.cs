using System.Text;
using System.Text.Json;
using Bailey.Protocol;

namespace Bailey;

/// <summary>What a guest says while it runs. Called on a reader thread: return quickly; the guest waits meanwhile. Each member does nothing by default.</summary>
public interface IGuestObserver
{
    /// <summary>Bytes the guest wrote, not escaped: never show them on a terminal as they are.</summary>
    /// <param name="stream">1 is standard output, 2 standard error.</param>
    /// <param name="bytes">Valid during the call.</param>
    void Output(int stream, ReadOnlySpan<byte> bytes)
    {
    }

    /// <summary>The guest was refused something; it is in the audit log already.</summary>
    void Refused(GuestRefusal refusal)
    {
    }

    /// <summary>What is being done, one printable line.</summary>
    void Progress(string text)
    {
    }

    /// <summary>A remark on the program's files, one printable line: a malformed package.json, a link out of the program's folder.</summary>
    void Finding(string text)
    {
    }

    /// <summary>Said before anything else of a guest that runs behind less than usual, because this machine refuses namespaces.</summary>
    /// <param name="mechanism">What it runs behind: <c>landlock</c>.</param>
    /// <param name="lost">What is lost, one printable line.</param>
    void RunsBehindFallback(string mechanism, string lost)
    {
    }

    /// <summary>A function or stream of the host threw, and the guest was told no more than that. Called on any thread.</summary>
    /// <param name="name">As the guest knows it.</param>
    /// <param name="error">What it threw.</param>
    void HostFunctionFailed(string name, Exception error)
    {
    }
}

/// <summary>One running guest. Disposing ends it.</summary>
public sealed class Guest : IAsyncDisposable
{
    private readonly Channel _broker;
    private readonly TaskCompletionSource<GuestOutcome> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal Guest(Channel broker, int number, GuestOptions options)
    {
        _broker = broker;
        Number = number;
        Observer = options.Observer;
        Calls = new GuestCalls(broker, number, options, CancelAsync);
    }

    /// <summary>Completes when the guest has ended; never faults.</summary>
    public Task<GuestOutcome> Completion => _completion.Task;

    internal int Number { get; }

    internal IGuestObserver? Observer { get; }

    internal GuestCalls Calls { get; }

    /// <summary>
    /// Calls a function that the guest's entry module exports, after that module has run. Any thread; calls run side by side as far as the
    /// guest awaits.
    /// </summary>
    /// <typeparam name="T">What the host expects; converted by System.Text.Json, see docs/library.md.</typeparam>
    /// <param name="function">The export's name.</param>
    /// <param name="arguments">What it is called with; null for nothing.</param>
    /// <param name="cancellation">
    /// Ends the returned task at once. The guest is told (<c>currentSignal()</c> of <c>bailey:host</c>); if it does not take a turn within
    /// <see cref="GuestOptions.CancellationGrace"/>, it is ended.
    /// </param>
    /// <returns>A value, what the guest threw, a refusal, or how the guest ended; see <see cref="GuestResult{T}"/>.</returns>
    /// <exception cref="ArgumentException">In the task: an argument cannot cross.</exception>
    /// <exception cref="OperationCanceledException">In the task: it was cancelled.</exception>
    public Task<GuestResult<T>> CallAsync<T>(string function, IReadOnlyList<object?>? arguments = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(function);
        return Calls.CallAsync<T>(json => json.WriteString("export", function), arguments ?? [], cancellation);
    }

    /// <summary>Takes back a delegate that was handed to the guest in a value; the guest's calls of it fail from now on.</summary>
    public void Release(Delegate function) => Calls.Functions.Remove(function);

    /// <summary>Bytes for the guest's standard input; dropped unless the policy grants it.</summary>
    /// <param name="bytes">Copied before the call returns.</param>
    /// <param name="end">Whether nothing follows.</param>
    /// <returns>
    /// Done when the guest has taken the bytes, or will not because it has ended. Until then the broker holds them: whoever waits for it
    /// before the next call sends no more than the guest reads.
    /// </returns>
    public async Task WriteInputAsync(ReadOnlyMemory<byte> bytes, bool end = false)
    {
        try
        {
            await _broker.CallAsync("guest.input", Encoding.ASCII.GetBytes($$"""{"guest":{{Number}},"end":{{(end ? "true" : "false")}}}"""), bytes);
        }
        catch (ProtocolException)
        {
            // The broker is gone, and the guest with it.
        }
    }

    /// <summary>Ends the guest now; <see cref="Completion"/> follows.</summary>
    public async Task CancelAsync()
    {
        try
        {
            await _broker.CallAsync("guest.cancel", Encoding.ASCII.GetBytes($$"""{"guest":{{Number}}}"""));
        }
        catch (ProtocolException)
        {
            // The broker is gone, and the guest with it.
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!Completion.IsCompleted)
        {
            await CancelAsync();
            await Completion;
        }
    }

    internal void End(JsonElement ended)
    {
        string detail = ended.GetProperty("detail").GetString() ?? "";
        End(ended.GetProperty("outcome").GetString() switch
        {
            "exited" => (GuestOutcome)new GuestOutcome.Exited(ended.GetProperty("code").GetInt32()),
            "limit" => new GuestOutcome.LimitReached(detail),
            "killed" => new GuestOutcome.Killed(detail),
            "cancelled" => new GuestOutcome.Cancelled(),
            _ => new GuestOutcome.Failed(detail),
        });
    }

    internal void End(GuestOutcome outcome)
    {
        Calls.End(outcome);
        _completion.TrySetResult(outcome);
    }
}
