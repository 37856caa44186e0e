namespace Bailey.Assess.Attacks;

/// <summary>One column of the matrix: an attacker, and where it attacks from.</summary>
/// <param name="Id">Stable, in JSON; the class of its attempts.</param>
/// <param name="Title">For people.</param>
/// <param name="Exploit">Whether it executes native code.</param>
/// <param name="Walls">What stands against it.</param>
internal sealed record Column(string Id, string Title, bool Exploit, string Walls)
{
    /// <summary>All columns, in the order in which they are shown.</summary>
    public static readonly IReadOnlyList<Column> All =
    [
        new("javascript", "No exploit: JavaScript of a package", false, "realm, filter, namespaces"),
        new("worker", "Exploit: native code in a worker", true, "filter, namespaces"),
        new("program", "A native program of bailey exec", true, "filter, namespaces"),
    ];
}

/// <summary>One cell of the matrix.</summary>
/// <param name="Tried">Attempts whose success or failure says something.</param>
/// <param name="Stopped">Of them, stopped by a wall.</param>
/// <param name="Known">Succeeded, with a reason.</param>
/// <param name="Unexplained">Succeeded, without one.</param>
/// <param name="NotShown">Attempts that do not succeed without walls either, here.</param>
internal sealed record Cell(int Tried, int Stopped, int Known, int Unexplained, int NotShown)
{
    /// <summary>Counts attempts.</summary>
    public static Cell Of(IEnumerable<Attempt> attempts)
    {
        ILookup<Verdict, Attempt> by = attempts.ToLookup(attempt => attempt.Verdict);
        (int stopped, int known, int unexplained) = (by[Verdict.Stopped].Count(), by[Verdict.Known].Count(), by[Verdict.Unexplained].Count());
        return new Cell(stopped + known + unexplained, stopped, known, unexplained, by[Verdict.NotShown].Count());
    }
}
