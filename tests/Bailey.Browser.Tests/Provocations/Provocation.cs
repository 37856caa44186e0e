namespace Bailey.Browser.Tests.Provocations;

/// <summary>How the page of an attack is shown bare.</summary>
internal enum ControlKind
{
    /// <summary>In a frame of another site, as a container is.</summary>
    Frame,

    /// <summary>In a tab.</summary>
    Top,

    /// <summary>In a frame of its host page's own origin.</summary>
    Same,
}

/// <summary>One attack of the corpus. What its parts are is in tests/escapes/document/README.md.</summary>
/// <param name="Name">Of its folder and of the host that it attacks.</param>
/// <param name="Why">What would get out.</param>
/// <param name="Control">See there.</param>
/// <param name="Gesture">Whether a person clicks on it.</param>
/// <param name="Alone">Whether it acts on the page around it.</param>
/// <param name="Says">What the page says that it reached; null for an effect that is seen in the network.</param>
/// <param name="Absent">Why it has no effect even bare; null for all that count.</param>
/// <param name="Seldom">It does not count, but the browser has been seen to do it.</param>
/// <param name="Files">By their names beneath its folder.</param>
internal sealed record Provocation(
    string Name, string Why, ControlKind Control, bool Gesture, bool Alone, string? Says, string? Absent, bool Seldom, IReadOnlyDictionary<string, string> Files);
