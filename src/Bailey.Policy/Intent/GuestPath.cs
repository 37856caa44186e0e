using System.Text;

namespace Bailey.Policy;

/// <summary>The rules for guest paths: absolute, <c>/</c>-separated, already normal. Comparison is by UTF-16 code unit.</summary>
public static class GuestPath
{
    /// <summary>Where the program's own folder appears to the compile worker, and to the guest if a grant says so.</summary>
    public const string Program = "/app";

    /// <summary>
    /// What is wrong with a path, or null when it is absolute, has only plain names (no empty name, <c>.</c>, <c>..</c>, NUL), at most
    /// 4096 bytes and 255 bytes per name of UTF-8, and no half surrogate pairs. <c>/</c> itself is normal.
    /// </summary>
    public static string? Flaw(string path)
    {
        if (!path.StartsWith('/'))
        {
            return "it does not begin with /";
        }

        foreach (string name in path == "/" ? [] : path[1..].Split('/'))
        {
            string? flaw = name switch
            {
                "" => "it has an empty name",
                "." or ".." => "it holds . or ..",
                _ when name.Contains('\0', StringComparison.Ordinal) => "it holds NUL",
                _ when !IsWellFormed(name) => "it holds half of a surrogate pair",
                _ when Encoding.UTF8.GetByteCount(name) > 255 => "a name is longer than 255 bytes",
                _ => null,
            };
            if (flaw is not null)
            {
                return flaw;
            }
        }

        return Encoding.UTF8.GetByteCount(path) > 4096 ? "it is longer than 4096 bytes" : null;
    }

    /// <summary>Whether <paramref name="path"/> is <paramref name="prefix"/> or lies beneath it. Both must be normal.</summary>
    public static bool IsAtOrBeneath(string path, string prefix) =>
        path.StartsWith(prefix, StringComparison.Ordinal)
        && (path.Length == prefix.Length || prefix == "/" || path[prefix.Length] == '/');

    private static bool IsWellFormed(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (!Rune.TryGetRuneAt(text, i, out Rune rune))
            {
                return false;
            }

            i += rune.Utf16SequenceLength - 1;
        }

        return true;
    }
}
