namespace Bailey.Sandbox;

/// <summary>The sandbox cannot stand on this machine as it is. Nothing was started.</summary>
public sealed class WallUnavailableException : Exception
{
    /// <summary>Describes what is missing.</summary>
    /// <param name="code">A stable code, for example <c>BLY3001</c>.</param>
    /// <param name="missing">The kernel feature, program or library that is missing or refused.</param>
    /// <param name="advice">What to do about it.</param>
    public WallUnavailableException(string code, string missing, string advice)
        : base($"{missing} {advice} ({code})")
    {
        Code = code;
        Missing = missing;
        Advice = advice;
    }

    /// <summary>For a clause that a policy requires and that workers do not hold without namespaces.</summary>
    public static WallUnavailableException RequiredIsLost(string clause) => Messages.RequiredIsLost(clause);

    /// <summary>Whether the kernel refuses namespaces here, rather than something being missing, old or broken.</summary>
    internal bool IsRefusedByKernel { get; init; }

    /// <summary>A stable code.</summary>
    public string Code { get; }

    /// <summary>What is missing or refused, as a sentence.</summary>
    public string Missing { get; }

    /// <summary>What to do, as a sentence.</summary>
    public string Advice { get; }
}
