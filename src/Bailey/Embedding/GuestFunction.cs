namespace Bailey;

/// <summary>A function of a guest. The guest keeps it until this is disposed or the guest ends. Thread-safe.</summary>
public sealed class GuestFunction : IDisposable
{
    private int _disposed;

    internal GuestFunction(GuestCalls calls, int number)
    {
        Calls = calls;
        Number = number;
    }

    internal GuestCalls Calls { get; }

    internal int Number { get; }

    /// <summary>Calls it; as <see cref="Guest.CallAsync{T}"/>.</summary>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    public Task<GuestResult<T>> CallAsync<T>(IReadOnlyList<object?>? arguments = null, CancellationToken cancellation = default)
    {
        ObjectDisposedException.ThrowIf(_disposed != 0, this);
        return Calls.CallAsync<T>(json => json.WriteNumber("function", Number), arguments ?? [], cancellation);
    }

    /// <summary>Lets the guest forget it.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            Calls.Release(Number);
        }
    }
}
