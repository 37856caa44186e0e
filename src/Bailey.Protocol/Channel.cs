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

/// <summary>
/// A two-way channel of requests, replies and events over a stream, by frames of at most 64 KiB. One reader thread of its own takes
/// frames apart; any thread may send. Long messages are sent in pieces between which other messages fit.
/// </summary>
public sealed class Channel : IDisposable
{
    /// <summary>The version that both sides must speak.</summary>
    public const uint Version = 1;

    private readonly Stream _stream;
    private readonly ChannelBounds _bounds;
    private readonly IChannelHandler _handler;
    private readonly Lock _sending = new();
    private readonly ConcurrentDictionary<uint, PendingReply> _pending = new();
    private readonly byte[] _sendBuffer = new byte[FrameHeader.Size + FrameHeader.MaximumMethod + FrameHeader.MaximumBody];
    private readonly Thread _reader;
    private int _unanswered;
    private uint _lastId;
    private string? _closed;

    /// <summary>Makes a channel and sends the hello. Frames are read from <see cref="Start"/> on.</summary>
    /// <param name="stream">A blocking two-way stream. The channel owns it.</param>
    /// <param name="handler">Answers the other side.</param>
    /// <param name="bounds">Null for the defaults.</param>
    /// <exception cref="IOException">The hello could not be written.</exception>
    public Channel(Stream stream, IChannelHandler handler, ChannelBounds? bounds = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(handler);
        _stream = stream;
        _handler = handler;
        _bounds = bounds ?? new ChannelBounds();
        _reader = new Thread(Read, 256 * 1024) { IsBackground = true, Name = "channel" };
        Send(new FrameHeader(FrameKind.Hello, false, 0, Version, 0, 0), default, default, default);
    }

    /// <summary>Starts reading.</summary>
    public void Start() => _reader.Start();

    /// <summary>Asks and waits on the calling thread, which must not be the reader thread.</summary>
    /// <exception cref="ProtocolException">The channel is closed or closes before the reply.</exception>
    public Reply Call(string method, ReadOnlySpan<byte> json, ReadOnlySpan<byte> data = default)
    {
        using var waiter = new WaitingReply();
        Ask(waiter, method, json, data);
        return waiter.Wait();
    }

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
            _stream.Write(buffer[..length]);
            _stream.Flush();
        }
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
        string? reason = null;
        try
        {
            ReadFrames();
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
    }

    private void ReadFrames()
    {
        var assembly = new MessageAssembly(_bounds);
        byte[] buffer = new byte[FrameHeader.MaximumFrame];
        bool greeted = false;
        Span<byte> lengthField = stackalloc byte[4];
        while (true)
        {
            if (_stream.ReadAtLeast(lengthField, 4, throwOnEndOfStream: false) < 4)
            {
                return;
            }

            int length = System.Buffers.Binary.BinaryPrimitives.ReadInt32LittleEndian(lengthField);
            if (length is < FrameHeader.Size - 4 or > FrameHeader.MaximumFrame)
            {
                throw new ProtocolException($"a frame of {length} bytes is outside {FrameHeader.Size - 4}..{FrameHeader.MaximumFrame}");
            }

            Span<byte> frame = buffer.AsSpan(0, length);
            _stream.ReadExactly(frame);
            FrameHeader header = FrameHeader.Read(frame);
            if (!greeted)
            {
                if (header.Kind != FrameKind.Hello || header.Id != Version)
                {
                    throw new ProtocolException($"the other side does not speak version {Version} of the protocol");
                }

                greeted = true;
                continue;
            }

            if (assembly.Add(header, frame[(FrameHeader.Size - 4)..]) is { } whole)
            {
                Dispatch(whole);
            }
        }
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
