using Bailey.Bench.Measuring;

namespace Bailey.Bench.Sandboxing;

/// <summary>One way to start a program.</summary>
/// <param name="Name">The column.</param>
/// <param name="Needs">Files without which it cannot be measured here.</param>
/// <param name="Command">Program and arguments, for the program to start.</param>
internal sealed record Contender(string Name, string[] Needs, Func<string[], string[]> Command)
{
    public const string Bare = "bare";
    public const string Bubblewrap = "bubblewrap";
    public const string Firejail = "firejail";
    public const string Srt = "srt";
    public const string Bailey = "bailey";

    private const string Wrapper = "/usr/bin/bwrap";

    /// <summary>Next to each other: nothing, the tool that Bailey itself uses with the flags that a user would write, and two that give a program a sandbox in one command.</summary>
    public static readonly Contender[] All =
    [
        new(Bare, [], static program => program),
        new(Bubblewrap, [Wrapper], static program =>
        [
            Wrapper, "--unshare-all", "--die-with-parent", "--new-session", "--ro-bind", "/usr", "/usr", "--symlink", "usr/bin", "/bin", "--symlink", "usr/lib", "/lib",
            "--symlink", "usr/lib64", "/lib64", "--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp", "--", .. program,
        ]),
        // Its profile for programs that it does not know; root's programs get the one for servers.
        new(Firejail, ["/usr/bin/firejail"], static program => ["/usr/bin/firejail", "--quiet", .. program]),
        new(Srt, ["/usr/bin/socat", "/usr/bin/rg", Place.Npm(SrtProgram)], static program => ["node", Place.Npm(SrtProgram), string.Join(' ', program)]),
        new(Bailey, [], static program => [Place.Cli, "exec", "--policy", Policy, "--", .. program]),
    ];

    private const string SrtProgram = "@anthropic-ai/sandbox-runtime/dist/cli.js";

    private static string Policy => Path.Combine(Place.Work, "sandboxes", "bailey.json");

    /// <summary>Those that can be measured here, and what each of the others lacks.</summary>
    public static (Contender[] Here, string[] Missing) Find()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Policy)!);
        // No file, no network, no other process: what the others are given is more.
        File.WriteAllText(Policy, """{"bailey":1}""");
        return (
            [.. All.Where(static one => one.Needs.All(File.Exists))],
            [.. All.Where(static one => !one.Needs.All(File.Exists)).Select(static one => $"{one.Name} was not measured: there is no {string.Join(" and no ", one.Needs.Where(static file => !File.Exists(file)))}")]);
    }
}
