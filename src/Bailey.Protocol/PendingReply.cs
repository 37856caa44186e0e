namespace Bailey.Protocol;

/// <summary>Somebody who waits for a reply.</summary>
internal abstract class PendingReply
{
    /// <summary>The reply came. Called on the reader thread.</summary>
    public abstract void Complete(Reply reply);

    /// <summary>The channel closed first.</summary>
    public abstract void Fail(string reason);
}

/// <summary>A thread that waits: spins first, because most replies of the broker come within some 20 microseconds.</summary>
internal sealed class WaitingReply : PendingReply, IDisposable
{
    private readonly ManualResetEventSlim _done = new(false, spinCount: 200);
    private Reply _reply;
    private string? _failure;

    public bool IsDone => _done.IsSet;

    public Reply Wait()
    {
        _done.Wait();
        return _failure is null ? _reply : throw new ProtocolException(_failure);
    }

    public override void Complete(Reply reply)
    {
        _reply = reply;
        _done.Set();
    }

    public override void Fail(string reason)
    {
        _failure = reason;
        _done.Set();
    }

    public void Dispose() => _done.Dispose();
}

/// <summary>A task that waits.</summary>
internal sealed class AsynchronousReply : PendingReply
{
    // Continuations must not run on the reader thread: one of them could wait for another reply.
    private readonly TaskCompletionSource<Reply> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<Reply> Task => _source.Task;

    public void Cancel(CancellationToken cancellation) => _source.TrySetCanceled(cancellation);

    public override void Complete(Reply reply) => _source.TrySetResult(reply);

    public override void Fail(string reason) => _source.TrySetException(new ProtocolException(reason));
}

/// <summary>Somebody to call.</summary>
internal sealed class CallbackReply(Action<Reply> done) : PendingReply
{
    public override void Complete(Reply reply) => done(reply);

    public override void Fail(string reason)
    {
        // Whoever would be told hears of the channel's end.
    }
}
