using System.Globalization;

namespace Bailey.Policy;

/// <summary>Where in a JSON text something stands, written as JavaScript would reach it.</summary>
internal readonly record struct JsonPath(string Text)
{
    /// <summary>The whole text.</summary>
    public static readonly JsonPath Root = new("");

    // Whole for every real name; cut where a file was made to flood a terminal.
    private const int LongestName = 1024;

    public JsonPath Member(string name)
    {
        if (!IsIdentifier(name))
        {
            return new JsonPath($"{Text}[{GuestText.Quoted(name, LongestName)}]");
        }

        return new JsonPath(Text is null or "" ? name : $"{Text}.{name}");
    }

    public JsonPath Item(int index) => new(string.Create(CultureInfo.InvariantCulture, $"{Text}[{index}]"));

    public override string ToString() => Text is null or "" ? "(file)" : Text;

    private static bool IsIdentifier(string name) =>
        name.Length is > 0 and <= 100
        && !char.IsAsciiDigit(name[0])
        && name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '_' or '$');
}
