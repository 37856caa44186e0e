namespace Bailey.Policy;

/// <summary>The answer to one request of a guest for the network: a grant, or a refusal. Exactly one is there.</summary>
/// <param name="Route">The grant that allows it.</param>
/// <param name="Refusal">Why not.</param>
public sealed record EgressDecision(EgressRoute? Route, Refusal? Refusal);

/// <summary>The egress grants of one guest, package by package. Immutable, safe for any thread.</summary>
/// <remarks>
/// <b>Stops:</b> a request whose origin or method no grant names. <b>Does not stop:</b> a granted name that leads inwards: whoever dials
/// checks every address.
/// </remarks>
public sealed class GuestEgress
{
    private readonly IReadOnlyDictionary<string, PackageNarrowing> _packages;

    internal GuestEgress(IReadOnlyList<EgressRoute> routes, IReadOnlyDictionary<string, PackageNarrowing> packages)
    {
        Routes = routes;
        _packages = packages;
    }

    /// <summary>The grants, in the order of the file.</summary>
    public IReadOnlyList<EgressRoute> Routes { get; }

    /// <summary>
    /// Decides one request. The package's own narrowing holds only as long as the guest's process tells the truth about
    /// <paramref name="package"/>.
    /// </summary>
    /// <param name="package">Canonical name of the package that asks.</param>
    /// <param name="method">The method as it would be sent.</param>
    /// <param name="target">Where it would go.</param>
    public EgressDecision Decide(string package, string method, FetchTarget target)
    {
        ArgumentNullException.ThrowIfNull(target);
        string subject = $"{method} {target.Origin}";
        EgressRoute? route = Routes.FirstOrDefault(route => route.IsTls == target.IsTls && route.Port == target.Port && route.Host == target.Host);
        if (route is null || !route.Methods.Contains(method, StringComparer.Ordinal))
        {
            Refusal refusal = Refusal.Of(Wall.Sandbox, package, RefusalKind.Egress, subject);
            return new(null, route is null ? refusal : refusal with { Grant = $"bailey.json: {route.Clause}.methods += {GuestText.Quoted(method)}" });
        }

        if (_packages.TryGetValue(package, out PackageNarrowing? narrowing) && narrowing.Egress is { } kept
            && !kept.Any(one => one.Origin == target.Origin && one.Methods.Contains(method, StringComparer.Ordinal)))
        {
            string line = $"bailey.json: {JsonPath.Root.Member("packages").Member(package).Member("egress")} += {{ \"origin\": {GuestText.Quoted(target.Origin, 1024)}, \"methods\": [{GuestText.Quoted(method)}] }}";
            return new(null, new Refusal(Wall.Realm, package, RefusalKind.Egress, subject, line));
        }

        return new(route, null);
    }

    /// <summary>The refusal of a body that is larger than its grant allows.</summary>
    public static Refusal TooLarge(string package, string subject, EgressRoute route)
    {
        ArgumentNullException.ThrowIfNull(route);
        return new(Wall.Sandbox, package, RefusalKind.Egress, subject, $"bailey.json: {route.Clause}.maxBytes = more than {new ByteSize(route.MaxBytes)}");
    }
}
