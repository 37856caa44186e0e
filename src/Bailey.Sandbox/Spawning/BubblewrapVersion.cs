namespace Bailey.Sandbox;

/// <summary>What bubblewrap's releases can do.</summary>
/// <remarks><b>Source:</b> bubblewrap's NEWS.</remarks>
internal static class BubblewrapVersion
{
    private const string Name = "bubblewrap ";

    // --disable-userns and --assert-userns-disabled.
    private static readonly Version Least = new(0, 8);

    // Before it, setting a sandbox up followed links beneath folders that the program may change: CVE-2026-87766.
    private static readonly Version WithoutLinks = new(0, 12);

    /// <summary>Says what <c>bwrap --version</c> printed, and what is to be known of it.</summary>
    /// <exception cref="WallUnavailableException">It is too old, or no bubblewrap.</exception>
    public static string Require(string printed)
    {
        string text = printed.Trim();
        bool isOurs = text.StartsWith(Name, StringComparison.Ordinal);
        // A distribution may add to the number; whether it works, the next row tries.
        bool isKnown = Version.TryParse(isOurs ? string.Concat(text[Name.Length..].TakeWhile(static letter => char.IsAsciiDigit(letter) || letter == '.')) : "", out Version? version);
        if (!isOurs || (isKnown && version < Least))
        {
            throw Messages.BubblewrapOld(text.Length == 0 ? "it says no version" : text);
        }

        return isKnown && version < WithoutLinks ? $"{text}; CVE-2026-87766 of it needs a mount beneath a folder that a program may change, and Bailey makes none" : text;
    }
}
