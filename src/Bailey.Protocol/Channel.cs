using System.Buffers;
using System.Collections.Concurrent;
using System.Text;

namespace Bailey.Protocol;

/// <summary>Answers the other side's requests. Called on the channel's reader thread: a slow answer holds up every later frame.</summary>
public interface IChannelHandler
{
    /// <summary>A request came. Answer through <paramref name="request"/>, now or later, exactly once, from any thread.</summary>
    void OnRequest(Request request);

    /// <summary>An event came.</summary>
    void OnEvent(Message message);

    /// <summary>The channel ended; called once, last.</summary>
    /// <param name="reason">Null when the other side closed it, else what went wrong.</param>
    void OnClosed(string? reason);
}

/// <summary>Bounds of a channel towards a side that may be hostile.</summary>
/// <param name="MaximumMessage">The largest message that is accepted, in bytes.</param>
/// <param name="MaximumUnfinished">How many messages may be in pieces at once.</param>
/// <param name="MaximumPending">How many requests of the other side may be unanswered at once.</param>
public sealed record ChannelBounds(int MaximumMessage = 256 * 1024 * 1024, int MaximumUnfinished = 64, int MaximumPending = 4096);

/// <summary>Waits until a stream can be read, or written where that is asked for too.</summary>
/// <param name="orWritten">Whether to wait for room to write as well.</param>
/// <param name="milliseconds">At most so long; -1 without end.</param>
/// <returns>What it is ready for; neither when the time is over or a signal came.</returns>
public delegate (bool Read, bool Written) StreamWait(bool orWritten, int milliseconds);

/// <summary>
/// A two-way channel of requests, replies and events over a stream, by frames of at most 64 KiB. Long messages are sent in pieces
/// between which other messages fit.
/// <para>With a reader thread of its own, the usual form, it takes frames apart at any time, and any thread may send. Pumped, it belongs to
/// one thread, which reads where it waits anyway: no reply costs a change of threads, and no more is read than is asked for.</para>
/// </summary>
public sealed class Channel : IDisposable
{
    /// <summary>The version that both sides must speak.</summary>
    public const uint Version = 1;

    // A socket says that it has room when three quarters of its buffer are free.
    private const int SurelyFits = 32 * 1024;

    private readonly Stream _stream;
    private readonly ChannelBounds _bounds;
    private readonly IChannelHandler _handler;
    private readonly Lock _sending = new();
    private readonly ConcurrentDictionary<uint, PendingReply> _pending = new();
    private readonly byte[] _sendBuffer = new byte[FrameHeader.Size + FrameHeader.MaximumMethod + FrameHeader.MaximumBody];
    private readonly FrameReader _frames;
    private readonly Thread? _reader;
    private readonly StreamWait? _wait;
    private readonly Queue<AssembledMessage> _deferred = new();
    private int _unanswered;
    private uint _lastId;
    private string? _closed;

    /// <summary>Makes a channel and sends the hello. Frames are read from <see cref="Start"/> on.</summary>
    /// <param name="stream">A blocking two-way stream. The channel owns it.</param>
    /// <param name="handler">Answers the other side.</param>
    /// <param name="bounds">Null for the defaults.</param>
    /// <param name="pumped">Null for a reader thread; else how to wait for the stream, and the channel belongs to the calling thread.</param>
    /// <exception cref="IOException">The hello could not be written.</exception>
    public Channel(Stream stream, IChannelHandler handler, ChannelBounds? bounds = null, StreamWait? pumped = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(handler);
        _stream = stream;
        _handler = handler;
        _bounds = bounds ?? new ChannelBounds();
        _frames = new FrameReader(stream, _bounds);
        _wait = pumped;
        _reader = pumped is null ? new Thread(Read, 256 * 1024) { IsBackground = true, Name = "channel" } : null;
        Send(new FrameHeader(FrameKind.Hello, false, 0, Version, 0, 0), default, default, default);
    }

    /// <summary>Starts reading. Nothing to do for a pumped channel.</summary>
    public void Start() => _reader?.Start();

    /// <summary>Reads what is there, or comes within the time, and hands it on. Pumped channels only.</summary>
    /// <param name="milliseconds">How long to wait for the first bytes; -1 without end.</param>
    public void Pump(int milliseconds)
    {
        if (_deferred.Count > 0)
        {
            // They came while something was sent.
            while (_deferred.TryDequeue(out AssembledMessage message))
            {
                Dispatch(message);
            }
        }
        else if (_closed is null && (milliseconds < 0 || _wait!(orWritten: false, milliseconds).Read))
        {
            Take(Dispatch);
        }
    }

