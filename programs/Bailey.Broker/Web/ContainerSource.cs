using Bailey.Broker.Files;
using Bailey.Policy;

namespace Bailey.Broker.Web;

/// <summary>What a container shows, as a grant of files.</summary>
/// <param name="Grant">The one grant of its web host, beneath <c>/site</c>.</param>
/// <param name="Entry">The page of the root.</param>
/// <param name="Archive">The archive's name beneath the grant; null for a folder or one page.</param>
internal sealed record ContainerSource(BrokerGrant Grant, string Entry, string? Archive)
{
    private const string Root = "/site";

    /// <summary>Looks at the source; null when nothing is there that could be shown.</summary>
    public static ContainerSource? Of(string path, string entry)
    {
        if (Directory.Exists(path))
        {
            return new ContainerSource(new BrokerGrant(Root, path, FileGrantAccess.Read), entry, Archive: null);
        }

        string name = Path.GetFileName(path);
        if (!File.Exists(path) || GuestPath.Flaw("/" + name) is not null)
        {
            return null;
        }

        bool isArchive = Path.GetExtension(name).Equals(".zip", StringComparison.OrdinalIgnoreCase);
        // One file is one grant: what lies beside it is not the container's.
        return new ContainerSource(new BrokerGrant($"{Root}/{name}", path, FileGrantAccess.Read), isArchive ? entry : name, isArchive ? name : null);
    }
}
