using System.Text;
using Bailey.Interop;

namespace Bailey.Broker.Files;

/// <summary>A guest path, made normal once and used in no other form from then on.</summary>
/// <param name="Text">Absolute, plain names only, no <c>/</c> at the end but for the root.</param>
/// <param name="MustBeDirectory">Whether the guest wrote a <c>/</c> or a dot name at the end.</param>
internal readonly record struct RequestPath(string Text, bool MustBeDirectory)
{
    private const int LongestPath = 4096;
    private const int LongestName = 255;

    // A UTF-16 unit takes at most three bytes of UTF-8: shorter names need no counting.
    private const int CertainlyShort = LongestName / 3;

    /// <summary>The last name; empty for the root.</summary>
    public ReadOnlySpan<char> Name => Text.AsSpan(Text.LastIndexOf('/') + 1);

    /// <summary>
    /// Reads a guest's path. <c>..</c> is taken as text, before any link is looked at, and stops at the root, so the grant that
    /// covers the result is the grant that serves it.
    /// </summary>
    /// <returns>EINVAL when it is not absolute or holds NUL, ENAMETOOLONG over 4096 bytes or 255 bytes in one name.</returns>
    public static Errno Parse(string given, out RequestPath path)
    {
        path = default;
        if (given.Length == 0)
        {
            return Errno.ENOENT;
        }

        if (given[0] != '/' || given.Contains('\0', StringComparison.Ordinal))
        {
            return Errno.EINVAL;
        }

        if (given.Length > LongestPath || (given.Length > LongestPath / 3 && Encoding.UTF8.GetByteCount(given) > LongestPath))
        {
            return Errno.ENAMETOOLONG;
        }

        bool normal = given.Length > 1;
        for (int start = 1; start <= given.Length;)
        {
            ReadOnlySpan<char> name = NameAt(given, start);
            if (name.Length > CertainlyShort && Encoding.UTF8.GetByteCount(name) > LongestName)
            {
                return Errno.ENAMETOOLONG;
            }

            normal &= name is not ("" or "." or "..");
            start += name.Length + 1;
        }

        path = normal ? new RequestPath(given, MustBeDirectory: false) : Normalize(given);
        return Errno.None;
    }

    private static RequestPath Normalize(string given)
    {
        var text = new StringBuilder(given.Length);
        ReadOnlySpan<char> name = default;
        for (int start = 1; start <= given.Length; start += name.Length + 1)
        {
            name = NameAt(given, start);
            if (name is "..")
            {
                text.Length = Math.Max(0, text.ToString().LastIndexOf('/'));
            }
            else if (name is not ("" or "."))
            {
                text.Append('/').Append(name);
            }
        }

        return new RequestPath(text.Length == 0 ? "/" : text.ToString(), MustBeDirectory: name is "" or "." or "..");
    }

    private static ReadOnlySpan<char> NameAt(string path, int start)
    {
        ReadOnlySpan<char> rest = path.AsSpan(start);
        int end = rest.IndexOf('/');
        return end < 0 ? rest : rest[..end];
    }
}
