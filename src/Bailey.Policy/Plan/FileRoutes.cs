namespace Bailey.Policy;

/// <summary>One file grant as the broker carries it out.</summary>
/// <param name="Prefix">Guest path of the file or folder.</param>
/// <param name="HostPath">Absolute host path without <c>..</c>; symbolic links in it are not resolved yet. Null: a scratch folder that the broker makes.</param>
/// <param name="Access">What may be done.</param>
/// <param name="MaxBytes">How much may be written in this run; 0 for read.</param>
/// <param name="Required">True: nothing starts unless the source exists.</param>
/// <param name="Clause">The clause of bailey.json: <c>files[0]</c>.</param>
public sealed record FileRoute(string Prefix, string? HostPath, FileGrantAccess Access, long MaxBytes, bool Required, string Clause);

/// <summary>What a guest wants to do with a file.</summary>
public enum FileUse
{
    /// <summary>Read, list or look at it.</summary>
    Read,

    /// <summary>Create, change, rename or remove it.</summary>
    Change,
}

/// <summary>The answer to one file request: a route and the path beneath it, or a refusal. Exactly one of Route and Refusal is there.</summary>
/// <param name="Route">The grant that allows it.</param>
/// <param name="Relative">The path beneath the route's prefix, without a leading <c>/</c>; empty for the prefix itself.</param>
/// <param name="Refusal">Why not.</param>
public sealed record FileDecision(FileRoute? Route, string Relative, Refusal? Refusal);

/// <summary>
/// The file grants of one guest. Immutable, safe for any thread.
/// </summary>
/// <remarks>
/// Stops: a request for a path that no grant covers; a path that is not normal. Does not stop: symbolic links inside a granted
/// folder; whoever opens the file must resolve beneath the route's host path (openat2, RESOLVE_BENEATH).
/// </remarks>
public sealed class FileRoutes
{
    private readonly IReadOnlyDictionary<string, PackageNarrowing> _packages;

    internal FileRoutes(IEnumerable<FileRoute> routes, IReadOnlyDictionary<string, PackageNarrowing> packages)
    {
        Routes = [.. routes.OrderByDescending(static route => route.Prefix.Length).ThenBy(static route => route.Prefix, StringComparer.Ordinal)];
        _packages = packages;
    }

    /// <summary>The grants, longest prefix first; no prefix twice.</summary>
    public IReadOnlyList<FileRoute> Routes { get; }

    /// <summary>
    /// Decides one request. The longest prefix wins; then the package's own narrowing, which holds only as long as the guest's
    /// process tells the truth about <paramref name="package"/>.
    /// </summary>
    /// <param name="package">Canonical name of the package that asks.</param>
    /// <param name="guestPath">Absolute guest path; one that is not normal is refused.</param>
    /// <param name="use">What it wants.</param>
    public FileDecision Decide(string package, string guestPath, FileUse use)
    {
        RefusalKind kind = use == FileUse.Read ? RefusalKind.FileRead : RefusalKind.FileWrite;
        FileRoute? route = GuestPath.Flaw(guestPath) is null
            ? Routes.FirstOrDefault(route => GuestPath.IsAtOrBeneath(guestPath, route.Prefix))
            : null;
        if (route is null || (use == FileUse.Change && route.Access == FileGrantAccess.Read))
        {
            return new FileDecision(Route: null, "", Refusal.Of(Wall.Sandbox, package, kind, guestPath));
        }

        if (_packages.TryGetValue(package, out PackageNarrowing? narrowing) && !Keeps(narrowing, guestPath, use))
        {
            return new FileDecision(Route: null, "", new Refusal(Wall.Realm, package, kind, guestPath, NarrowedLine(package, guestPath, use)));
        }

        return new FileDecision(route, guestPath[route.Prefix.Length..].TrimStart('/'), Refusal: null);
    }

    private static bool Keeps(PackageNarrowing narrowing, string guestPath, FileUse use) =>
        narrowing.Files is null
        || narrowing.Files.Any(file => GuestPath.IsAtOrBeneath(guestPath, file.Path) && (use == FileUse.Read || file.Access == FileGrantAccess.Write));

    private static string NarrowedLine(string package, string path, FileUse use) =>
        $"bailey.json: {JsonPath.Root.Member("packages").Member(package).Member("files")} += {{ \"path\": {GuestText.Quoted(path, 1024)}, \"access\": \"{(use == FileUse.Read ? "read" : "write")}\" }}";
}
