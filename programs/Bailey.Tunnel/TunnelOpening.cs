using System.Text.Json;
using Bailey.Policy;

namespace Bailey.Tunnel;

/// <summary>What the broker says that one program may reach.</summary>
/// <param name="Rules">The grants.</param>
/// <param name="User">The user name that this program's clients send, where they can send one.</param>
/// <param name="Password">The password.</param>
/// <param name="ForFetcher">
/// Whether its one client is a fetcher of Bailey's: it must say user and password, because its socket has a name for a moment, which others could
/// find; and an answer of the tunnel's own never stands where a server's would.
/// </param>
internal sealed record TunnelOpening(EgressRules Rules, string User, string Password, bool ForFetcher)
{
    public static TunnelOpening Read(ReadOnlyMemory<byte> json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        JsonElement root = document.RootElement;
        EgressRoute[] routes =
        [
            .. root.GetProperty("routes").EnumerateArray().Select(static route => EgressRoute.Of(
                new EgressGrant(
                    route.GetProperty("origin").GetString()!,
                    [.. route.GetProperty("methods").EnumerateArray().Select(static method => method.GetString()!)],
                    PrivateAddresses: route.GetProperty("private").GetBoolean()),
                route.GetProperty("clause").GetString()!) ?? throw new InvalidDataException("a grant without an origin")),
        ];
        return new TunnelOpening(new EgressRules(routes), root.GetProperty("user").GetString()!, root.GetProperty("password").GetString()!, root.GetProperty("forFetcher").GetBoolean());
    }
}
