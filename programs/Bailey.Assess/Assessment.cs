using Bailey.Assess.Attacks;
using Bailey.Assess.Native;
using Bailey.Sandbox;

namespace Bailey.Assess;

/// <summary>Everything that was found out.</summary>
/// <param name="Attempts">Every attempt, everywhere that it was made.</param>
internal sealed record Assessment(IReadOnlyList<Attempt> Attempts)
{
    private static readonly string[] Hints = ["CANARY", "SCRATCH", "PORT", "PORT6", "DATAGRAM", "SEGMENT"];

    /// <summary>The holes.</summary>
    public IEnumerable<Attempt> Unexplained => Attempts.Where(attempt => attempt.Verdict == Verdict.Unexplained);

    /// <summary>Makes every attempt.</summary>
    /// <exception cref="WallUnavailableException">No sandbox stands here: nothing was tried.</exception>
    public static Assessment Make(Options options)
    {
        using Sandboxes sandboxes = Sandboxes.Open();
        var probes = Probes.Open(Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../probes")), sandboxes);
        Dictionary<string, string> hints = Hints.ToDictionary(name => name, name => Environment.GetEnvironmentVariable(name) ?? "", StringComparer.Ordinal);
        var control = Control.Run(probes);
        return new Assessment([.. WorkerAssault.Run(sandboxes, probes, control, hints)]);
    }
}
