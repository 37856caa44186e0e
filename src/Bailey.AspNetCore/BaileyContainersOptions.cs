namespace Bailey.AspNetCore;

/// <summary>Where containers live in this application.</summary>
public sealed class BaileyContainersOptions
{
    /// <summary>
    /// Serialised origin beneath whose host name containers live, as browsers see it; null: <c>http://localhost:&lt;port&gt;</c> with the port
    /// of the first address that the server listens on.
    /// </summary>
    public string? BaseOrigin { get; set; }

    /// <summary>Serialised origins of this application's pages that show containers; empty: the base origin.</summary>
    public IList<string> HostOrigins { get; } = [];

    /// <summary>Absolute path of the broker's executable; null looks beside this program.</summary>
    public string? Broker { get; set; }
}
