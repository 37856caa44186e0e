namespace Bailey.Policy;

/// <summary>
/// LavaMoat's rule for dotted paths: the deepest entry at or above a path decides, but a ban beneath an allowed path counts only
/// where something deeper is allowed again.
/// </summary>
/// <remarks>
/// Source: https://github.com/LavaMoat/LavaMoat/blob/main/packages/core/src/endowmentsToolkit.js, copyValueAtPath.
/// </remarks>
internal static class DeepestPath
{
    public static PathAccess Access<T>(IReadOnlyDictionary<string, T> entries, string path, Func<T, bool> isAllowed)
    {
        for (string at = path; ; at = at[..at.LastIndexOf('.')])
        {
            if (entries.TryGetValue(at, out T? grant))
            {
                if (isAllowed(grant))
                {
                    return HasBanBeneath(entries, path, isAllowed) ? PathAccess.Part : PathAccess.Whole;
                }

                if (!HasAllowedAbove(entries, at, isAllowed) || HasAllowedBeneath(entries, at, isAllowed))
                {
                    break;
                }
            }

            if (!at.Contains('.', StringComparison.Ordinal))
            {
                break;
            }
        }

        return HasAllowedBeneath(entries, path, isAllowed) ? PathAccess.Part : PathAccess.None;
    }

    /// <summary>
    /// The bans that the rule does not carry out: an ancestor is allowed and no descendant is. Linear in the entries, because a
    /// generated policy has many and its text may be hostile.
    /// </summary>
    public static IEnumerable<string> BansWithoutEffect<T>(IReadOnlyDictionary<string, T> entries, Func<T, bool> isAllowed)
    {
        var aboveAllowed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (path, grant) in entries)
        {
            for (int dot = path.LastIndexOf('.'); isAllowed(grant) && dot > 0 && aboveAllowed.Add(path[..dot]); dot = path.LastIndexOf('.', dot - 1))
            {
                // Where a prefix is known already, its own prefixes are too.
            }
        }

        foreach (var (path, grant) in entries)
        {
            if (isAllowed(grant) || aboveAllowed.Contains(path))
            {
                continue;
            }

            for (int dot = path.LastIndexOf('.'); dot > 0; dot = path.LastIndexOf('.', dot - 1))
            {
                // The nearest entry that counts decides: an allowed one lays the ban bare, an effective ban makes it needless.
                if (entries.TryGetValue(path[..dot], out T? above) && (isAllowed(above) || aboveAllowed.Contains(path[..dot])))
                {
                    if (isAllowed(above))
                    {
                        yield return path;
                    }

                    break;
                }
            }
        }
    }

    private static bool HasAllowedAbove<T>(IReadOnlyDictionary<string, T> entries, string path, Func<T, bool> isAllowed)
    {
        for (int dot = path.LastIndexOf('.'); dot > 0; dot = path.LastIndexOf('.', dot - 1))
        {
            if (entries.TryGetValue(path[..dot], out T? grant) && isAllowed(grant))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasBanBeneath<T>(IReadOnlyDictionary<string, T> entries, string path, Func<T, bool> isAllowed) =>
        entries.Any(entry => !isAllowed(entry.Value) && IsBeneath(entry.Key, path) && HasAllowedBeneath(entries, entry.Key, isAllowed));

    private static bool IsBeneath(string key, string path) =>
        key.Length > path.Length && key[path.Length] == '.' && key.StartsWith(path, StringComparison.Ordinal);

    private static bool HasAllowedBeneath<T>(IReadOnlyDictionary<string, T> entries, string path, Func<T, bool> isAllowed)
    {
        foreach (var (key, grant) in entries)
        {
            if (IsBeneath(key, path) && isAllowed(grant))
            {
                return true;
            }
        }

        return false;
    }
}
