namespace Bailey.Broker.Files;

/// <summary>The text of symbolic links.</summary>
/// <remarks>
/// <b>Stops:</b> a guest from leaving a link in a granted folder that leads a program of the host out of it. What the guest itself
/// opens is resolved beneath the grant in any case.
/// <para><b>Does not stop:</b> links that the host makes, and folders that the host moves.</para>
/// </remarks>
internal static class LinkTarget
{
    /// <summary>What a refusal says in place of a grant.</summary>
    public const string NoPolicy = "no policy allows a link that leads out of its grant";

    /// <summary>
    /// Whether a link stays beneath the grant wherever its plain names lead: relative, with <c>..</c> only at the start and no more
    /// of them than the link lies deep. A <c>..</c> after a name could start from wherever that name is a link to.
    /// </summary>
    /// <param name="target">The link's text.</param>
    /// <param name="depth">How many folders lie between the grant and the link; 0 directly in it.</param>
    public static bool StaysBeneath(string target, int depth)
    {
        bool named = false;
        foreach (Range range in target.AsSpan().Split('/'))
        {
            ReadOnlySpan<char> name = target.AsSpan()[range];
            if (name is ".." && (named || --depth < 0))
            {
                return false;
            }

            named |= name is not ("" or "." or "..");
        }

        return !target.StartsWith('/');
    }

    /// <summary>Whether a link's text says nothing of what lies outside the grant: relative, and as text never above it.</summary>
    public static bool NamesBeneath(string target, int depth)
    {
        foreach (Range range in target.AsSpan().Split('/'))
        {
            ReadOnlySpan<char> name = target.AsSpan()[range];
            depth += name is ".." ? -1 : name is "" or "." ? 0 : 1;
            if (depth < 0)
            {
                return false;
            }
        }

        return !target.StartsWith('/');
    }

    /// <summary>How deep the entries of a folder lie: 0 for the grant itself.</summary>
    /// <param name="relative">The folder's path beneath the grant, plain names.</param>
    public static int Depth(string relative) => relative.Length == 0 ? 0 : relative.AsSpan().Count('/') + 1;
}
