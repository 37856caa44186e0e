using System.Text;
using System.Text.Json;
using Bailey.Protocol;

namespace Bailey.Broker.Sessions;

/// <summary>A guest's standard input: the host pushes as much as the guest pulls. Thread-safe.</summary>
/// <param name="isGranted">Where false, the guest finds the end at once and nothing is kept.</param>
internal sealed class StandardInput(bool isGranted)
{
    private const int LargestRead = 64 * 1024;

    private readonly Lock _gate = new();
    // Each is answered once the guest has taken all of it: the host sends no more than it sees taken.
    private readonly Queue<Request> _chunks = new();
    private Request? _waiting;
    private int _waitingLength;
    private int _taken;
    private bool _ended = !isGranted;

    /// <summary>Bytes from the host; <paramref name="end"/> says that none follow.</summary>
    public void Add(Request chunk, bool end)
    {
        lock (_gate)
        {
            if (_ended || chunk.Message.Data.IsEmpty)
            {
                chunk.Answer(Reply.Empty);
            }
            else
            {
                _chunks.Enqueue(chunk);
            }

            _ended |= end;
            Serve();
        }
    }

    /// <summary>Nobody reads any more.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _ended = true;
            while (_chunks.TryDequeue(out Request? chunk))
            {
                chunk.Answer(Reply.Empty);
            }
        }
    }

    /// <summary>Answers <c>stdin.read</c> now, or when something has come. One read waits at a time; a second is an error.</summary>
    public void Read(Request request)
    {
        using JsonDocument json = JsonDocument.Parse(request.Message.Json);
        int length = Math.Clamp(json.RootElement.GetProperty("length").GetInt32(), 0, LargestRead);
        lock (_gate)
        {
            if (_waiting is not null)
            {
                request.Answer(Reply.Failure("EBUSY", "EBUSY: another read waits, read"));
                return;
            }

            _waiting = request;
            _waitingLength = length;
            Serve();
        }
    }

    private void Serve()
    {
        if (_waiting is null || (_chunks.Count == 0 && !_ended))
        {
            return;
        }

        ReadOnlyMemory<byte> answer = default;
        if (_chunks.TryPeek(out Request? chunk))
        {
            ReadOnlyMemory<byte> rest = chunk.Message.Data[_taken..];
            answer = rest[..Math.Min(rest.Length, _waitingLength)];
            _taken += answer.Length;
            if (answer.Length == rest.Length)
            {
                _taken = 0;
                _chunks.Dequeue().Answer(Reply.Empty);
            }
        }

        _waiting.Answer(new Reply(false, Encoding.ASCII.GetBytes($$"""{"bytes":{{answer.Length}}}"""), answer));
        _waiting = null;
    }
}
