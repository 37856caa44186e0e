using System.Globalization;
using System.Net;
using System.Text;

namespace Bailey.Policy;

/// <summary>
/// Makes text that a guest can influence (names, paths, messages) safe to show. All members are pure and total: any UTF-16
/// sequence is accepted, also one with lone surrogates.
/// </summary>
/// <remarks>
/// Stops: terminal escape sequences, forged lines in logs, reordering by bidirectional controls, invisible characters, markup.
/// Does not stop: look-alike letters of other scripts, and piles of combining marks.
/// </remarks>
public static class GuestText
{
    /// <summary>The length in UTF-16 units after which text is cut unless the caller says otherwise.</summary>
    public const int DefaultLength = 200;

    /// <summary>
    /// One line for a terminal: controls, line breaks, bidirectional and invisible characters, private-use and unassigned code points
    /// and lone surrogates become <c>\u{1b}</c>, a backslash becomes <c>\\</c>; what exceeds <paramref name="maximumLength"/> UTF-16
    /// units of the input is replaced by an ellipsis.
    /// </summary>
    public static string ForTerminal(string text, int maximumLength = DefaultLength) => Escape(text, maximumLength, quote: false);

    /// <summary>As <see cref="ForTerminal"/>, in double quotes, with a double quote inside written <c>\"</c>.</summary>
    public static string Quoted(string text, int maximumLength = DefaultLength) => $"\"{Escape(text, maximumLength, quote: true)}\"";

    /// <summary>A JSON string with its quotes, printable ASCII only, so that a log line is safe on any terminal. Nothing is cut.</summary>
    public static string ForJson(string text)
    {
        var json = new StringBuilder(text.Length + 2);
        JsonText.AppendAsciiString(json, text);
        return json.ToString();
    }

    /// <summary>Text for an HTML element or a quoted attribute: first as for a terminal, then with markup encoded.</summary>
    public static string ForHtml(string text, int maximumLength = DefaultLength) =>
        WebUtility.HtmlEncode(ForTerminal(text, maximumLength));

    /// <summary>
    /// Whether a text holds no controls, line breaks, bidirectional or invisible characters and no half surrogate pairs: what a
    /// reviewer sees is then what the program reads.
    /// </summary>
    internal static bool IsPlain(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (!Rune.TryGetRuneAt(text, i, out Rune rune)
                || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
                    or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
            {
                return false;
            }

            i += rune.Utf16SequenceLength - 1;
        }

        return true;
    }

    private static string Escape(string text, int maximumLength, bool quote)
    {
        bool cut = text.Length > maximumLength;
        var shown = new StringBuilder(Math.Min(text.Length, maximumLength) + 8);
        int i = 0;
        while (i < text.Length && i < maximumLength)
        {
            bool whole = Rune.TryGetRuneAt(text, i, out Rune rune);
            int value = whole ? rune.Value : text[i];
            if (value == '\\' || (quote && value == '"'))
            {
                shown.Append('\\').Append((char)value);
            }
            else if (whole && IsShown(rune))
            {
                shown.Append(rune.ToString());
            }
            else
            {
                shown.Append("\\u{").Append(value.ToString("x", CultureInfo.InvariantCulture)).Append('}');
            }

            i += whole ? rune.Utf16SequenceLength : 1;
        }

        return cut ? shown.Append('…').ToString() : shown.ToString();
    }

    // Categories, not a list of code points: Format holds the bidirectional controls, zero-width characters and tags of every
    // Unicode version that the runtime knows, and what it does not know yet is OtherNotAssigned.
    private static bool IsShown(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
        or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
