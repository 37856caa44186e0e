namespace Bailey;

/// <summary>Something a guest asked for and did not get.</summary>
/// <param name="Sentence">One printable line: wall, package, subject, and the policy line that would allow it.</param>
/// <param name="Json">The same as one line of JSON: <c>id, code, wall, package, kind, subject, grant</c>.</param>
public sealed record GuestRefusal(string Sentence, string Json);
