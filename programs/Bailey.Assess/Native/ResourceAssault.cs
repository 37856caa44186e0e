using Bailey.Assess.Attacks;
using Bailey.Sandbox;

namespace Bailey.Assess.Native;

/// <summary>Code that takes all it gets, under a limit; the control has the same code under a wider one, which it reaches as well.</summary>
internal static class ResourceAssault
{
    private const long Megabyte = 1_000_000;

    private static readonly SandboxLimits Rest = new() { WallTime = TimeSpan.FromMinutes(2) };

    private static readonly (string Name, string Mode, LimitKind Kind, SandboxLimits Tight, SandboxLimits Wide)[] Rows =
    [
        ("spend_memory", "hog", LimitKind.Memory, Rest with { MemoryBytes = 160 * Megabyte }, Rest with { MemoryBytes = 400 * Megabyte }),
        ("spend_processor", "spin", LimitKind.CpuTime, Rest with { CpuTime = TimeSpan.FromSeconds(1) }, Rest with { CpuTime = TimeSpan.FromSeconds(2) }),
        ("spend_time", "sleep", LimitKind.WallTime, Rest with { WallTime = TimeSpan.FromSeconds(1) }, Rest with { WallTime = TimeSpan.FromSeconds(2) }),
        ("spend_threads", "threads", LimitKind.Threads, Rest with { Threads = 48 }, Rest with { Threads = 96 }),
    ];

    /// <summary>Makes all of them at once: each waits for its own limit.</summary>
    /// <param name="sandbox">The class.</param>
    /// <param name="spawn">Starts the battery in a mode, with limits.</param>
    public static IEnumerable<Attempt> Run(string sandbox, Func<string, SandboxLimits, SandboxProcess> spawn)
    {
        (SandboxProcess Tight, SandboxProcess Wide)[] started = [.. Rows.Select(row => (spawn(row.Mode, row.Tight), spawn(row.Mode, row.Wide)))];
        foreach (((string name, _, LimitKind kind, _, _), (SandboxProcess tight, SandboxProcess wide)) in Rows.Zip(started))
        {
            using (tight)
            using (wide)
            {
                ExitStatus status = tight.Exit.GetAwaiter().GetResult();
                ExitStatus control = wide.Exit.GetAwaiter().GetResult();
                yield return new Attempt(
                    sandbox, name, "resources", Exploit: true, new Reading(control.Limit == kind, $"under a wider limit it goes on until {control.Limit}"),
                    new Reading(status.Limit != kind, $"ended by {status.Limit}"), new Dictionary<string, Reading>(StringComparer.Ordinal), KnownLeaks.Reason(sandbox, name));
            }
        }
    }
}
