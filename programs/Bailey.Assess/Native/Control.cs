using Bailey.Assess.Attacks;

namespace Bailey.Assess.Native;

/// <summary>Every attempt without any wall, and what is concluded by comparing with it.</summary>
internal sealed class Control
{
    private const string Answers = "see_";
    private const string Sockets = "socket_";
    private const string Done = "errno 0";

    private readonly Battery probes;
    private readonly Dictionary<string, Reading> bare;

    private Control(Battery probes, Dictionary<string, Reading> bare)
    {
        this.probes = probes;
        this.bare = bare;
    }

    /// <summary>Makes every attempt where nothing stops it.</summary>
    public static Control Run(Battery probes) => new(probes, Battery.Readings(Arena.Run(probes, ["attack", .. probes.Attempts.Keys])));

    /// <summary>Puts the readings of one class together.</summary>
    public IEnumerable<Attempt> Judge(string sandbox, Dictionary<string, Reading> full, params (string Wall, Dictionary<string, Reading> Readings)[] without) =>
        from pair in probes.Attempts
        let name = pair.Key
        select new Attempt(
            sandbox, name, pair.Value, Exploit: true, Judged(sandbox, name, bare), Judged(sandbox, name, full),
            without.ToDictionary(wall => wall.Wall, wall => Judged(sandbox, name, wall.Readings), StringComparer.Ordinal), KnownLeaks.Reason(sandbox, name));

    // A question about the machine succeeds when the answer is the one that it gets without walls. The answer is not kept: a report may be shown around.
    private static Reading Compared(string answer, string bare) =>
        answer.Length == 0 ? new Reading(false, "no answer") : answer == bare ? new Reading(true, "the machine's own answer") : new Reading(false, "another answer");

    private Reading Judged(string sandbox, string name, Dictionary<string, Reading> readings) => readings.GetValueOrDefault(name) switch
    {
        null => new Reading(true, "no answer: the run broke off", Broke: true),
        { Broke: true } reading => reading,
        // The program class refuses a family with the error that the kernel has for one that it lacks: only a socket is a success.
        { } reading when sandbox == ProgramAssault.Class && name.StartsWith(Sockets, StringComparison.Ordinal) && name != "socket_pair" => reading with { Reached = reading.Detail == Done },
        { } reading when name.StartsWith(Answers, StringComparison.Ordinal) => Compared(reading.Detail, bare[name].Detail),
        { } reading => reading,
    };
}
