namespace Bailey.Web.Hardened;

/// <summary>What a script element holds.</summary>
internal enum ScriptType
{
    /// <summary>Data, or a script that browsers of today do not run.</summary>
    Data,

    /// <summary>A classic script.</summary>
    Classic,

    /// <summary>A module.</summary>
    Module,

    /// <summary>An import map.</summary>
    ImportMap,
}

/// <summary>How HTML tells script elements apart.</summary>
/// <remarks><b>Source:</b> HTML, "prepare the script element", steps 8 to 17; MIME Sniffing, "JavaScript MIME type".</remarks>
internal static class ScriptTypes
{
    private static readonly string[] JavaScript =
    [
        "application/ecmascript", "application/javascript", "application/x-ecmascript", "application/x-javascript", "text/ecmascript", "text/javascript",
        "text/javascript1.0", "text/javascript1.1", "text/javascript1.2", "text/javascript1.3", "text/javascript1.4", "text/javascript1.5", "text/jscript",
        "text/livescript", "text/x-ecmascript", "text/x-javascript",
    ];

    /// <summary>The type of an element by its attributes; each null where it is absent.</summary>
    public static ScriptType Of(string? type, string? language, bool noModule, string? forAttribute, string? eventAttribute)
    {
        string? stated = type is not null ? (type.Length == 0 ? "text/javascript" : type)
            : language is { Length: > 0 } ? "text/" + language
            : "text/javascript";
        string word = stated.Trim(' ', '\t', '\n', '\f', '\r').ToLowerInvariant();
        if (word == "module")
        {
            return ScriptType.Module;
        }

        if (word == "importmap")
        {
            return ScriptType.ImportMap;
        }

        bool isForOther = forAttribute is not null && eventAttribute is not null
            && !(forAttribute.Trim().Equals("window", StringComparison.OrdinalIgnoreCase) && eventAttribute.Trim().ToLowerInvariant() is "onload" or "onload()");
        return !JavaScript.Contains(word) || noModule || isForOther ? ScriptType.Data : ScriptType.Classic;
    }
}