    /// <summary>Asks and waits on the calling thread, which must not be the reader thread.</summary>
    /// <exception cref="ProtocolException">The channel is closed or closes before the reply.</exception>
    public Reply Call(string method, ReadOnlySpan<byte> json, ReadOnlySpan<byte> data = default)
    {
        using var waiter = new WaitingReply();
        Ask(waiter, method, json, data);
        while (_wait is not null && !waiter.IsDone)
        {
            Pump(-1);
        }

        return waiter.Wait();
    }

    /// <summary>Asks without waiting.</summary>
    /// <param name="method">A name of <see cref="Methods"/>.</param>
    /// <param name="json">UTF-8 JSON; copied before the call returns.</param>
    /// <param name="data">Bytes; copied before the call returns.</param>
    /// <param name="done">Called where frames are taken apart, not at all when the channel closes first; must be quick.</param>
    /// <exception cref="ProtocolException">The channel is closed.</exception>
    public void Begin(string method, ReadOnlySpan<byte> json, ReadOnlySpan<byte> data, Action<Reply> done) =>
        Ask(new CallbackReply(done), method, json, data);

    /// <summary>Asks without waiting.</summary>
    /// <param name="method">A name of <see cref="Methods"/>.</param>
    /// <param name="json">UTF-8 JSON; copied before the call returns.</param>
    /// <param name="data">Bytes; copied before the call returns.</param>
    /// <param name="cancellation">Tells the other side that nobody waits any more; the task ends as cancelled.</param>
    /// <exception cref="ProtocolException">In the task: the channel is closed or closes before the reply.</exception>
    public Task<Reply> CallAsync(string method, ReadOnlyMemory<byte> json, ReadOnlyMemory<byte> data = default, CancellationToken cancellation = default)
    {
        var waiter = new AsynchronousReply();
        uint id = Ask(waiter, method, json.Span, data.Span);
        if (cancellation.CanBeCanceled)
        {
            CancellationTokenRegistration registration = cancellation.Register(() =>
            {
                if (_pending.TryRemove(id, out _))
                {
                    TrySend(new FrameHeader(FrameKind.Cancel, false, 0, id, 0, 0));
                    waiter.Cancel(cancellation);
                }
            });
            _ = waiter.Task.ContinueWith(
                static (_, state) => ((CancellationTokenRegistration)state!).Dispose(),
                registration,
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
        }

        return waiter.Task;
    }

    /// <summary>Says something that has no reply. Does nothing once the channel is closed.</summary>
    public void Notify(string method, ReadOnlySpan<byte> json, ReadOnlySpan<byte> data = default)
    {
        try
        {
            SendMessage(FrameKind.Event, 0, method, json, data);
        }
        catch (Exception error) when (IsGone(error))
        {
            // An event has nobody to tell.
        }
    }

    /// <summary>Closes the stream; waiting callers get a <see cref="ProtocolException"/>.</summary>
    public void Dispose() => Close("closed on this side");

    internal void Answer(uint id, Reply reply)
    {
        Interlocked.Decrement(ref _unanswered);
        try
        {
            SendMessage(reply.IsError ? FrameKind.Error : FrameKind.Reply, id, "", reply.Json.Span, reply.Data.Span);
        }
        catch (Exception error) when (IsGone(error))
        {
            // Nobody waits.
        }
    }

    private uint Ask(PendingReply waiter, string method, ReadOnlySpan<byte> json, ReadOnlySpan<byte> data)
    {
        uint id = Interlocked.Increment(ref _lastId);
        _pending[id] = waiter;
        try
        {
            SendMessage(FrameKind.Request, id, method, json, data);
        }
        catch (Exception error) when (IsGone(error))
        {
            _pending.TryRemove(id, out _);
            while (_wait is not null && _closed is null)
            {
                // Nobody else reads what the other side said last, nor finds the end.
                Pump(-1);
            }

            throw new ProtocolException(_closed ?? error.Message, error);
        }

        if (_closed is not null && _pending.TryRemove(id, out _))
        {
            throw new ProtocolException(_closed);
        }

        return id;
    }

    private void SendMessage(FrameKind kind, uint id, string method, ReadOnlySpan<byte> json, ReadOnlySpan<byte> data)
    {
        int total = checked(json.Length + data.Length);
        int sent = 0;
        do
        {
            int body = Math.Min(FrameHeader.MaximumBody, total - sent);
            bool first = sent == 0;
            bool more = sent + body < total;
            int fromJson = Math.Clamp(json.Length - sent, 0, body);
            var header = new FrameHeader(kind, more, first ? method.Length : 0, id, first ? json.Length : 0, first ? total : 0);
            Send(header, first ? method : "", json.Slice(Math.Min(sent, json.Length), fromJson), data.Slice(Math.Max(0, sent + fromJson - json.Length), body - fromJson));
            sent += body;
        }
        while (sent < total);
    }

    private void Send(FrameHeader header, ReadOnlySpan<char> method, ReadOnlySpan<byte> json, ReadOnlySpan<byte> data)
    {
        lock (_sending)
        {
            if (_closed is not null)
            {
                throw new ProtocolException(_closed);
            }

            Span<byte> buffer = _sendBuffer;
            header.Write(buffer, json.Length + data.Length);
            int length = FrameHeader.Size;
            length += Encoding.ASCII.GetBytes(method, buffer[length..]);
            json.CopyTo(buffer[length..]);
            length += json.Length;
            data.CopyTo(buffer[length..]);
            length += data.Length;
            Write(buffer[..length]);
            _stream.Flush();
        }
    }

    // A side that only writes while the other only writes would wait for ever: a pumped channel reads where it finds no room.
    private void Write(ReadOnlySpan<byte> bytes)
    {
        while (_wait is not null && bytes.Length > 0)
        {
            (bool read, bool written) = _wait(orWritten: true, -1);
            if (written)
            {
                int count = Math.Min(bytes.Length, SurelyFits);
                _stream.Write(bytes[..count]);
                bytes = bytes[count..];
            }
            else if (read)
            {
                // Handed on later: an answer must not get into the middle of this frame.
                Take(_deferred.Enqueue);
            }
        }

        _stream.Write(bytes);
    }

    private void TrySend(FrameHeader header)
    {
        try
        {
            Send(header, default, default, default);
        }
        catch (Exception error) when (IsGone(error))
        {
            // Nobody works on it any more.
        }
    }

    // The other side does not read any more. What it said before may still be unread here, so only the reader ends the channel.
    private static bool IsGone(Exception error) => error is IOException or ProtocolException or ObjectDisposedException;

    private void Read()
    {
        while (Take(Dispatch))
        {
            // Until the stream ends.
        }
    }

    // Reads once and hands on the messages that are whole then. False once the channel has ended.
    private bool Take(Action<AssembledMessage> to)
    {
        string? reason = null;
        try
        {
            if (_frames.Fill())
            {
                while (_frames.TryTake(out AssembledMessage message))
                {
                    to(message);
                }

                return true;
            }
        }
        catch (ProtocolException error)
        {
            reason = error.Message;
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            // The other process ended, or this side disposed the stream: no frame was malformed.
        }
#pragma warning disable CA1031 // A handler's failure ends this channel, never the process that serves many.
        catch (Exception error)
#pragma warning restore CA1031
        {
            reason = $"a handler failed: {error.GetType().Name}: {error.Message}";
        }

        Close(reason ?? "the other side closed the channel");
        _handler.OnClosed(reason);
        return false;
    }

    private void Dispatch(AssembledMessage whole)
    {
        switch (whole.Kind)
        {
            case FrameKind.Request:
                if (Interlocked.Increment(ref _unanswered) > _bounds.MaximumPending)
                {
                    throw new ProtocolException($"over {_bounds.MaximumPending} requests are unanswered");
                }

                _handler.OnRequest(new Request(this, whole.Id, whole.Message));
                break;
            case FrameKind.Event:
                _handler.OnEvent(whole.Message);
                break;
            case FrameKind.Reply or FrameKind.Error:
                // A reply to a request that was cancelled meanwhile is dropped.
                if (_pending.TryRemove(whole.Id, out PendingReply? waiter))
                {
                    waiter.Complete(new Reply(whole.Kind == FrameKind.Error, whole.Message.Json, whole.Message.Data));
                }

                break;
            case FrameKind.Cancel:
                _handler.OnEvent(new Message("cancel", Encoding.ASCII.GetBytes($$"""{"id":{{whole.Id}}}"""), default));
                break;
            default:
                throw new ProtocolException("a second hello");
        }
    }

    private void Close(string reason)
    {
        if (Interlocked.CompareExchange(ref _closed, reason, null) is not null)
        {
            return;
        }

        _stream.Dispose();
        foreach (uint id in _pending.Keys)
        {
            if (_pending.TryRemove(id, out PendingReply? waiter))
            {
                waiter.Fail(reason);
            }
        }
    }
}
