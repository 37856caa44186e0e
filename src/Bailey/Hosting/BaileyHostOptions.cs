namespace Bailey;

/// <summary>Where a host finds its broker.</summary>
public sealed record BaileyHostOptions
{
    /// <summary>Absolute path of the broker's executable; null looks beside this program: <c>bailey/broker</c>, where the package puts it, then <c>../broker</c>.</summary>
    public string? Broker { get; init; }

    internal string FindBroker()
    {
        string[] candidates = Broker is not null
            ? [Broker]
            : [
                Path.Combine(AppContext.BaseDirectory, "bailey", "broker", "Bailey.Broker"),
                Path.Combine(AppContext.BaseDirectory, "..", "broker", "Bailey.Broker"),
            ];
        return candidates.FirstOrDefault(File.Exists) is { } found
            ? Path.GetFullPath(found)
            : throw new BaileyException(BaileyFault.Broker, $"the broker is not at {string.Join(" nor ", candidates.Select(Path.GetFullPath))}");
    }
}
