using Bailey.Assess.Attacks;
using Bailey.Assess.Measures;
using Bailey.Assess.Native;
using Bailey.Assess.Script;
using Bailey.Sandbox;

namespace Bailey.Assess;

/// <summary>Everything that was found out.</summary>
/// <param name="Attempts">Every attempt, everywhere that it was made.</param>
/// <param name="Measures">Sizes and times.</param>
/// <param name="NotTried">What was left out, and why.</param>
internal sealed record Assessment(IReadOnlyList<Attempt> Attempts, IReadOnlyList<Measure> Measures, IReadOnlyList<(string What, string Why)> NotTried)
{
    private static readonly string[] Hints = ["CANARY", "SCRATCH", "PORT", "PORT6", "DATAGRAM", "SEGMENT"];

    private static readonly (string What, string Why)[] Elsewhere =
    [
        ("the document wall", "its battery needs browsers and a network: tests/Bailey.Browser.Tests"),
        ("names, redirections and TLS that lie to the tunnel of bailey exec", "needs a network of its own, and root: EgressTests in tests/Bailey.Cli.Tests"),
        ("calls that no unprivileged user may make: kernel modules, kexec, bpf, raw packets, devices of the kernel's memory", "no control can succeed; FilterTests has their rows"),
        ("bugs in system calls that are allowed", "each would be an exploit of this kernel"),
    ];

    /// <summary>When it was made.</summary>
    public DateTimeOffset When { get; } = DateTimeOffset.UtcNow;

    /// <summary>The columns that have attempts.</summary>
    public IEnumerable<Column> Columns => Column.All.Where(column => Attempts.Any(attempt => attempt.Class == column.Id));

    /// <summary>The holes.</summary>
    public IEnumerable<Attempt> Unexplained => With(Verdict.Unexplained);

    /// <summary>Each wall taken down, and what succeeded then.</summary>
    public IEnumerable<WallDown> WallsDown =>
        from column in Columns
        from wall in Attempts.Where(attempt => attempt.Class == column.Id).SelectMany(static attempt => attempt.WithoutWall.Keys).Distinct(StringComparer.Ordinal)
        let tried = Attempts.Where(attempt => attempt.Class == column.Id && attempt.WithoutWall.ContainsKey(wall)).ToArray()
        select new WallDown(column.Id, wall, $"{column.Id}: {Walls.Title(wall)} off", tried.Length, [.. tried.Where(attempt => attempt.StoppedOnlyBy.Contains(wall, StringComparer.Ordinal))]);

    /// <summary>Attempts with one verdict.</summary>
    public IEnumerable<Attempt> With(Verdict verdict) => Attempts.Where(attempt => attempt.Verdict == verdict);

    /// <summary>One cell of the matrix.</summary>
    public Cell CellOf(Criterion criterion, Column column) =>
        Cell.Of(Attempts.Where(attempt => attempt.Class == column.Id && attempt.Criterion == criterion.Id));

    /// <summary>Makes every attempt that is asked for.</summary>
    /// <exception cref="WallUnavailableException">No sandbox stands here: nothing was tried.</exception>
    public static Assessment Make(Options options)
    {
        Progress.Say("opening the walls of this machine");
        using Sandboxes sandboxes = Sandboxes.Open();
        var attempts = new List<Attempt>();
        var notTried = new List<(string, string)>(Elsewhere);
        foreach (Column column in Column.All.Where(column => !options.Only.Contains(column.Id, StringComparer.Ordinal)))
        {
            notTried.Add((column.Title, "not asked for"));
        }

        if (options.Only.Contains(CorpusAssault.Class, StringComparer.Ordinal))
        {
            var escapes = Battery.Open(("Bailey.Escapes", "escapes"), sandboxes, TimeSpan.FromMinutes(20));
            Progress.Say($"{escapes.Attempts.Count} attacks of JavaScript on the realm, with it and without (the longest part)");
            attempts.AddRange(CorpusAssault.Run(sandboxes, escapes, [.. escapes.Attempts.Keys]));
            Progress.Say("a program with a hostile dependency, under bailey run and under plain Node");
            if (HostileSample.Missing() is { } missing)
            {
                notTried.Add(("samples/03-hostile", missing));
            }
            else
            {
                attempts.AddRange(HostileSample.Run());
            }
        }

        if (options.Only.Any(static id => id is WorkerAssault.Class or ProgramAssault.Class))
        {
            attempts.AddRange(Native(sandboxes, options));
        }

        Progress.Say("sizes and times");
        return new Assessment(attempts, [.. Installed.Sizes(), .. StartUp.Take()], notTried);
    }

    private static IEnumerable<Attempt> Native(Sandboxes sandboxes, Options options)
    {
        var probes = Battery.Open(("Bailey.Probes", "probes"), sandboxes, TimeSpan.FromMinutes(2));
        if (options.Hole)
        {
            probes.Add("hole_own_number", Criterion.All[^1].Id);
        }

        Dictionary<string, string> hints = Hints.ToDictionary(name => name, name => Environment.GetEnvironmentVariable(name) ?? "", StringComparer.Ordinal);
        Progress.Say($"{probes.Attempts.Count} native attempts without walls: the control");
        var control = Control.Run(probes);
        if (options.Only.Contains(WorkerAssault.Class, StringComparer.Ordinal))
        {
            Progress.Say("native code in a worker, with every wall and with one down");
            foreach (Attempt attempt in WorkerAssault.Run(sandboxes, probes, control, hints))
            {
                yield return attempt;
            }
        }

        if (options.Only.Contains(ProgramAssault.Class, StringComparer.Ordinal))
        {
            Progress.Say("a hostile native program, with every wall and with one down");
            foreach (Attempt attempt in ProgramAssault.Run(sandboxes, probes, control, hints))
            {
                yield return attempt;
            }
        }
    }
}
