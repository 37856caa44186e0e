using Bailey.Interop;

namespace Bailey.Broker.Files;

/// <summary>The grants of one guest, the longest guest path first. Immutable; safe for any thread.</summary>
internal sealed class GrantTable : IDisposable
{
    private readonly GrantRoot[] _roots;

    /// <summary>Opens every source.</summary>
    /// <exception cref="LibCException">A source is there and cannot be opened.</exception>
    /// <exception cref="ArgumentException">A grant contradicts itself or another.</exception>
    public GrantTable(IReadOnlyList<BrokerGrant> grants, FileBounds bounds)
    {
        var roots = new List<GrantRoot>();
        try
        {
            foreach (BrokerGrant grant in grants)
            {
                roots.Add(GrantRoot.Open(grant, bounds));
                if (roots.FindIndex(root => root.Prefix == grant.GuestPath) < roots.Count - 1)
                {
                    throw new ArgumentException("two grants have the same guest path", nameof(grants));
                }
            }
        }
        catch
        {
            roots.ForEach(static root => root.Dispose());
            throw;
        }

        roots.Sort(static (a, b) => b.Prefix.Length - a.Prefix.Length);
        _roots = [.. roots];
    }

    /// <summary>Guest paths that may be changed and whose source is not there.</summary>
    public IEnumerable<string> Missing => _roots.Where(static root => root is { IsWritable: true, IsThere: false }).Select(static root => root.Prefix);

    /// <summary>The grant that serves a normal path, and the plain names beneath it; null when there is none.</summary>
    public GrantRoot? Find(string path, out string relative)
    {
        foreach (GrantRoot root in _roots)
        {
            if (IsAtOrBeneath(path, root.Prefix))
            {
                relative = path.Length == root.Prefix.Length ? "" : path[(root.Prefix == "/" ? 1 : root.Prefix.Length + 1)..];
                return root;
            }
        }

        relative = "";
        return null;
    }

    /// <summary>Whether a grant lies beneath the path, so that the path has to be a folder. The root always is one.</summary>
    public bool IsOnTheWay(string path)
    {
        foreach (GrantRoot root in _roots)
        {
            if (root.Prefix.Length > path.Length && IsAtOrBeneath(root.Prefix, path))
            {
                return true;
            }
        }

        return path == "/";
    }

    /// <summary>Whether the path is a grant or holds one: such a name stays where it is, as a mount point does.</summary>
    public bool IsHeld(string path) => IsOnTheWay(path) || Find(path, out string relative) is not null && relative.Length == 0;

    /// <summary>The names that grants put into a folder: name and whether it is a file.</summary>
    /// <param name="path">The folder's normal path.</param>
    /// <param name="add">Called for each; a name may come twice.</param>
    public void EachNameIn(string path, Action<string, bool> add)
    {
        foreach (GrantRoot root in _roots)
        {
            if (root.Prefix.Length > path.Length && IsAtOrBeneath(root.Prefix, path))
            {
                string rest = root.Prefix[(path == "/" ? 1 : path.Length + 1)..];
                int slash = rest.IndexOf('/', StringComparison.Ordinal);
                add(slash < 0 ? rest : rest[..slash], slash < 0 && root.IsFile);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (GrantRoot root in _roots)
        {
            root.Dispose();
        }
    }

    private static bool IsAtOrBeneath(string path, string prefix) => Policy.GuestPath.IsAtOrBeneath(path, prefix);
}
