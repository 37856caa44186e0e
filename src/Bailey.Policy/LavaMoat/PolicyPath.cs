namespace Bailey.Policy;

/// <summary>The rules for dotted paths and canonical names in LavaMoat's policy.</summary>
internal static class PolicyPath
{
    // Long enough for any chain of members or dependencies, short enough to show.
    private const int MaximumLength = 2048;

    // No chain of members that anyone wrote is longer; the prefixes of a path are looked up one by one.
    private const int MostParts = 64;

    public static bool HasProto(string path) =>
        path.Contains("__proto__", StringComparison.Ordinal) && path.Split('.').Contains("__proto__", StringComparer.Ordinal);

    /// <summary>Reports a dotted path that names a prototype or has an empty part.</summary>
    public static bool Check(string path, JsonPath place, FindingList findings)
    {
        if (HasProto(path))
        {
            findings.Error(place, ErrorCodes.ProtoPath, $"the path {GuestText.Quoted(path)} holds __proto__");
            return false;
        }

        string[] parts = path.Split('.');
        if (path.Length > MaximumLength || parts.Length > MostParts || parts.Contains("", StringComparer.Ordinal))
        {
            findings.Error(place, ErrorCodes.EmptyPathPart, $"the path {GuestText.Quoted(path)} has an empty part, more than {MostParts} parts or more than {MaximumLength} characters");
            return false;
        }

        return NoControls(path, place, findings);
    }

    /// <summary>Reports a canonical name with an empty part, a prototype, white space or more than 2048 characters.</summary>
    public static bool CheckCanonicalName(string name, JsonPath place, FindingList findings)
    {
        if (name == "__proto__")
        {
            findings.Error(place, ErrorCodes.ProtoPath, "a package cannot be called __proto__");
            return false;
        }

        // LavaMoat takes any text here; what it generates never has these, and a typing error would silently grant to nobody.
        bool odd = name.Length is 0 or > MaximumLength
            || name.Split('>').Any(static part => part.Length == 0 || part == "__proto__" || part != part.Trim());
        if (odd)
        {
            findings.Error(place, ErrorCodes.CanonicalName, $"{GuestText.Quoted(name)} is not a canonical package name");
            return false;
        }

        return NoControls(name, place, findings);
    }

    private static bool NoControls(string name, JsonPath place, FindingList findings)
    {
        if (!GuestText.IsPlain(name))
        {
            findings.Error(place, ErrorCodes.UnprintableText, $"{GuestText.Quoted(name)} holds a control or invisible character");
            return false;
        }

        return true;
    }
}
