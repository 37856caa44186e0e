namespace Bailey.Protocol;

/// <summary>A request of the other side, to be answered exactly once.</summary>
public sealed class Request
{
    private readonly Channel _channel;
    private readonly uint _id;
    private int _answered;

    internal Request(Channel channel, uint id, Message message)
    {
        _channel = channel;
        _id = id;
        Message = message;
    }

    /// <summary>What is asked.</summary>
    public Message Message { get; }

    /// <summary>Answers. Any thread; a second answer is dropped.</summary>
    public void Answer(Reply reply)
    {
        if (Interlocked.Exchange(ref _answered, 1) == 0)
        {
            _channel.Answer(_id, reply);
        }
    }
}
