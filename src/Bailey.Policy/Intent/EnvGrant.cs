namespace Bailey.Policy;

/// <summary>Where the value of one environment variable comes from.</summary>
/// <param name="Value">The literal value; null when it comes from the host.</param>
/// <param name="HostName">The host's variable; null for a literal, or when the host's has the same name.</param>
/// <param name="Required">True: nothing starts unless the host has the variable. Only for values from the host.</param>
public sealed record EnvGrant(string? Value, string? HostName = null, bool Required = false)
{
    /// <summary>The host's variable of the same name.</summary>
    public static EnvGrant FromHost { get; } = new(Value: null);

    /// <summary>A value that stands in the policy.</summary>
    public static EnvGrant Literal(string value) => new(value);
}
