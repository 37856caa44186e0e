namespace Bailey.Policy;

/// <summary>One row of the catalogue of errors.</summary>
/// <param name="Id"><c>BLY</c> and four digits. An id is never given a second meaning.</param>
/// <param name="Title">A few words.</param>
/// <param name="Fix">The usual fix in one line.</param>
public sealed record ErrorCode(string Id, string Title, string Fix)
{
    /// <summary>The page that explains this code, relative to the repository.</summary>
    public string Page => $"docs/errors/{Id}.md";
}
