using System.Collections.Concurrent;
using System.IO.Pipes;

namespace Bailey.Protocol.Tests;

/// <summary>Two ends of a channel's stream, over anonymous pipes.</summary>
internal static class Pair
{
    public static (Stream Left, Stream Right) Open()
    {
        var there = new AnonymousPipeServerStream(PipeDirection.Out);
        var here = new AnonymousPipeServerStream(PipeDirection.Out);
        var left = new DuplexStream(new AnonymousPipeClientStream(PipeDirection.In, here.ClientSafePipeHandle), there);
        var right = new DuplexStream(new AnonymousPipeClientStream(PipeDirection.In, there.ClientSafePipeHandle), here);
        return (left, right);
    }
}

/// <summary>Answers every request with <paramref name="answer"/> and remembers the rest.</summary>
internal sealed class Recorder(Func<Message, Reply>? answer = null) : IChannelHandler
{
    private readonly TaskCompletionSource<string?> _closed = new();

    public ConcurrentQueue<Message> Events { get; } = new();

    /// <summary>Why the channel ended; null when the other side closed it.</summary>
    public Task<string?> Closed => _closed.Task;

    public void OnRequest(Request request) => request.Answer(answer is null ? Reply.Empty : answer(request.Message));

    public void OnEvent(Message message) => Events.Enqueue(message);

    public void OnClosed(string? reason) => _closed.TrySetResult(reason);
}
