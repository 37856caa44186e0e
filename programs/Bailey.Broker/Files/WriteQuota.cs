namespace Bailey.Broker.Files;

/// <summary>How many bytes may still be written under one grant in this run. Deleting gives nothing back. Safe for any thread.</summary>
internal sealed class WriteQuota(long total)
{
    private long _taken;

    /// <summary>The whole of it, in bytes.</summary>
    public long Total => total;

    /// <summary>Takes bytes before they are written; false, and nothing taken, when fewer are left.</summary>
    public bool TryTake(long count)
    {
        if (count < 0 || count > total || Interlocked.Add(ref _taken, count) > total)
        {
            Return(count <= total ? count : 0);
            return false;
        }

        return true;
    }

    /// <summary>Gives back what was taken and then not written.</summary>
    public void Return(long count) => Interlocked.Add(ref _taken, -Math.Max(0, count));
}
