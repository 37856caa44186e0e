namespace Bailey;

/// <summary>How a guest ended. A value, never an exception: a guest that misbehaves is no error of the host.</summary>
public abstract record GuestOutcome
{
    private GuestOutcome()
    {
    }

    /// <summary>The guest ended by itself.</summary>
    /// <param name="Code">Its exit code, 0 to 255; 1 after an uncaught error.</param>
    public sealed record Exited(int Code) : GuestOutcome;

    /// <summary>The guest was ended because it reached a limit.</summary>
    /// <param name="Name">The limit as bailey.json names it: <c>memory</c>, <c>cpu</c>, <c>wall</c>, <c>output</c>, <c>threads</c>.</param>
    public sealed record LimitReached(string Name) : GuestOutcome;

    /// <summary>The guest's process ended by a signal, or broke the protocol and was ended.</summary>
    /// <param name="Detail">Which signal, or what it did; printable.</param>
    public sealed record Killed(string Detail) : GuestOutcome;

    /// <summary>The host cancelled it.</summary>
    public sealed record Cancelled : GuestOutcome;

    /// <summary>The program could not be run; nothing of it ran.</summary>
    /// <param name="Reason">Why; may hold guest text.</param>
    public sealed record Failed(string Reason) : GuestOutcome;
}
