using System.Text;
using System.Text.Json;
using Bailey.Protocol;

namespace Bailey;

/// <summary>What a guest says while it runs. Called on a reader thread: return quickly; the guest waits meanwhile.</summary>
public interface IGuestObserver
{
    /// <summary>Bytes the guest wrote, not escaped: never show them on a terminal as they are.</summary>
    /// <param name="stream">1 is standard output, 2 standard error.</param>
    /// <param name="bytes">Valid during the call.</param>
    void Output(int stream, ReadOnlySpan<byte> bytes);

    /// <summary>The guest was refused something; it is in the audit log already.</summary>
    void Refused(GuestRefusal refusal);

    /// <summary>What is being done, one printable line.</summary>
    void Progress(string text);

    /// <summary>A remark on the program's files, one printable line: a malformed package.json, a link out of the program's folder.</summary>
    void Finding(string text);
}

/// <summary>One running guest. Disposing ends it.</summary>
public sealed class Guest : IAsyncDisposable
{
    private readonly Channel _broker;
    private readonly TaskCompletionSource<GuestOutcome> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal Guest(Channel broker, int number, IGuestObserver? observer)
    {
        _broker = broker;
        Number = number;
        Observer = observer;
    }

    /// <summary>Completes when the guest has ended; never faults.</summary>
    public Task<GuestOutcome> Completion => _completion.Task;

    internal int Number { get; }

    internal IGuestObserver? Observer { get; }

    /// <summary>Bytes for the guest's standard input; dropped unless the policy grants it.</summary>
    /// <param name="bytes">Copied.</param>
    /// <param name="end">Whether nothing follows.</param>
    public void WriteInput(ReadOnlySpan<byte> bytes, bool end = false) =>
        _broker.Notify("guest.input", Encoding.ASCII.GetBytes($$"""{"guest":{{Number}},"end":{{(end ? "true" : "false")}}}"""), bytes);

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
        _completion.TrySetResult(ended.GetProperty("outcome").GetString() switch
        {
            "exited" => new GuestOutcome.Exited(ended.GetProperty("code").GetInt32()),
            "limit" => new GuestOutcome.LimitReached(detail),
            "killed" => new GuestOutcome.Killed(detail),
            "cancelled" => new GuestOutcome.Cancelled(),
            _ => new GuestOutcome.Failed(detail),
        });
    }

    internal void End(GuestOutcome outcome) => _completion.TrySetResult(outcome);
}
