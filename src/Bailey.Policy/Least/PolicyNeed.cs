namespace Bailey.Policy;

/// <summary>Something that a program was seen to use, by analysis or because it was refused.</summary>
/// <param name="Kind">What, in the words of refusals.</param>
/// <param name="Subject">Path, name or origin; empty when the analysis could not tell.</param>
/// <param name="Package">Canonical name of the package that uses it; empty when unknown.</param>
/// <param name="At">Where in the program, <c>/app/a.js:3</c>; empty when unknown.</param>
public sealed record PolicyNeed(RefusalKind Kind, string Subject, string Package, string At = "");
