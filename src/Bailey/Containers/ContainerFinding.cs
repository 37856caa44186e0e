namespace Bailey;

/// <summary>A remark of a container's server on a page: what does not run in the hardened grade, and why. The web host's word; escaped for a terminal.</summary>
/// <param name="Path">Which file of the container, as a URL path.</param>
/// <param name="Code">Dotted words, stable: <c>text.syntax</c>, <c>page.frame</c>.</param>
/// <param name="Message">What was found.</param>
/// <param name="Fix">What to do.</param>
public sealed record ContainerFinding(string Path, string Code, string Message, string Fix);
