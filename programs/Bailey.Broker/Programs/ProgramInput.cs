using System.Text.Json;
using Bailey.Protocol;

namespace Bailey.Broker.Programs;

/// <summary>
/// Writes a program's standard input on a thread of its own: a program that does not read holds up nobody. Each piece is answered once
/// the program has it: the host sends no more than it sees taken. A program that closes its input and goes on is
/// one that does not read: the first process of its namespace still has it. Thread-safe.
/// </summary>
internal sealed class ProgramInput : IDisposable
{
    private readonly Queue<Request> _waiting = new();
    private readonly Stream _input;
    private bool _ended;

    public ProgramInput(Stream input)
    {
        _input = input;
        new Thread(Write) { IsBackground = true, Name = "program input" }.Start();
    }

    /// <summary>Bytes from the host, and whether none follow.</summary>
    public void Add(Request chunk)
    {
        using JsonDocument json = JsonDocument.Parse(chunk.Message.Json);
        lock (_waiting)
        {
            if (_ended)
            {
                chunk.Answer(Reply.Empty);
                return;
            }

            _waiting.Enqueue(chunk);
            _ended = json.RootElement.GetProperty("end").GetBoolean();
            Monitor.Pulse(_waiting);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_waiting)
        {
            _ended = true;
            Monitor.Pulse(_waiting);
        }
    }

    private void Write()
    {
        bool reads = true;
        while (Next() is { } chunk)
        {
            try
            {
                if (reads)
                {
                    _input.Write(chunk.Message.Data.Span);
                }
            }
            catch (Exception error) when (error is IOException or ObjectDisposedException)
            {
                reads = false;
            }

            chunk.Answer(Reply.Empty);
        }

        _input.Dispose();
    }

    private Request? Next()
    {
        lock (_waiting)
        {
            while (_waiting.Count == 0 && !_ended)
            {
                Monitor.Wait(_waiting);
            }

            return _waiting.TryDequeue(out Request? chunk) ? chunk : null;
        }
    }
}
