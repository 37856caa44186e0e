using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Bailey.Policy;

/// <summary>
/// Parses a policy text strictly: one JSON value, no comments, no trailing commas, no name twice, no invalid surrogates.
/// </summary>
internal static class JsonTree
{
    /// <summary>Objects and lists may nest this deep; the deepest valid policy needs six.</summary>
    public const int MaximumDepth = 64;

    /// <summary>In bytes of UTF-8. The largest published LavaMoat policies have about 0.5 MB.</summary>
    public const int MaximumBytes = 16 * 1024 * 1024;

    /// <summary>The value, or null with findings when the text is not JSON at all.</summary>
    public static JsonValue? Parse(string text, FindingList findings)
    {
        // A byte order mark is what some editors put first; it carries no meaning.
        byte[] utf8 = Encoding.UTF8.GetBytes(text.StartsWith('\uFEFF') ? text[1..] : text);
        if (utf8.Length > MaximumBytes)
        {
            findings.Error(JsonPath.Root, ErrorCodes.TooLarge, string.Create(
                CultureInfo.InvariantCulture, $"the text has {utf8.Length} bytes; at most {MaximumBytes} are read"));
            return null;
        }

        try
        {
            var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = MaximumDepth });
            reader.Read();
            JsonValue value = ReadValue(ref reader, JsonPath.Root, findings);
            // Anything but white space after the value makes the reader throw.
            reader.Read();
            return value;
        }
        catch (JsonException e)
        {
            findings.Error(JsonPath.Root, ErrorCodes.NotJson, string.Create(
                CultureInfo.InvariantCulture,
                $"the text stops being JSON at line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1} (or nests deeper than {MaximumDepth})"));
            return null;
        }
    }

    private static JsonValue ReadValue(ref Utf8JsonReader reader, JsonPath path, FindingList findings)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                return ReadObject(ref reader, path, findings);
            case JsonTokenType.StartArray:
                var list = new JsonValue(JsonKind.Array);
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    list.Items.Add(ReadValue(ref reader, path.Item(list.Items.Count), findings));
                }

                return list;
            case JsonTokenType.String:
                return new JsonValue(JsonKind.Text, ReadString(ref reader, path, findings));
            case JsonTokenType.Number:
                return new JsonValue(JsonKind.Number, Encoding.ASCII.GetString(reader.ValueSpan));
            case JsonTokenType.True:
                return new JsonValue(JsonKind.True);
            case JsonTokenType.False:
                return new JsonValue(JsonKind.False);
            default:
                return new JsonValue(JsonKind.Null);
        }
    }

    private static JsonValue ReadObject(ref Utf8JsonReader reader, JsonPath path, FindingList findings)
    {
        var value = new JsonValue(JsonKind.Object);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            string name = ReadString(ref reader, path, findings);
            JsonPath place = path.Member(name);
            reader.Read();
            JsonValue member = ReadValue(ref reader, place, findings);
            if (seen.Add(name))
            {
                value.Members.Add(new(name, member));
            }
            else
            {
                // JSON.parse would take the last, other readers the first: two reviewers would see two policies.
                findings.Error(place, ErrorCodes.DuplicateName, $"the name {GuestText.Quoted(name)} is given twice");
            }
        }

        return value;
    }

    private static string ReadString(ref Utf8JsonReader reader, JsonPath path, FindingList findings)
    {
        try
        {
            return reader.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            findings.Error(path, ErrorCodes.UnprintableText, "a text holds half of a surrogate pair");
            return "";
        }
    }
}
