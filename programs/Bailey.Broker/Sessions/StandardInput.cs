using System.Text;
using System.Text.Json;
using Bailey.Protocol;

namespace Bailey.Broker.Sessions;

/// <summary>A guest's standard input: the host pushes, the guest pulls. Thread-safe.</summary>
/// <param name="isGranted">Where false, the guest finds the end at once and nothing is kept.</param>
internal sealed class StandardInput(bool isGranted)
{
    private const int LargestRead = 64 * 1024;

    private readonly Lock _gate = new();
    private readonly Queue<ReadOnlyMemory<byte>> _chunks = new();
    private Request? _waiting;
    private int _waitingLength;
    private bool _ended = !isGranted;

    /// <summary>Bytes from the host; <paramref name="end"/> says that none follow.</summary>
    public void Add(ReadOnlyMemory<byte> data, bool end)
    {
        lock (_gate)
        {
            if (_ended)
            {
                return;
            }

            if (!data.IsEmpty)
            {
                _chunks.Enqueue(data);
            }

            _ended = end;
            Serve();
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
        if (_chunks.TryPeek(out ReadOnlyMemory<byte> chunk))
        {
            answer = chunk[..Math.Min(chunk.Length, _waitingLength)];
            _chunks.Dequeue();
            if (answer.Length < chunk.Length)
            {
                PutBack(chunk[answer.Length..]);
            }
        }

        _waiting.Answer(new Reply(false, Encoding.ASCII.GetBytes($$"""{"bytes":{{answer.Length}}}"""), answer));
        _waiting = null;
    }

    private void PutBack(ReadOnlyMemory<byte> rest)
    {
        ReadOnlyMemory<byte>[] later = [.. _chunks];
        _chunks.Clear();
        _chunks.Enqueue(rest);
        foreach (ReadOnlyMemory<byte> chunk in later)
        {
            _chunks.Enqueue(chunk);
        }
    }
}
