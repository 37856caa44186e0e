namespace Bailey.Policy;

/// <summary>The seven kinds of JSON value.</summary>
internal enum JsonKind
{
    Object,
    Array,
    Text,
    Number,
    True,
    False,
    Null,
}

/// <summary>A parsed JSON value. Strings are well-formed UTF-16; the depth is at most <see cref="JsonTree.MaximumDepth"/>.</summary>
internal sealed class JsonValue(JsonKind kind, string text = "")
{
    public JsonKind Kind { get; } = kind;

    /// <summary>The text of a string, or a number as it is written; else empty.</summary>
    public string Text { get; } = text;

    /// <summary>Members of an object in the order of the file; names are unique.</summary>
    public List<KeyValuePair<string, JsonValue>> Members { get; } = [];

    /// <summary>Items of an array.</summary>
    public List<JsonValue> Items { get; } = [];

    /// <summary>The member of this name, or null.</summary>
    public JsonValue? Find(string name)
    {
        foreach (var (key, value) in Members)
        {
            if (string.Equals(key, name, StringComparison.Ordinal))
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>"an object", "a text", ... for messages.</summary>
    public string Article => Kind switch
    {
        JsonKind.Object => "an object",
        JsonKind.Array => "a list",
        JsonKind.Text => "a text",
        JsonKind.Number => "a number",
        JsonKind.True or JsonKind.False => "a boolean",
        _ => "null",
    };
}
