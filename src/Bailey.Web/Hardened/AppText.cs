using System.Text;
using Bailey.Web.Sites;

namespace Bailey.Web.Hardened;

/// <summary>Files of a container as text: UTF-8, as they are served, unless they begin with another mark.</summary>
internal static class AppText
{
    // Of the longest text that is compiled, in the encoding that needs most.
    private const long LongestFile = 3L * PageText.Longest;

    /// <summary>Reads a file whole; null when it is gone, or longer than anything that is compiled or shown.</summary>
    public static async Task<string?> ReadAsync(ISite site, SitePath path, SiteLook look)
    {
        if (look.Length > LongestFile)
        {
            return null;
        }

        await using ISiteFile? file = await site.OpenAsync(path, CancellationToken.None);
        if (file is null)
        {
            return null;
        }

        byte[] bytes = new byte[look.Length];
        int length = 0;
        int count;
        while (length < bytes.Length && (count = await file.ReadAsync(length, bytes.AsMemory(length), CancellationToken.None)) > 0)
        {
            length += count;
        }

        return Decode(bytes.AsSpan(0, length));
    }

    /// <summary>Decodes; malformed bytes become U+FFFD.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xEF, 0xBB, 0xBF, .. var rest] => Encoding.UTF8.GetString(rest),
        [0xFF, 0xFE, .. var rest] => Encoding.Unicode.GetString(rest),
        [0xFE, 0xFF, .. var rest] => Encoding.BigEndianUnicode.GetString(rest),
        _ => Encoding.UTF8.GetString(bytes),
    };
}
