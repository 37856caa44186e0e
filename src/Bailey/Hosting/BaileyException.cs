namespace Bailey;

/// <summary>Why nothing was started.</summary>
public enum BaileyFault
{
    /// <summary>The policy has errors; <see cref="BaileyException.Findings"/> lists all of them.</summary>
    Policy,

    /// <summary>A wall cannot stand on this machine; the message says what to do. <c>bailey doctor</c> says more.</summary>
    Wall,

    /// <summary>The broker is missing, or ended.</summary>
    Broker,

    /// <summary>Anything else; the message says what.</summary>
    Start,
}

/// <summary>Nothing was started. The message is for people.</summary>
public sealed class BaileyException : Exception
{
    /// <summary>Makes one.</summary>
    public BaileyException(BaileyFault fault, string message, IReadOnlyList<string>? findings = null)
        : base(message)
    {
        Fault = fault;
        Findings = findings ?? [];
    }

    /// <summary>Makes one with its cause.</summary>
    public BaileyException(string message, Exception innerException)
        : base(message, innerException) => Findings = [];

    /// <summary>Makes one.</summary>
    public BaileyException(string message)
        : base(message) => Findings = [];

    /// <summary>Makes one without a message.</summary>
    public BaileyException() => Findings = [];

    /// <summary>What kind of fault.</summary>
    public BaileyFault Fault { get; } = BaileyFault.Start;

    /// <summary>For <see cref="BaileyFault.Policy"/>: every finding, each with its place, its reason and its fix.</summary>
    public IReadOnlyList<string> Findings { get; }
}
