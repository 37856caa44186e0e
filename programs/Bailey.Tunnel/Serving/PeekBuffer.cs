namespace Bailey.Tunnel.Serving;

/// <summary>The first bytes of a client, which are looked at before they are used. At most 16 KiB at a time.</summary>
internal sealed class PeekBuffer(Stream stream)
{
    private readonly byte[] _bytes = new byte[Tls.ClientHello.Most];
    private int _start;
    private int _end;

    /// <summary>What was read and not taken.</summary>
    public ReadOnlyMemory<byte> Held => _bytes.AsMemory(_start, _end - _start);

    /// <summary>Reads more.</summary>
    /// <returns>False where the client ended or nothing more fits.</returns>
    public async ValueTask<bool> MoreAsync(CancellationToken cancellation)
    {
        if (_start > 0)
        {
            Held.CopyTo(_bytes);
            (_start, _end) = (0, _end - _start);
        }

        int count = _end == _bytes.Length ? 0 : await stream.ReadAsync(_bytes.AsMemory(_end), cancellation);
        _end += count;
        return count > 0;
    }

    /// <summary>Reads until so many are held.</summary>
    public async ValueTask<bool> AtLeastAsync(int count, CancellationToken cancellation)
    {
        while (Held.Length < count)
        {
            if (!await MoreAsync(cancellation))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Takes what was held.</summary>
    public ReadOnlyMemory<byte> Take(int count)
    {
        ReadOnlyMemory<byte> taken = _bytes.AsMemory(_start, count);
        _start += count;
        return taken;
    }
}
