namespace Bailey.Policy;

/// <summary>The shape checks that every reader needs; each adds a finding and gives null when the shape is wrong.</summary>
internal static class JsonShape
{
    /// <summary>The value if it is an object whose members are all known; unknown ones are reported with the nearest known name.</summary>
    public static JsonValue? Object(JsonValue value, JsonPath path, FindingList findings, params ReadOnlySpan<string> known)
    {
        if (!Is(value, JsonKind.Object, "an object", path, findings))
        {
            return null;
        }

        foreach (var (name, _) in value.Members)
        {
            if (!known.Contains(name))
            {
                UnknownField(name, path, findings, known.ToArray());
            }
        }

        return value;
    }

    /// <summary>The value if it is an object, whatever its members are called.</summary>
    public static JsonValue? Map(JsonValue value, JsonPath path, FindingList findings) =>
        Is(value, JsonKind.Object, "an object", path, findings) ? value : null;

    /// <summary>The items of a list.</summary>
    public static List<JsonValue>? List(JsonValue value, JsonPath path, FindingList findings) =>
        Is(value, JsonKind.Array, "a list", path, findings) ? value.Items : null;

    /// <summary>The text of a string without control and invisible characters.</summary>
    public static string? Text(JsonValue value, JsonPath path, FindingList findings)
    {
        if (!Is(value, JsonKind.Text, "a text", path, findings))
        {
            return null;
        }

        if (!GuestText.IsPlain(value.Text))
        {
            findings.Error(path, ErrorCodes.UnprintableText, $"{GuestText.Quoted(value.Text)} holds a control or invisible character");
            return null;
        }

        return value.Text;
    }

    /// <summary>True or false.</summary>
    public static bool? Boolean(JsonValue value, JsonPath path, FindingList findings)
    {
        if (value.Kind is JsonKind.True or JsonKind.False)
        {
            return value.Kind == JsonKind.True;
        }

        WrongType(value, "true or false", path, findings);
        return null;
    }

    /// <summary>A whole number of at most nine digits, without a sign, fraction or exponent.</summary>
    public static int? Count(JsonValue value, JsonPath path, FindingList findings)
    {
        if (value.Kind == JsonKind.Number && value.Text.Length <= 9 && value.Text.All(char.IsAsciiDigit))
        {
            return int.Parse(value.Text, System.Globalization.CultureInfo.InvariantCulture);
        }

        WrongType(value, "a whole number from 0 to 999999999", path, findings);
        return null;
    }

    /// <summary>Reports a value that should have been something else.</summary>
    public static void WrongType(JsonValue value, string expected, JsonPath path, FindingList findings) =>
        findings.Error(path, ErrorCodes.WrongType, $"this is {value.Article}, expected {expected}", $"write {expected}");

    private static void UnknownField(string name, JsonPath path, FindingList findings, string[] known)
    {
        string? nearest = NearestName.Of(name, known);
        findings.Error(
            path.Member(name),
            ErrorCodes.UnknownField,
            $"unknown field {GuestText.Quoted(name)}",
            nearest is null ? $"remove it; known here: {string.Join(", ", known)}" : $"write \"{nearest}\", or remove it");
    }

    private static bool Is(JsonValue value, JsonKind kind, string expected, JsonPath path, FindingList findings)
    {
        if (value.Kind == kind)
        {
            return true;
        }

        WrongType(value, expected, path, findings);
        return false;
    }
}
