namespace Bailey.Assess.Attacks;

/// <summary>What is concluded of one attempt.</summary>
internal enum Verdict
{
    /// <summary>It succeeds without the walls, and did not with them.</summary>
    Stopped,

    /// <summary>It succeeded, and the list of known leaks says why that is so.</summary>
    Known,

    /// <summary>It succeeded, and nobody has said why it may: a hole.</summary>
    Unexplained,

    /// <summary>It does not succeed without the walls either, here: nothing is shown.</summary>
    NotShown,
}

/// <summary>What became of one attempt in one place.</summary>
/// <param name="Reached">Whether the attacker got what the attempt is for.</param>
/// <param name="Detail">An error number, or what was found. A guest's words: escaped wherever they are shown.</param>
/// <param name="Broke">Whether the attempt itself failed: says nothing, so it is taken neither for a refusal nor for a control.</param>
internal sealed record Reading(bool Reached, string Detail, bool Broke = false)
{
    /// <summary>Whether it is known that the attacker got it.</summary>
    public bool IsShown => Reached && !Broke;
}

/// <summary>One attempt, everywhere that it was made.</summary>
/// <param name="Class">The class of sandbox, or the realm.</param>
/// <param name="Name">Its name in the battery.</param>
/// <param name="Criterion">What it would get: the id of a row of the matrix.</param>
/// <param name="Exploit">Whether it is native code, as after an exploit; else JavaScript as its author may write it.</param>
/// <param name="Bare">The control: without any wall.</param>
/// <param name="Full">Behind all walls.</param>
/// <param name="WithoutWall">With one wall taken down, by its name.</param>
/// <param name="Reason">Why its success is no hole; null where it must not succeed.</param>
internal sealed record Attempt(
    string Class, string Name, string Criterion, bool Exploit, Reading Bare, Reading Full, IReadOnlyDictionary<string, Reading> WithoutWall, string? Reason)
{
    /// <summary>What is concluded.</summary>
    public Verdict Verdict => Full.Reached ? Reason is null ? Verdict.Unexplained : Verdict.Known : Bare.IsShown ? Verdict.Stopped : Verdict.NotShown;

    /// <summary>The walls without which it succeeds; where it is stopped and there is none, any of the others alone was enough.</summary>
    public IEnumerable<string> StoppedOnlyBy => Verdict == Verdict.Stopped ? WithoutWall.Where(pair => pair.Value.IsShown).Select(pair => pair.Key) : [];
}
