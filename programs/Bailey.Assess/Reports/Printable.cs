using System.Globalization;
using System.Text;

namespace Bailey.Assess.Reports;

/// <summary>What an attack said, for showing: printable ASCII, bounded.</summary>
internal static class Printable
{
    private const int Most = 200;

    public static string Of(string text)
    {
        var shown = new StringBuilder();
        foreach (char letter in text.Length > Most ? text[..Most] + "..." : text)
        {
            _ = letter is >= ' ' and <= '~' ? shown.Append(letter) : shown.Append(CultureInfo.InvariantCulture, $"\\u{{{(int)letter:x}}}");
        }

        return shown.ToString();
    }
}
