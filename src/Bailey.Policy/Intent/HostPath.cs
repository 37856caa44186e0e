namespace Bailey.Policy;

/// <summary>Host paths as text: this project touches no file system.</summary>
internal static class HostPath
{
    /// <summary>
    /// <paramref name="path"/> seen from the absolute <paramref name="folder"/>, absolute and without <c>.</c>, <c>..</c> and empty
    /// names. Symbolic links are not followed: whoever opens the path does that beneath it.
    /// </summary>
    public static string Resolve(string folder, string path)
    {
        var names = new List<string>();
        foreach (string name in (path.StartsWith('/') ? path : $"{folder}/{path}").Split('/'))
        {
            if (name == "..")
            {
                names.RemoveRange(Math.Max(0, names.Count - 1), Math.Min(1, names.Count));
            }
            else if (name is not ("" or "."))
            {
                names.Add(name);
            }
        }

        return "/" + string.Join('/', names);
    }
}
