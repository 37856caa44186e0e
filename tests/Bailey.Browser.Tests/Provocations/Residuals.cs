using System.Text.RegularExpressions;

namespace Bailey.Browser.Tests.Provocations;

/// <summary>What gets through in Chromium, each with what it is and why it is not closed.</summary>
internal static partial class Residuals
{
    /// <summary>Attacks that reach their target, by setting and name. A row that reaches nothing any more fails its test.</summary>
    public static readonly IReadOnlyDictionary<(Setting Setting, string Name), string> Attacks = new Dictionary<(Setting, string), string>();

    /// <summary>What the browser sends of its own accord, with whatever page or none.</summary>
    public static readonly IReadOnlyDictionary<string, string> OfTheBrowser = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["name clients2.google.com"] = "updates of extensions",
        ["name update.googleapis.com"] = "updates of components, looked up though switched off",
        ["name accounts.google.com"] = "whether the profile is signed in",
        ["name content-autofill.googleapis.com"] = "what the fields of a form are, asked by the browser once a page shows a form: it sends a hash of their names; off where the browser's autofill is",
    };

    /// <summary>
    /// A name in the local network that is made up for the machine's address: Chromium announces it by multicast DNS when a page gathers
    /// WebRTC candidates, before <c>Connection-Allowlist</c> refuses their connections. The page chooses when and how often, not the name.
    /// No header turns it off. The host page's self-test tries WebRTC too, so it is seen in both grades.
    /// </summary>
    [GeneratedRegex(@"^name [0-9a-f-]{36}\.local$", RegexOptions.None, 1000)]
    public static partial Regex LocalName { get; }
}
