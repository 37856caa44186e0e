namespace Bailey;

/// <summary>How a call of a guest's function ended. A value, never an exception: a guest that misbehaves is no error of the host.</summary>
/// <typeparam name="T">What the host expects.</typeparam>
public abstract record GuestResult<T>
{
    private GuestResult()
    {
    }

    /// <summary>The value, for hosts that rather throw.</summary>
    /// <exception cref="GuestException">It is no value; the message says what it is.</exception>
    public T ValueOrThrow() => this switch
    {
        Value value => value.Result,
        Threw threw => throw new GuestException($"the guest threw {threw.Error.Name}: {threw.Error.Message}"),
        Refused refused => throw new GuestException(refused.Refusal.Sentence),
        Mismatch mismatch => throw new GuestException(mismatch.Reason),
        Ended ended => throw new GuestException($"the guest ended: {ended.Outcome}"),
        _ => throw new GuestException("no value"),
    };

    /// <summary>It returned.</summary>
    /// <param name="Result">What; made of what a stranger sent.</param>
    public sealed record Value(T Result) : GuestResult<T>;

    /// <summary>It threw, or there is no such function.</summary>
    /// <param name="Error">What; all of it guest text.</param>
    public sealed record Threw(GuestError Error) : GuestResult<T>;

    /// <summary>It was refused something and did not catch the error.</summary>
    /// <param name="Refusal">The refusal as the broker recorded it, with the line that would allow it.</param>
    /// <param name="Error">The error; guest text.</param>
    public sealed record Refused(GuestRefusal Refusal, GuestError Error) : GuestResult<T>;

    /// <summary>It returned something that is no <typeparamref name="T"/>.</summary>
    /// <param name="Reason">Why; may hold guest text.</param>
    public sealed record Mismatch(string Reason) : GuestResult<T>;

    /// <summary>The guest ended before it answered: a limit, its own exit, a crash, the host's <see cref="Guest.DisposeAsync"/>.</summary>
    /// <param name="Outcome">How.</param>
    public sealed record Ended(GuestOutcome Outcome) : GuestResult<T>;
}

/// <summary>What a guest threw. Guest text: show it through <c>GuestText</c>, never as it is.</summary>
/// <param name="Name">The error's name; empty where it was no error.</param>
/// <param name="Message">At most 8000 UTF-16 units.</param>
/// <param name="Code">Its <c>code</c>, where it has one.</param>
/// <param name="Stack">Guest frames, where there are any.</param>
public sealed record GuestError(string Name, string Message, string? Code, string? Stack);

/// <summary>Thrown by <see cref="GuestResult{T}.ValueOrThrow"/> where there is no value. The message may hold guest text.</summary>
public sealed class GuestException : Exception
{
    /// <summary>Makes one.</summary>
    public GuestException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one with its cause.</summary>
    public GuestException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Makes one without a message.</summary>
    public GuestException()
    {
    }
}

/// <summary>
/// Thrown by a host's function to tell its guest something: the guest gets an Error with this message. Of every other exception it
/// learns only that the function failed.
/// </summary>
public sealed class GuestVisibleException : Exception
{
    /// <summary>Makes one.</summary>
    /// <param name="message">What the guest is told. Nothing of the host belongs here.</param>
    public GuestVisibleException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one with a cause, which the guest is not told.</summary>
    public GuestVisibleException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Makes one without a message.</summary>
    public GuestVisibleException()
    {
    }

    /// <summary>The error's <c>code</c> in the guest; null is <c>ERR_BAILEY_HOST</c>.</summary>
    public string? Code { get; init; }
}
