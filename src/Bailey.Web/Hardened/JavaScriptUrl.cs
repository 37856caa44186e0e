using System.Text;

namespace Bailey.Web.Hardened;

/// <summary>The script in a <c>javascript:</c> URL.</summary>
/// <remarks><b>Source:</b> URL, "basic URL parser"; HTML, "evaluate a javascript: URL".</remarks>
internal static class JavaScriptUrl
{
    private const string Scheme = "javascript:";

    /// <summary>The script of an attribute's value; null where it is no such URL.</summary>
    public static string? Script(string value)
    {
        int start = 0;
        while (start < value.Length && value[start] <= ' ')
        {
            start++;
        }

        // Most attributes of a page come here: those that cannot be one leave at once.
        if (start == value.Length || (value[start] | 0x20) != 'j')
        {
            return null;
        }

        string url = value[start..].TrimEnd([.. Enumerable.Range(0, 33).Select(static code => (char)code)])
            .Replace("\t", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal).Replace("\r", "", StringComparison.Ordinal);
        return url.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? Decode(url[Scheme.Length..]) : null;
    }

    // Percent-decoding gives bytes, which are UTF-8.
    private static string Decode(string text)
    {
        if (!text.Contains('%', StringComparison.Ordinal))
        {
            return text;
        }

        byte[] bytes = Encoding.UTF8.GetBytes(text);
        int length = 0;
        for (int i = 0; i < bytes.Length; i++)
        {
            bool isEscape = bytes[i] == '%' && i + 2 < bytes.Length && char.IsAsciiHexDigit((char)bytes[i + 1]) && char.IsAsciiHexDigit((char)bytes[i + 2]);
            bytes[length++] = isEscape ? Convert.ToByte($"{(char)bytes[i + 1]}{(char)bytes[i + 2]}", 16) : bytes[i];
            i += isEscape ? 2 : 0;
        }

        return Encoding.UTF8.GetString(bytes, 0, length);
    }
}
