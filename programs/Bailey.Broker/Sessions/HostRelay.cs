using System.Text;
using System.Text.Json;
using Bailey.Protocol;

namespace Bailey.Broker.Sessions;

/// <summary>
/// A guest's way to its host and back. Messages are bounded here and not taken apart: what they mean is between the realm and the library,
/// and the library judges what a hostile worker says.
/// </summary>
/// <remarks>
/// <b>Stops:</b> a worker from filling the host's memory with unanswered messages, and one that does not read from holding up other guests.
/// <b>Does not stop:</b> a guest from calling what it was granted as often as it likes.
/// </remarks>
internal sealed class HostRelay(int guest, Channel host, Action<string> endGuest)
{
    // The realm keeps itself within 256 + 32 messages and 2 * 8 MiB (js/realm/src/realm/embed/host-side.ts).
    private const int MostUnanswered = 288;
    private const long MostUnansweredBytes = 16 * 1024 * 1024;

    // What a worker has not read yet. One that reads never has more than its host's few largest messages waiting.
    private const long MostUnreadBytes = 64 * 1024 * 1024;

    private readonly Lock _gate = new();
    private Task _sending = Task.CompletedTask;
    private List<Message>? _early = [];
    private Action<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>>? _say;
    private long _unread;
    private int _unanswered;
    private long _unansweredBytes;

    /// <summary>Sends what came before the entry ran, and everything later at once.</summary>
    public void Open(Action<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>> say)
    {
        lock (_gate)
        {
            _say = say;
            foreach (Message message in _early ?? [])
            {
                Send(message);
            }

            _early = null;
        }
    }

    /// <summary>A message of the host, in order.</summary>
    public void Deliver(Message message)
    {
        lock (_gate)
        {
            if (_early is not null)
            {
                _early.Add(message);
            }
            else
            {
                Send(message);
            }
        }
    }

    /// <summary>A message of the guest.</summary>
    public void Forward(Request request)
    {
        ReadOnlyMemory<byte> json = request.Message.Json;
        ReadOnlyMemory<byte> data = request.Message.Data;
        int size = json.Length + data.Length;
        if (size > Methods.LargestHostMessage
            || Interlocked.Increment(ref _unanswered) > MostUnanswered
            || Interlocked.Add(ref _unansweredBytes, size) > MostUnansweredBytes)
        {
            endGuest("it sent its host more than the protocol allows");
            return;
        }

        byte[] whole = new byte[size];
        json.CopyTo(whole);
        data.CopyTo(whole.AsMemory(json.Length));
        _ = Relay(request, Encoding.ASCII.GetBytes($$"""{"guest":{{guest}},"length":{{json.Length}}}"""), whole);
    }

    private async Task Relay(Request request, byte[] header, byte[] whole)
    {
        Reply reply;
        try
        {
            reply = await host.CallAsync(request.Message.Method, header, whole);
        }
        catch (ProtocolException)
        {
            // The host is gone, and this broker goes with it.
            return;
        }

        Interlocked.Decrement(ref _unanswered);
        Interlocked.Add(ref _unansweredBytes, -whole.Length);
        if (reply.IsError)
        {
            endGuest("it sent its host a message that none is");
            return;
        }

        InTurn(reply.Json.Length + reply.Data.Length, () => request.Answer(reply));
    }

    private void Send(Message message)
    {
        using JsonDocument header = JsonDocument.Parse(message.Json);
        int length = header.RootElement.GetProperty("length").GetInt32();
        InTurn(message.Data.Length, () => _say!(message.Data[..length], message.Data[length..]));
    }

    // One thread at most waits for a worker that does not read.
    private void InTurn(int size, Action send)
    {
        if (Interlocked.Add(ref _unread, size) > MostUnreadBytes)
        {
            endGuest("it does not read what its host sends");
            return;
        }

        lock (_gate)
        {
            _sending = _sending.ContinueWith(
                _ =>
                {
                    send();
                    Interlocked.Add(ref _unread, -size);
                },
                CancellationToken.None,
                TaskContinuationOptions.None,
                TaskScheduler.Default);
        }
    }
}
