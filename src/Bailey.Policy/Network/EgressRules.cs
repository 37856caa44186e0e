using System.Globalization;

namespace Bailey.Policy;

/// <summary>The egress grants of one program, for decisions about connections. Immutable, safe for any thread.</summary>
/// <param name="routes">The grants.</param>
/// <remarks>
/// <b>Stops:</b> a connection to a host or port that no grant names. <b>Does not stop:</b> a granted name that leads somewhere else: whoever
/// dials checks every address (<see cref="AddressScope"/>).
/// </remarks>
public sealed class EgressRules(IReadOnlyList<EgressRoute> routes)
{
    /// <summary>The grants, in the order of the file.</summary>
    public IReadOnlyList<EgressRoute> Routes { get; } = routes;

    /// <summary>The grant for a connection to a host and port; null where there is none. Of <c>http</c> and <c>https</c> on one port, the latter.</summary>
    public EgressRoute? Find(HostName host, int port) =>
        Routes.Where(route => route.Port == port && route.Host == host).OrderByDescending(static route => route.IsTls).FirstOrDefault();

    /// <summary>The grant for a request that is made in the open; null where there is none.</summary>
    public EgressRoute? FindPlain(HostName host, int port) =>
        Routes.FirstOrDefault(route => !route.IsTls && route.Port == port && route.Host == host);

    /// <summary>The origin as bailey.json writes it.</summary>
    public static string Origin(bool isTls, HostName host, int port)
    {
        ArgumentNullException.ThrowIfNull(host);
        return string.Create(
            CultureInfo.InvariantCulture, $"{(isTls ? "https" : "http")}://{host.InOrigin}{(port == (isTls ? 443 : 80) ? "" : $":{port}")}");
    }
}
