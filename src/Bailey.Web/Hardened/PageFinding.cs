namespace Bailey.Web.Hardened;

/// <summary>A remark on a page, for its author.</summary>
/// <param name="Path">Which file of the container, as a URL path.</param>
/// <param name="Code">Dotted words, stable: <c>page.frame</c>.</param>
/// <param name="Message">What was found; text of the page is escaped.</param>
/// <param name="Fix">What to do.</param>
public sealed record PageFinding(string Path, string Code, string Message, string Fix);
