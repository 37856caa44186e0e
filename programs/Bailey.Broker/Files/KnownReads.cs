namespace Bailey.Broker.Files;

/// <summary>
/// Which reads were told already: the audit log has the first by each package, of each file, by each method. A program that reads one file a
/// million times would fill it with what it says already. Thread-safe.
/// </summary>
internal sealed class KnownReads
{
    // Bounds the memory: what comes later is told each time.
    private const int MostCharacters = 1 << 20;

    private readonly HashSet<(string Method, string Package, string Path)> _known = [];
    private int _characters;

    /// <summary>Whether it was told.</summary>
    public bool Contains(string method, string package, string path)
    {
        lock (_known)
        {
            return _known.Contains((method, package, path));
        }
    }

    /// <summary>It was told. Call it afterwards: a read that could not be recorded is not known.</summary>
    public void Add(string method, string package, string path)
    {
        lock (_known)
        {
            if (_characters <= MostCharacters && _known.Add((method, package, path)))
            {
                _characters += package.Length + path.Length;
            }
        }
    }
}
