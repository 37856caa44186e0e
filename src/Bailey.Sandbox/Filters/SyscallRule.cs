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

    /// <summary>Whether the call is answered with success and not made.</summary>
    public bool IsPretended { get; init; }

    /// <summary>The row of an allow-list as text: call, stage or answer, reason.</summary>
    public string Explain() => $"{Name,-24}{(IsPretended ? "success" : Answer == Errno.None ? Stage : Answer),-10}{Reason}";

    private const ulong Low32 = 0xFFFFFFFF;

    /// <summary>A row that allows a call, where all arguments match.</summary>
    public static SyscallRule Allow(string name, FilterStage stage, string reason, params ScmpArgument[] arguments) =>
        new(name, stage, reason) { Arguments = arguments };

    /// <summary>A row that refuses a call with an error that its callers know how to take.</summary>
    public static SyscallRule Refuse(string name, Errno answer, string reason, params ScmpArgument[] arguments) =>
        new(name, FilterStage.Always, reason) { Answer = answer, Arguments = arguments };

    /// <summary>A row for a call that its callers must see succeed, and that is not made.</summary>
    public static SyscallRule Pretend(string name, string reason) => new(name, FilterStage.Always, reason) { IsPretended = true };

    /// <summary>The argument's low 32 bits are this value: the kernel ignores the others of an <c>int</c>.</summary>
    public static ScmpArgument Is(uint index, ulong value) => new(index, ScmpCompare.MaskedEqual, Low32, value);

    /// <summary>All 64 bits of the argument are this value.</summary>
    public static ScmpArgument Whole(uint index, ulong value) => new(index, ScmpCompare.Equal, value, 0);

    /// <summary>The argument has none of the forbidden bits among its low 32.</summary>
    public static ScmpArgument Only(uint index, ulong forbidden) => new(index, ScmpCompare.MaskedEqual, forbidden & Low32, 0);
}
