using System.Globalization;
using System.Text;

namespace Bailey.Policy;

/// <summary>Appends JSON the way JavaScript's <c>JSON.stringify</c> writes it, for files that other tools compare byte for byte.</summary>
internal static class JsonText
{
    /// <summary>A string as JSON.stringify writes it: only quotes, backslashes, C0 controls and lone surrogates are escaped.</summary>
    public static void AppendString(StringBuilder json, string text)
    {
        json.Append('"');
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                json.Append(c).Append(text[++i]);
            }
            else
            {
                AppendUnit(json, c, escaped: c < ' ' || char.IsSurrogate(c));
            }
        }

        json.Append('"');
    }

    /// <summary>A string in printable ASCII; also <c>&lt;</c>, <c>&gt;</c> and <c>&amp;</c> are escaped, so that it may stand in a script element.</summary>
    public static void AppendAsciiString(StringBuilder json, string text)
    {
        json.Append('"');
        foreach (char c in text)
        {
            AppendUnit(json, c, escaped: c is < ' ' or > '~' or '<' or '>' or '&');
        }

        json.Append('"');
    }

    private static void AppendUnit(StringBuilder json, char c, bool escaped)
    {
        string? named = c switch
        {
            '"' => "\\\"",
            '\\' => "\\\\",
            '\b' => "\\b",
            '\f' => "\\f",
            '\n' => "\\n",
            '\r' => "\\r",
            '\t' => "\\t",
            _ => null,
        };
        if (named is not null)
        {
            json.Append(named);
        }
        else if (escaped)
        {
            json.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
        }
        else
        {
            json.Append(c);
        }
    }
}
