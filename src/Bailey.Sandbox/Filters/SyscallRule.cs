using Bailey.Interop;

namespace Bailey.Sandbox;

/// <summary>When a worker may make a call.</summary>
public enum FilterStage
{
    /// <summary>While it starts: until it has loaded the second filter.</summary>
    Starting,
    /// <summary>Always, also once it is warm and runs guest code.</summary>
    Always,
}

/// <summary>One row of an allow-list.</summary>
/// <param name="Name">The system call.</param>
/// <param name="Stage">How long it stays allowed.</param>
/// <param name="Reason">Who needs it, or why an answer other than EPERM is given.</param>
internal sealed record SyscallRule(string Name, FilterStage Stage, string Reason)
{
    /// <summary>Conditions, all of which must hold; none: any arguments.</summary>
    public IReadOnlyList<ScmpArgument> Arguments { get; init; } = [];

    /// <summary>Instead of allowing the call: the error it gets.</summary>
    public Errno Answer { get; init; }
}
