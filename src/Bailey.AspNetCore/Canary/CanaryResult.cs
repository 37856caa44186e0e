namespace Bailey.AspNetCore;

/// <summary>What the browser at hand lets out of a container.</summary>
/// <param name="Grade">
/// The grade that may be stated: <c>hardened</c> or <c>declared</c> as the container's where nothing got out; <c>partial</c> where a
/// connection or a datagram did, whose mere existence carries data; <c>none</c> where a request did, or text was evaluated in the hardened
/// grade; <c>untested</c> where the attempts did not run.
/// </param>
/// <param name="Leaks">What got out, in words.</param>
public sealed record CanaryResult(string Grade, IReadOnlyList<string> Leaks)
{
    internal const string Partial = "partial";
    internal const string None = "none";
    internal const string Untested = "untested";
}
