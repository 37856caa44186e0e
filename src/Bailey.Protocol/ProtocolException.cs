namespace Bailey.Protocol;

/// <summary>The other side broke the protocol, or the channel is closed. The channel cannot be used any more.</summary>
public sealed class ProtocolException : Exception
{
    /// <summary>Makes one with a reason in lower case, for example <c>frame kind 9 does not exist</c>.</summary>
    public ProtocolException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one with the error that caused it.</summary>
    public ProtocolException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Makes one without a reason.</summary>
    public ProtocolException()
        : base("the channel failed")
    {
    }
}
