namespace Bailey.Browser.Tests.Provocations;

/// <summary>Attacks that get something through, each with what and why it is not closed. A row that gets nothing through any more fails its test.</summary>
internal static class Residuals
{
    /// <summary>By setting and name.</summary>
    public static readonly IReadOnlyDictionary<(Setting Setting, string Name), string> Chromium = new Dictionary<(Setting, string), string>();
}
