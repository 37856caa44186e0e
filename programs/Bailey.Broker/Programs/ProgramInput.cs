using System.Collections.Concurrent;

namespace Bailey.Broker.Programs;

/// <summary>Writes a program's standard input on a thread of its own: a program that does not read holds up nobody.</summary>
internal sealed class ProgramInput : IDisposable
{
    private readonly BlockingCollection<ReadOnlyMemory<byte>> _waiting = [];
    private readonly Stream _input;

    public ProgramInput(Stream input)
    {
        _input = input;
        new Thread(Write) { IsBackground = true, Name = "program input" }.Start();
    }

    /// <summary>Bytes from the host; <paramref name="end"/> says that none follow.</summary>
    public void Add(ReadOnlyMemory<byte> data, bool end)
    {
        if (_waiting.IsAddingCompleted)
        {
            return;
        }

        if (!data.IsEmpty)
        {
            _waiting.Add(data);
        }

        if (end)
        {
            _waiting.CompleteAdding();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _waiting.CompleteAdding();

    private void Write()
    {
        try
        {
            foreach (ReadOnlyMemory<byte> data in _waiting.GetConsumingEnumerable())
            {
                _input.Write(data.Span);
            }
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            // It reads no more.
        }

        _input.Dispose();
    }
}
