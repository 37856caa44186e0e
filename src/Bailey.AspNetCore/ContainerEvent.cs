namespace Bailey.AspNetCore;

/// <summary>Something a contained page asked for, or is claimed to have asked for.</summary>
/// <param name="Time">When.</param>
/// <param name="Container">The container's id.</param>
/// <param name="Wall">Always <c>document</c>.</param>
/// <param name="Kind"><c>request</c>, <c>violation</c>, or what the gate refused: <c>top-level</c>, <c>serviceworker</c>, …</param>
/// <param name="Subject">Method and path, or what the browser blocked. Text of the page: show it as text only.</param>
/// <param name="Granted">Whether it got it.</param>
/// <param name="Reason">The status, or why not.</param>
/// <param name="Grant">The line of the policy that would allow it; null for what was granted.</param>
public sealed record ContainerEvent(
    DateTimeOffset Time, string Container, string Wall, string Kind, string Subject, bool Granted, string Reason, string? Grant);
